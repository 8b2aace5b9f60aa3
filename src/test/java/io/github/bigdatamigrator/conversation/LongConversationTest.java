package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.store.FileConversationStore;
import io.github.bigdatamigrator.text.NumberFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongConversationTest {
    private static final int SPAN = 50;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2048, 120"})
    void anAnswerOfTheThirdTurnIsRecalledAndTheCostOfATurnIsConstant(int window, int turns) throws IOException {
        talk(window, turns);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"2048, 1000", "4096, 1000", "8192, 1000", "16384, 1000"})
    void anAnswerIsRecalledAfterAThousandTurnsInEveryWindow(int window, int turns) throws IOException {
        talk(window, turns);
    }

    private void talk(int window, int turns) throws IOException {
        LongConversation talk = LongConversation.counted(window);
        FileConversationStore store = new FileConversationStore(folder);
        ConversationManager manager = talk.manager(store);
        String id = manager.create("Long talk", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        List<Long> bytesPerSpan = new ArrayList<>();
        long before = store.bytesRead();

        for (int turn = 1; turn < turns; turn++) {
            Answer answer = manager.ask(id, talk.data(), LongConversation.question(turn), AnswerListener.NONE);
            assertThat(answer.outcome())
                    .as("turn %s: %s", turn, answer.content())
                    .isEqualTo(Outcome.ANSWERED);
            if (turn > 3) {
                assertThat(answer.content()).contains(NumberFormat.of(LongConversation.total(turn)));
            }
            if (turn % SPAN == 0) {
                bytesPerSpan.add(store.bytesRead() - before);
                before = store.bytesRead();
            }
        }
        Answer fact = manager.ask(id, talk.data(), LongConversation.FACT_AGAIN, AnswerListener.NONE);

        assertThat(fact.content()).contains(NumberFormat.ofText(LongConversation.fact()));
        assertThat(talk.lastPrompt)
                .contains("→ product AUR-77, total " + LongConversation.fact())
                .contains("definition: " + LongConversation.DEFINITION);
        assertThat(talk.longestPrompt).isLessThanOrEqualTo(window);
        assertThat(bytesPerSpan.get(bytesPerSpan.size() - 1)).isLessThanOrEqualTo(2 * bytesPerSpan.get(1));
        assertThat(store.memory(id).turns()).hasSizeLessThanOrEqualTo(ConversationMemory.MAX_TURNS);
        assertThat(talk.summaries).isPositive();
        assertThat(store.replay(id).stream().filter(ConversationEvent.Asked.class::isInstance))
                .as("compression deletes nothing")
                .hasSize(turns);

        FileConversationStore fresh = new FileConversationStore(folder);
        assertThat(fresh.summary(id).questions()).isEqualTo(turns);
        assertThat(fresh.bytesRead())
                .as("opening reads the checkpoint and later events, of a log of %s bytes", logSize(id))
                .isLessThan(Math.max(200_000, logSize(id) / 2));
        assertThat(fresh.memory(id).snapshot()).isEqualTo(store.memory(id).snapshot());
    }

    private long logSize(String id) throws IOException {
        return Files.size(folder.resolve(id).resolve(FileConversationStore.EVENTS));
    }
}
