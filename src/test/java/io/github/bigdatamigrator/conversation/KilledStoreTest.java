package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.store.FileConversationStore;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
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

/** Kills processes that answer questions, without Spark, and checks their event logs. */
class KilledStoreTest {
    private static final long SEED = 6;
    private static final int MAX_TURNS_PER_RUN = 14;
    private static final int MAX_SPIN_NANOS = 8_000_000;
    private static final int CHILD_TURNS = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void aKillAtAnyMomentLosesNoAcknowledgedTurn() throws Exception {
        killed(12);
    }

    @Test
    @Tag("long")
    void threeHundredKillsLoseNoAcknowledgedTurn() throws Exception {
        killed(300);
    }

    private void killed(int kills) throws Exception {
        Random random = new Random(SEED);
        String id = conversation();
        Set<Integer> acknowledged = new HashSet<>();
        int incomplete = 0;
        int next = 1;
        for (int kill = 0; kill < kills; kill++) {
            Process child = ChildJvm.start(
                    Talker.class, folder.toString(), id, String.valueOf(next), String.valueOf(CHILD_TURNS));
            try (BufferedReader lines = child.inputReader()) {
                for (int run = random.nextInt(MAX_TURNS_PER_RUN); run >= 0; run--) {
                    acknowledged.add(Integer.parseInt(lines.readLine()));
                }
                long until = System.nanoTime() + random.nextInt(MAX_SPIN_NANOS);
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                // Process.destroyForcibly would also close the stream.
                child.toHandle().destroyForcibly();
                // Also counts the turns printed before it died.
                lines.lines()
                        .filter(line -> line.matches("\\d+"))
                        .forEach(line -> acknowledged.add(Integer.valueOf(line)));
            }
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

            FileConversationStore store = new FileConversationStore(folder);
            try (ConversationStore.Writer writer = store.open(id)) {
                incomplete += writer.repairs().size();
            }
            List<ConversationEvent> events = store.replay(id);
            assertThat(answered(events)).as("kill %s", kill).containsAll(acknowledged);
            assertThat(store.memory(id).snapshot())
                    .as("kill %s: the checkpoint equals the replayed log", kill)
                    .isEqualTo(replayed(events));
            next = 1 + (int) events.stream().filter(Asked.class::isInstance).count();
        }
        List<ConversationEvent> events = new FileConversationStore(folder).replay(id);
        assertThat(events.stream().filter(Compressed.class::isInstance).count())
                .as("compression goes on after every kill; %s incomplete lines", incomplete)
                .isGreaterThan(kills / 4);
        if (kills > 100) {
            assertThat(folder.resolve(id).resolve("checkpoint.json")).exists();
        }
    }

    private String conversation() {
        ConversationManager manager = LongConversation.quick(Talker.WINDOW).manager(new FileConversationStore(folder));
        String id = manager.create("Killed", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        return id;
    }

    private static ConversationMemory.Snapshot replayed(List<ConversationEvent> events) {
        ConversationMemory memory = new ConversationMemory();
        events.forEach(memory::add);
        return memory.snapshot();
    }

    /** Returns the numbers of the products whose questions have a correct answer. */
    private static List<Integer> answered(List<ConversationEvent> events) {
        List<Integer> numbers = new ArrayList<>();
        int open = -1;
        for (ConversationEvent event : events) {
            if (event instanceof Asked asked) {
                open = Integer.parseInt(asked.question().replaceAll("\\D", ""));
            } else if (event instanceof Answered answer && open >= 0) {
                assertThat(answer.answer().content().replace(",", ""))
                        .contains(String.valueOf(LongConversation.total(open)));
                numbers.add(open);
                open = -1;
            }
        }
        return numbers;
    }

    @Test
    void turnsOfTwoProcessesNeverInterleave() throws Exception {
        String id = conversation();
        List<Process> children = new ArrayList<>();
        for (int first : List.of(1_000, 2_000)) {
            children.add(ChildJvm.start(Talker.class, folder.toString(), id, String.valueOf(first), "25"));
        }
        for (Process child : children) {
            try (BufferedReader lines = child.inputReader()) {
                assertThat(lines.lines()).hasSize(25);
            }
            assertThat(child.waitFor()).isZero();
        }

        List<ConversationEvent> events = new FileConversationStore(folder).replay(id);
        assertThat(answered(events)).hasSize(50).doesNotHaveDuplicates();
        assertThat(events.stream().filter(Asked.class::isInstance)).hasSize(50);
        assertThat(Files.exists(folder.resolve(id).resolve("events.torn"))).isFalse();
    }

    /** Asks questions one after the other and prints the number of each after its answer. */
    static final class Talker {
        static final int WINDOW = 1500;

        private Talker() {}

        public static void main(String[] args) throws IOException {
            LongConversation talk = LongConversation.quick(WINDOW);
            ConversationManager manager = talk.manager(new FileConversationStore(Path.of(args[0])));
            int first = Integer.parseInt(args[2]);
            for (int turn = first; turn < first + Integer.parseInt(args[3]); turn++) {
                ask(manager, talk, args[1], "How much did product number " + turn + " bring in?");
                System.out.println(turn);
                System.out.flush();
            }
        }

        private static void ask(ConversationManager manager, LongConversation talk, String id, String question) {
            while (true) {
                try {
                    manager.ask(id, talk.data(), question, AnswerListener.NONE);
                    return;
                } catch (MigratorException e) {
                    if (e.code() != ErrorCode.CONVERSATION_LOCKED) {
                        throw e;
                    }
                    Thread.onSpinWait();
                }
            }
        }
    }
}
