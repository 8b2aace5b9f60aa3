package io.github.bigdatamigrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.ChildJvm;
import io.github.bigdatamigrator.fixture.Profiles;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes mark answers in one folder and are killed while they write. */
class KilledWriterTest {
    private static final long SEED = 26;
    private static final int MAX_REVIEWS_PER_RUN = 10;
    private static final int MAX_SPIN_NANOS = 4_000_000;

    @TempDir
    Path folder;

    @Test
    void aKillLosesNoAnswerThatWasStored() throws Exception {
        kill(3);
    }

    @Test
    @Tag("long")
    void sixtyKillsLoseNoAnswerThatWasStored() throws Exception {
        kill(60);
    }

    private void kill(int kills) throws Exception {
        Random random = new Random(SEED);
        Set<String> stored = new HashSet<>();
        for (int kill = 0; kill < kills; kill++) {
            List<Process> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                writers.add(ChildJvm.start(Marker.class, folder.toString(), kill + "-" + writer));
            }
            for (Process writer : writers) {
                try (BufferedReader lines = writer.inputReader()) {
                    for (int run = random.nextInt(MAX_REVIEWS_PER_RUN); run >= 0; run--) {
                        stored.add(lines.readLine());
                    }
                    long until = System.nanoTime() + random.nextInt(MAX_SPIN_NANOS);
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    // Process.destroyForcibly would also close the stream.
                    writer.toHandle().destroyForcibly();
                    lines.lines().filter(line -> line.endsWith(".")).forEach(stored::add);
                }
                assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            ReviewedAnswers.Listing all = new ReviewedAnswers(new KnowledgeFolder(folder)).list();
            assertThat(all.problems()).as("kill %s", kill).isEmpty();
            // The question that both mark is whole, with the text of one of them.
            assertThat(all.answers())
                    .filteredOn(answer -> answer.question().equals(Marker.SHARED))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.why()).matches("(\\d+-\\d \\d+)(?: \\1){199}"));
            assertThat(all.answers()).extracting(ReviewedAnswer::question).containsAll(stored);
        }
        assertThat(stored).hasSizeGreaterThan(kills);
    }

    /** Marks answers until it is killed; prints the question of each one that is stored. */
    static final class Marker {
        static final String SHARED = "What do both mark?";

        private Marker() {}

        public static void main(String[] arguments) {
            ReviewedAnswers answers = new ReviewedAnswers(new KnowledgeFolder(Path.of(arguments[0])));
            for (int i = 0; ; i++) {
                String text = arguments[1] + " " + i + " ";
                store(answers, "Question " + text + "?.", text);
                store(answers, SHARED, text.repeat(200));
            }
        }

        private static void store(ReviewedAnswers answers, String question, String why) {
            answers.add(
                    ReviewedAnswer.of(
                            question,
                            List.of(),
                            Review.wrong(why, ""),
                            List.of("SELECT 1"),
                            List.of(),
                            "2026-11-30T10:00:00Z",
                            "",
                            0,
                            "f"),
                    Profiles.EMPTY);
            if (!question.equals(SHARED)) {
                System.out.println(question);
            }
        }
    }
}
