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
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that tool calls pass the query engine and that the sentence of the model is checked. */
class ToolCallingAnswererTest {
    private static final String SQL = "SELECT product, SUM(amount) AS revenue FROM sales GROUP BY product";
    private static final String QUESTION = "What did each product earn?";

    private final FakeQueryEngine engine = new FakeQueryEngine()
            .gives(
                    SQL,
                    List.of("product", "revenue"),
                    List.of(List.of("Lamp", new BigDecimal("12.50")), List.of("Desk", new BigDecimal("7.25"))));

    private Answer ask(ScriptedModel model, PrivacyLevel level) {
        ConversationStore store = new InMemoryConversationStore();
        ConversationManager manager = PipelineTurnHandler.manager(
                store, model, new AnswerSettings(level, 700, Shop::tokens), Clock.systemUTC());
        String id = manager.create("Tools", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                engine,
                checks -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> List.of());
        return manager.ask(id, data, QUESTION, AnswerListener.NONE);
    }

    @Test
    void modelGetsRowsAndGroundedSentencePrecedesTable() {
        ScriptedModel model =
                ScriptedModel.saying().withTools().calling(SQL).then("Lamp earned 12.50, 5.25 more than Desk.");

        Answer answer = ask(model, PrivacyLevel.ROWS);

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.content())
                .startsWith("Lamp earned 12.50, 5.25 more than Desk.\n\n2 rows:")
                .contains("7.25");
        assertThat(answer.claims()).contains(new Claim("12.50", 0, 0, "revenue"));
        assertThat(model.requests.get(0).tools())
                .extracting(tool -> tool.name())
                .containsExactly("run_sql");
        ChatMessage given = model.requests.get(1).messages().get(3);
        assertThat(given.role()).isEqualTo(ChatMessage.Role.TOOL);
        assertThat(given.content()).contains("Lamp | 12.50");
        assertThat(model.requests).allMatch(request -> request.level() == PrivacyLevel.ROWS);
    }

    @Test
    void wrongFigureIsRewrittenOnce() {
        ScriptedModel model = ScriptedModel.saying()
                .withTools()
                .calling(SQL)
                .then("Lamp earned 125.0.")
                .then("Lamp earned 12.5.");

        Answer answer = ask(model, PrivacyLevel.ROWS);

        assertThat(answer.content()).startsWith("Lamp earned 12.50.");
        assertThat(model.requests).hasSize(3);
        assertThat(model.requests.get(2).messages().get(5).content()).contains("not in the rows: 125.0");
    }

    @Test
    void repeatedWrongFiguresLeadToTemplate() {
        ScriptedModel model = ScriptedModel.saying()
                .withTools()
                .calling(SQL)
                .then("Lamp earned 7.25 and Desk 12.50.")
                .then("Desk earned 12.50.");

        Answer answer = ask(model, PrivacyLevel.ROWS);

        assertThat(answer.content()).contains("\n\n2 rows:").doesNotContain("Desk earned");
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    void errorIsReturnedToModelAndWriteStopsTheCalls() {
        engine.fails("SELECT x FROM sales", ErrorCode.QUERY_FAILED, "UNRESOLVED_COLUMN: x");
        engine.fails("DROP TABLE sales", ErrorCode.QUERY_REFUSED, "Only reading is allowed here.");
        ScriptedModel corrected = ScriptedModel.saying()
                .withTools()
                .calling("SELECT x FROM sales")
                .calling(SQL)
                .then("Lamp leads.");

        Answer answer = ask(corrected, PrivacyLevel.ROWS);
        Answer refused = ask(ScriptedModel.saying().withTools().calling("DROP TABLE sales"), PrivacyLevel.ROWS);

        assertThat(answer.content()).startsWith("Lamp leads.");
        assertThat(corrected.requests.get(1).messages().get(3).content()).contains("UNRESOLVED_COLUMN");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void replyWithSqlInsteadOfCallIsAccepted() {
        Answer answer = ask(ScriptedModel.saying("```sql\n" + SQL + "\n```").withTools(), PrivacyLevel.ROWS);

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.content()).contains("\n\n2 rows:");
    }

    @Test
    void noToolsBelowLevelRows() {
        ScriptedModel model = ScriptedModel.saying("```sql\n" + SQL + "\n```").withTools();

        ask(model, PrivacyLevel.EXAMPLES);

        assertThat(model.requests)
                .allMatch(request -> request.tools().isEmpty() && request.level() == PrivacyLevel.EXAMPLES);
    }

    @Test
    void numberOfCallsIsLimited() {
        ScriptedModel model = ScriptedModel.saying().withTools();
        for (int i = 0; i < 20; i++) {
            model.calling(SQL);
        }

        assertThat(ask(model, PrivacyLevel.ROWS).content()).contains("\n\n2 rows:");
        assertThat(model.requests).hasSize(4);
    }
}
