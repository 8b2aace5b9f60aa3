package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
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

/** Approved answers from marking to the answer without a model, on real files. */
@Tag("spark")
class ApprovedAnswersRunTest {
    private static final String QUESTION = "What was the total amount in Bern in 2024?";
    private static final String SQL =
            "SELECT SUM(amount) AS total FROM visits WHERE city = 'Bern' AND YEAR(day) = 2024";
    private static final String APPROVED = "Answered without a model, by the query that was approved for";

    @TempDir
    Path folder;

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private LLMConversationSystem system;
    private String id;

    @BeforeEach
    void aConversationWithOneAnswer() throws IOException {
        system = open();
        id = system.createConversation("Visits", List.of(visits("a", "").toString()));
        studio.replyWith(body -> "```sql\n" + SQL + "\n```");
        system.addMessage(id, QUESTION);
    }

    private LLMConversationSystem open() {
        Map<String, String> environment = Map.of(
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                "LOCAL_LLM_URL", studio.url());
        return LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session());
    }

    private Path visits(String place, String more) throws IOException {
        Path file = folder.resolve(place).resolve("visits.csv");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, """
            city,day,amount
            Bern,2024-03-01,10
            Bern,2023-05-02,7
            Basel,2024-07-09,5
            Basel,2023-11-30,3
            """ + more);
    }

    @AfterEach
    void close() {
        system.close();
        studio.close();
    }

    private Answer asked(String conversation, String question) {
        return system.addMessage(conversation, question);
    }

    private int requests() {
        return studio.requests().size();
    }

    @Test
    void theSameQuestionWithOtherParametersNeedsNoModelInAnyConversationAboutSuchData() throws IOException {
        ReviewedAnswer approved = system.handle(id).review(1, Review.good("anna"));
        assertThat(approved.parameters())
                .extracting(ReviewedAnswer.Parameter::words)
                .containsExactly("Bern", "2024");
        assertThat(folder.resolve("knowledge/answers/" + approved.name() + ".yaml"))
                .content()
                .contains(QUESTION);
        system.close();
        system = open();
        int before = requests();
        String other = system.createConversation(
                "Elsewhere", List.of(visits("b", "Bern,2024-09-09,100\n").toString()));

        Answer answer = asked(other, "How much was the total amount in Basel during 2023?");

        assertThat(answer.content())
                .startsWith("Total: 3")
                .contains(APPROVED + " the question ‘" + QUESTION + "’ (anna, ");
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.GUIDED);
        assertThat(answer.model()).isNull();
        assertThat(answer.queries().get(0).rows()).containsExactly(List.of(3L));
        assertThat(answer.warnings()).anyMatch(warning -> warning.startsWith("The data has changed since"));
        assertThat(asked(other, QUESTION).queries().get(0).rows()).containsExactly(List.of(110L));
        assertThat(requests()).isEqualTo(before);
        assertThat(asked(other, "What was the average amount in Basel in 2023?").content())
                .doesNotContain(APPROVED);
        assertThat(asked(other, "What was the total amount in Bonn in 2023?").content())
                .doesNotContain(APPROVED);
    }

    /** Negation, time ranges, other aggregates and directions, other languages, words that look neutral. */
    @Test
    void nearMissesAreLeftToTheModelByTheWholeLoop() {
        system.handle(id).review(0, Review.good(""));
        int before = requests();
        List<String> misses = List.of(
                "What was the total amount not in Bern in 2024?",
                "What was the total amount outside Bern in 2024?",
                "What was the total amount in Bern except in 2024?",
                "What was the total amount in Bern without 2024?",
                "What was never the total amount in Bern in 2024?",
                "What was the total amount in Bern from 2024 on?",
                "What was the total amount in Bern from 2023 to 2024?",
                "What was the total amount in Bern since 2024?",
                "What was the total amount in Bern until 2024?",
                "What was the total amount in Bern in early 2024?",
                "What was the total amount in Bern in July 2024?",
                "What was the total amount in Bern in Q1 2024?",
                "What was the total amount in Bern in the first half of 2024?",
                "What was the total amount in Bern in 2024 and 2023?",
                "What was the average total amount in Bern in 2024?",
                "What was the highest amount in Bern in 2024?",
                "What was the lowest amount in Bern in 2024?",
                "What was the median amount in Bern in 2024?",
                "How many amounts were there in Bern in 2024?",
                "What was the total number of visits in Bern in 2024?",
                "What was the share of the total amount in Bern in 2024?",
                "What was the total amount in Bern compared to Basel in 2024?",
                "Which city had the top amount in 2024?",
                "Which city had the lowest total amount in 2024?",
                "What would be the total amount in Bern in 2024?",
                "What was the total amount in Bern by IT in 2024?",
                "What was the total amount in Bern for the US in 2024?",
                "What was the total amount in Bern and Basel in 2024?",
                "Wie hoch war der Gesamtbetrag in Bern 2024?",
                "Quel était le montant total à Berne en 2024 ?",
                "Why was the total amount in Bern low in 2024?",
                "What was the total amount in Bern per month in 2024?");

        for (String miss : misses) {
            assertThat(asked(id, miss).content()).as(miss).doesNotContain(APPROVED);
        }

        assertThat(requests()).isGreaterThanOrEqualTo(before + misses.size() / 2);
    }

    @Test
    void aHeldFilterAndAFollowUpAreLeftToTheModel() {
        system.handle(id).review(0, Review.good(""));
        assertThat(asked(id, "And in 2023?").content()).doesNotContain(APPROVED);

        system.handle(id).change(new StateChange.Add(Kind.FILTER, "only Basel", "city = 'Basel'"));

        assertThat(asked(id, "What was the total amount in Bern in 2023?").content())
                .doesNotContain(APPROVED);
    }

    @Test
    void anAnswerUnderAFilterIsRepeatedOnlyUnderTheSameFilter() {
        StateChange filter = new StateChange.Add(Kind.FILTER, "only 2024", "year(day) = 2024");
        system.handle(id).change(filter);
        asked(id, QUESTION);
        system.handle(id).review(0, Review.good(""));

        assertThat(asked(id, "What was the total amount in Basel in 2024?").content())
                .contains(APPROVED);
        system.handle(id).undo();
        assertThat(asked(id, "What was the total amount in Basel in 2024?").content())
                .doesNotContain(APPROVED);
    }

    @Test
    void aWrongAnswerIsToldWithItsReasonAndTheModelIsToldTooButNotItsSql() {
        system.handle(id).review(1, Review.good("anna"));
        system.handle(id).review(1, Review.wrong("visits of staff count too", "ben"));

        String other = system.createConversation(
                "Again", List.of(folder.resolve("a/visits.csv").toString()));
        Answer answer = asked(other, QUESTION);

        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.MODEL);
        assertThat(answer.warnings())
                .anyMatch(warning -> warning.startsWith("An answer to this question was marked wrong")
                        && warning.contains("ben, ")
                        && warning.endsWith("visits of staff count too"));
        assertThat(studio.requests().get(requests() - 1))
                .contains("Answers that people marked wrong:", "visits of staff count too")
                .doesNotContain("YEAR(day)");
        assertThat(system.handle(id).withdrawReview(1)).isTrue();
        assertThat(system.handle(id).withdrawReview(1)).isFalse();
        assertThat(asked(other, QUESTION).warnings()).noneMatch(warning -> warning.contains("marked wrong"));
    }

    @Test
    void aBrokenFileIsToldOnceWithItsLineAndTheOthersHold() throws IOException {
        system.handle(id).review(1, Review.good("anna"));
        Files.writeString(folder.resolve("knowledge/answers/x.yaml"), "question: q\nverdict: maybe\n");

        assertThat(asked(id, QUESTION)).satisfies(answer -> {
            assertThat(answer.content()).contains(APPROVED);
            assertThat(answer.warnings())
                    .contains("answers/x.yaml, line 2: “verdict” is “maybe”; expected good or wrong.");
        });
        assertThat(asked(id, QUESTION).warnings()).noneMatch(warning -> warning.contains("x.yaml"));
        assertThat(system.reviewedAnswers().list().problems()).hasSize(1);
    }

    @Test
    void aReviewSaysWhatItNeeds() {
        assertThatThrownBy(() -> system.handle(id).review(7, Review.good("")))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("There is no question 7");
        assertThatThrownBy(() -> Review.wrong(" ", "")).hasMessageContaining("Say what is wrong");
        assertThatThrownBy(() -> system.handle(id).review("q?", "DROP TABLE visits", Review.good("")))
                .isInstanceOf(MigratorException.class);
    }
}
