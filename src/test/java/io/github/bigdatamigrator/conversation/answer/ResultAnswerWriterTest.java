package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a model without tools summarizes many rows, and that only grounded sentences are used. */
class ResultAnswerWriterTest {
    private static final String SQL = "SELECT product, SUM(amount) AS revenue FROM sales GROUP BY product";
    private static final String REPLY = "ANSWERABLE: yes\nWHY: sums\n```sql\n" + SQL + "\n```";

    private static FakeQueryEngine giving(int rows) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (int i = 1; i <= rows; i++) {
            cells.add(List.of("Lamp" + (char) ('A' + i % 26) + (char) ('a' + i / 26), 1000L + 7L * i));
        }
        return new FakeQueryEngine().gives(SQL, List.of("product", "revenue"), cells);
    }

    private static Answer ask(ScriptedModel model, int rows, AnswerSettings settings) {
        ConversationStore store = new InMemoryConversationStore();
        ConversationManager manager = PipelineTurnHandler.manager(store, model, settings, Clock.systemUTC());
        String id = manager.create("Rows", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                giving(rows),
                checks -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> List.of());
        return manager.ask(id, data, "What did each product earn?", AnswerListener.NONE);
    }

    private static Answer ask(ScriptedModel model, int rows) {
        return ask(model, rows, new AnswerSettings(PrivacyLevel.ROWS, 700, Shop::tokens));
    }

    @Test
    void fewRowsUseTemplateWithoutSecondCall() {
        ScriptedModel model = ScriptedModel.saying(REPLY, "LampBa earned 1007.");

        assertThat(ask(model, 10).content()).contains("\n\n10 rows:");
        assertThat(model.requests).hasSize(1);
    }

    @Test
    void modelSeesAllRowsAndSentencePrecedesTable() {
        ScriptedModel model = ScriptedModel.saying(REPLY, "LampLa leads with 1077.");

        Answer answer = ask(model, 11);

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.content()).startsWith("Read as: sums\n\nLampLa leads with 1,077.\n\n11 rows:");
        assertThat(answer.claims()).contains(new Claim("1,077", 0, 10, "revenue"));
        assertThat(model.requests).hasSize(2);
        assertThat(model.requests.get(1).messages().get(1).content())
                .contains("LampBa | 1007", "LampLa | 1077", "What did each product earn?");
        assertThat(model.requests.get(1).level()).isEqualTo(PrivacyLevel.ROWS);
    }

    @ParameterizedTest
    @CsvSource({"What did each product earn per day?, false", "and per product?, true"})
    void onlyAFollowUpShowsTheQuestionBefore(String question, boolean shown) {
        ScriptedModel model = ScriptedModel.saying(REPLY, "LampLa leads with 1077.", REPLY, "LampLa leads with 1077.");
        ConversationStore store = new InMemoryConversationStore();
        ConversationManager manager = PipelineTurnHandler.manager(
                store, model, new AnswerSettings(PrivacyLevel.ROWS, 700, Shop::tokens), Clock.systemUTC());
        String id = manager.create("Rows", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                giving(11),
                checks -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> List.of());
        manager.ask(id, data, "What did each product earn?", AnswerListener.NONE);
        manager.ask(id, data, question, AnswerListener.NONE);

        String prompt = model.requests.get(3).messages().get(1).content();
        assertThat(prompt.contains("The question before was: What did each product earn?"))
                .isEqualTo(shown);
        assertThat(prompt.contains("The rows are the result of:")).isEqualTo(shown);
    }

    @Test
    void monthsAreShownAsMonths() {
        String sql = "SELECT date_trunc('month', sold_on) AS month, SUM(amount) AS revenue FROM sales GROUP BY 1";
        List<List<@Nullable Object>> rows =
                List.of(List.of("2024-03-01T00:00:00", 1234.5), List.of("2024-04-01T00:00:00", -7L));

        assertThat(ResultAnswerWriter.promptRows(Shop.rows(sql, List.of("month", "revenue"), rows), 9))
                .contains("\n2024-03 | 1234.5\n2024-04 | -7\n");
    }

    @Test
    void wrongFigureIsRewrittenOnceBeforeTemplateIsUsed() {
        ScriptedModel corrected = ScriptedModel.saying(REPLY, "LampLa leads with 1770.", "LampLa leads with 1077.");
        ScriptedModel repeating = ScriptedModel.saying(REPLY, "LampLa leads with 1770.", "LampLa leads with 1007.");

        assertThat(ask(corrected, 11).content()).contains("LampLa leads with 1,077.");
        assertThat(corrected.requests.get(2).messages().get(3).content()).contains("not in the rows: 1770");
        ScriptedModel swapped = ScriptedModel.saying(REPLY, "LampLa leads with 1007.", "LampLa leads with 1077.");
        ask(swapped, 11);
        assertThat(swapped.requests.get(2).messages().get(3).content())
                .startsWith("These figures stand beside the name of another row than theirs: 1007. Write");
        assertThat(ask(repeating, 11).content()).contains("\n\n11 rows:").doesNotContain("leads");
        assertThat(repeating.requests).hasSize(3);
    }

    private static List<String> repliesWithoutSentence() {
        return List.of("", REPLY, SQL, "ANSWERABLE: yes\nWHY: as asked", "so ".repeat(600));
    }

    @ParameterizedTest
    @MethodSource("repliesWithoutSentence")
    void replyWithoutSentenceUsesTemplate(String reply) {
        assertThat(ask(ScriptedModel.saying(REPLY, reply), 11).content()).contains("\n\n11 rows:");
    }

    @Test
    void failureOfTheSentenceUsesTemplate() {
        ScriptedModel failing = ScriptedModel.saying(REPLY).failing(ErrorCode.LLM_FAILED);
        assertThat(ask(failing, 11).content()).contains("\n\n11 rows:");
    }

    @Test
    void rowsBeyondWindowOrLimitUseTemplate() {
        ScriptedModel small = ScriptedModel.saying(REPLY).window(1100);
        ScriptedModel many = ScriptedModel.saying(REPLY);

        AnswerSettings brief = new AnswerSettings(PrivacyLevel.ROWS, 100, Shop::tokens);
        assertThat(ask(small, 100, brief).content()).contains("\n\n100 rows:");
        assertThat(ask(many, 101).content()).contains("\n\n101 rows:");
        assertThat(small.requests).hasSize(1);
        assertThat(many.requests).hasSize(1);
    }

    @Test
    void rowsRespectPrivacyLevel() {
        AnswerSettings online = new AnswerSettings(PrivacyLevel.ROWS, PrivacyLevel.AGGREGATES, 700, Shop::tokens);
        AnswerSettings strict = new AnswerSettings(PrivacyLevel.EXAMPLES, 700, Shop::tokens);
        ScriptedModel remote = ScriptedModel.saying().online(REPLY);
        ScriptedModel local = ScriptedModel.saying(REPLY);

        assertThat(ask(remote, 11, online).content()).contains("\n\n11 rows:");
        assertThat(ask(local, 11, strict).content()).contains("\n\n11 rows:");
        assertThat(remote.requests).hasSize(1);
        assertThat(local.requests).extracting(ChatRequest::level).containsOnly(PrivacyLevel.EXAMPLES);
    }
}
