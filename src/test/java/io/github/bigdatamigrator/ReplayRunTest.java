package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are kept are run again on real files. */
@Tag("spark")
class ReplayRunTest {
    private static final String SQL = "SELECT city, SUM(amount) AS total FROM visits GROUP BY city ORDER BY city";
    private static final String QUESTION = "Which total has each city?";

    @TempDir
    Path folder;

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private LLMConversationSystem system;
    private Path file;
    private String id;

    @BeforeEach
    void aConversationWithOneAnswer() throws IOException {
        Map<String, String> environment = Map.of(
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                "LOCAL_LLM_URL", studio.url());
        system = LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session());
        file = Files.writeString(folder.resolve("visits.csv"), "city,amount\nBern,10\nBasel,5\nBern,7\n");
        id = system.createConversation("Visits", List.of(file.toString()));
        studio.replyWith(
                body -> "```sql\n" + (body.contains(QUESTION) ? SQL : "SELECT MAX(amount) FROM visits") + "\n```");
        system.addMessage(id, QUESTION);
    }

    @AfterEach
    void close() {
        system.close();
        studio.close();
    }

    @Test
    void aReplayShowsTheEffectOfAChangedFileAndItsAnswersBecomeStale() throws IOException {
        assertThat(system.handle(id).replay().count(Verdict.SAME)).isEqualTo(1);

        Files.writeString(file, "city,amount\nBern,10\nBasel,5\nBern,7\nBasel,20\n");
        ReplayReport report = system.handle(id).replay();

        assertThat(report.queries()).singleElement().satisfies(again -> {
            assertThat(again.verdict()).isEqualTo(Verdict.CHANGED);
            assertThat(again.change()).isEqualTo("row 1, total: 5 → 25");
        });
        assertThat(system.conversation(id).turns()).noneMatch(turn -> turn.stale());
        system.handle(id).profile(system.handle(id).request());
        assertThat(system.conversation(id).turns()).allMatch(turn -> turn.stale());
    }

    @Test
    void anApprovedQueryIsAnExampleForLaterQuestionsWhenItsTurnIsLongPast() {
        system.handle(id).review(0, Review.good("anna"));
        for (int i = 0; i < 25; i++) {
            system.addMessage(id, "Which is the dearest visit of tour " + i + "?");
        }

        system.addMessage(id, "Which total has each city, once more?");

        List<String> requests = studio.requests();
        assertThat(requests.get(requests.size() - 1))
                .contains("Approved by people for such questions:", QUESTION + " → " + SQL);
    }
}
