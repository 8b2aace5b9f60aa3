package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class ConversationManagerTest {
    public static final AnswerSettings SETTINGS = new AnswerSettings(PrivacyLevel.ROWS, 700, Shop::tokens);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC);
    private static final String SQL = "SELECT product, SUM(amount) AS revenue FROM sales GROUP BY product";
    private static final String REPLY = "ANSWERABLE: yes\nWHY: sums\n```sql\n" + SQL + "\n```";

    private final ConversationStore store = new InMemoryConversationStore();
    private final FakeQueryEngine engine = new FakeQueryEngine()
            .gives(
                    SQL,
                    List.of("product", "revenue"),
                    List.of(List.of("Lamp", new BigDecimal("12.50")), List.of("Desk", new BigDecimal("7.25"))));
    private ValueFinder values = (table, column, text, limit) -> List.of();
    private String id = "";

    @BeforeEach
    void createConversationWithProfile() {
        id = manager(ScriptedModel.saying()).create("Sales Analysis", List.of("sales.csv"));
        manager(ScriptedModel.saying()).saveProfile(id, Shop.context());
    }

    private ConversationManager manager(ScriptedModel model) {
        return PipelineTurnHandler.manager(store, model, SETTINGS, CLOCK);
    }

    private OpenedData data() {
        ClaimVerifier facts = claims -> List.of();
        OpenedData data = OpenedData.of(Shop.context(), engine, facts, values, () -> Shop.GUIDED);
        // As after the warm-up: an answer does not wait for guided questions.
        assertThat(data.guided()).isNotEmpty();
        return data;
    }

    private Answer ask(ScriptedModel model, String question) {
        return manager(model).ask(id, data(), question, AnswerListener.NONE);
    }

    @Test
    void theModelsQueryRunsAndItsRowsAreTheAnswer() {
        Answer answer = ask(ScriptedModel.saying(REPLY), "What did each product earn?");

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.MODEL);
        assertThat(answer.content()).contains("| Lamp    | 12.50   |").contains("| Desk    | 7.25    |");
        assertThat(answer.claims()).contains(new Claim("12.50", 0, 0, "revenue"), new Claim("7.25", 0, 1, "revenue"));
        assertThat(answer.warnings()).isEmpty();
        assertThat(answer.model()).isEqualTo("scripted-7b");
        assertThat(answer.usage()).isEqualTo(new TokenUsage(100, 10));
        assertThat(answer.suggestions()).hasSize(3).doesNotHaveDuplicates();
        assertThat(answer.fallbackUsed()).isFalse();
    }

    @Test
    void theListenerReceivesStatusSqlRowsAndThenTheContentInPieces() {
        List<String> heard = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        AnswerListener listener = new AnswerListener() {
            @Override
            public void status(String text) {
                heard.add("status");
            }

            @Override
            public void sql(String sql) {
                heard.add("sql " + sql);
            }

            @Override
            public void rows(QueryResult result) {
                heard.add("rows " + result.rowCount());
            }

            @Override
            public void token(String piece) {
                if (content.isEmpty()) {
                    heard.add("token");
                    assertThat(manager(ScriptedModel.saying()).conversation(id).turns())
                            .as("on disk before it is shown")
                            .hasSize(1);
                }
                content.append(piece);
            }
        };

        Answer answer = manager(ScriptedModel.saying(REPLY)).ask(id, data(), "What did each product earn?", listener);

        assertThat(heard).containsExactly("status", "sql " + SQL, "rows 2", "token");
        assertThat(content).hasToString(answer.content());
    }

    @Test
    void aFailedQueryIsRepairedWithTheErrorMessage() {
        engine.fails("SELECT x FROM sales", ErrorCode.QUERY_FAILED, "UNRESOLVED_COLUMN: x; did you mean `amount`?");
        ScriptedModel model = ScriptedModel.saying("```sql\nSELECT x FROM sales\n```", "I am not sure.", REPLY);

        Answer answer = ask(model, "What did each product earn?");

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.usage()).isEqualTo(new TokenUsage(300, 30));
        List<ChatMessage> repair = model.requests.get(1).messages();
        assertThat(repair)
                .extracting(ChatMessage::role)
                .containsExactly(
                        ChatMessage.Role.SYSTEM,
                        ChatMessage.Role.USER,
                        ChatMessage.Role.ASSISTANT,
                        ChatMessage.Role.USER);
        assertThat(repair.get(2).content()).contains("SELECT x FROM sales");
        assertThat(repair.get(3).content()).contains("UNRESOLVED_COLUMN").contains("did you mean `amount`?");
    }

    @Test
    void afterTwoFailedRepairsTheAnswerReportsThatNoQueryWorked() {
        ScriptedModel model =
                ScriptedModel.saying("```sql\nSELECT a FROM b\n```", "~~@@ no", "\u0000\uFFFDgibberish", REPLY);

        Answer answer = ask(model, "What did each product earn?");

        assertThat(model.requests).hasSize(3);
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.MODEL);
        assertThat(answer.content())
                .startsWith("No usable answer")
                .contains("3 attempts")
                .contains("TABLE_OR_VIEW_NOT_FOUND")
                .contains("no SQL");
        assertThat(answer.suggestions()).isNotEmpty();
    }

    @Test
    void aWriteIsRejectedAtOnceAndAForbiddenReadAfterOneRepair() {
        engine.fails("DROP TABLE sales", ErrorCode.QUERY_REFUSED, "Only SELECT is allowed.");
        engine.fails("SELECT reflect('a','b')", ErrorCode.QUERY_REFUSED, "reflect is not allowed.");
        ScriptedModel write = ScriptedModel.saying("```sql\nSELECT 1; DROP TABLE sales;\n```");
        ScriptedModel read =
                ScriptedModel.saying("```sql\nSELECT reflect('a','b')\n```", "```sql\nSELECT reflect('a','b')\n```");

        Answer refused = ask(write, "Please drop it");
        Answer again = ask(read, "Please call it");

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.content()).contains("Only SELECT is allowed.");
        assertThat(refused.queries()).isEmpty();
        assertThat(again.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(read.requests).hasSize(2);
        assertThat(engine.ran).doesNotContain("SELECT 1");
    }

    @Test
    void anUnanswerableQuestionIsReportedAsUnanswerable() {
        Answer no = ask(
                ScriptedModel.saying("ANSWERABLE: no\nWHY: There is no weather in these tables."), "Was it raining?");
        Answer unclear =
                ask(ScriptedModel.saying("answerable: **unclear**\nWHY: By amount or by count?"), "Who is best?");

        assertThat(no.outcome()).isEqualTo(Outcome.UNANSWERABLE);
        assertThat(no.content()).isEqualTo("The data does not hold the answer. There is no weather in these tables.");
        assertThat(unclear.outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(unclear.content()).contains("By amount or by count?");
    }

    @Test
    void anUnclearQuestionIsReturnedWithChoicesFromTheData() {
        Answer unclear =
                ask(ScriptedModel.saying("ANSWERABLE: unclear\nWHY: By amount or by customer id."), "Who is on top?");

        assertThat(unclear.outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(unclear.content())
                .isEqualTo("The question can be meant in several ways. By amount or by customer id."
                        + " Do you mean sales.customer_id, or sales.amount, or customers.id?");
    }

    @Test
    void anExpensiveQueryIsAnnouncedAsAStatus() {
        engine.gives("SELECT COUNT(*) AS n FROM huge", List.of("n"), List.of(List.of(5L)));
        List<String> heard = new ArrayList<>();
        OpenedData huge = OpenedData.of(
                Profiles.context(List.of(Profiles.table("huge", 900_000_000, List.of())), List.of()),
                engine,
                data().claims(),
                data().values(),
                () -> List.of());
        manager(ScriptedModel.saying("```sql\nSELECT COUNT(*) AS n FROM huge\n```"))
                .ask(id, huge, "What is it worth?", new AnswerListener() {
                    @Override
                    public void status(String text) {
                        heard.add(text);
                    }
                });

        assertThat(heard).anyMatch(text -> text.contains("900,000,000 rows") && text.contains("cancelled"));
    }

    @Test
    void anEmptyResultIsRetriedWithTheNearestStoredValue() {
        engine.gives("SELECT COUNT(*) AS n FROM sales WHERE status = 'Shiped'", List.of("n"), List.of(List.of(0L)));
        engine.gives(
                "SELECT COUNT(*) AS n FROM sales WHERE status = 'shipped'", List.of("n"), List.of(List.of(901_223L)));
        values = (table, column, text, limit) ->
                table.equals("sales") && column.equals("status") && text.equals("Shiped")
                        ? List.of(new ValueHit("shipped", 901_223, 0.86))
                        : List.of();

        Answer answer = ask(
                ScriptedModel.saying("```\nSELECT COUNT(*) AS n FROM sales WHERE status = 'Shiped'\n```"),
                "Count the Shiped ones");

        assertThat(answer.content()).isEqualTo("Count: 901,223.");
        assertThat(answer.warnings())
                .singleElement()
                .asString()
                .contains("‘Shiped’")
                .contains("‘shipped’");
        assertThat(answer.queries())
                .singleElement()
                .satisfies(query -> assertThat(query.sql()).contains("'shipped'"));
    }

    @Test
    void theProfileAnswersWithoutModelAndWithoutQuery() {
        ScriptedModel model = ScriptedModel.away();

        Answer answer = ask(model, "How many rows are in sales?");

        assertThat(answer.content()).isEqualTo("sales has 1204331 rows.");
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.PROFILE);
        assertThat(answer.claims()).containsExactly(new Claim("1204331", -1, -1, "sales"));
        assertThat(answer.model()).isNull();
        assertThat(engine.ran).isEmpty();
    }

    @Test
    void withoutAModelAGuidedQuestionAnswersAndIsNamed() {
        engine.gives(Shop.TOP_PRODUCTS.sql(), List.of("product", "revenue"), List.of(List.of("Lamp", 12.5)));

        Answer answer = ask(ScriptedModel.away(), "Which products are the best sellers?");

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.GUIDED);
        assertThat(answer.content())
                .startsWith("Answered by the guided question ‘What are the top selling products?’")
                .contains("12.5");
        assertThat(answer.warnings()).anyMatch(line -> line.contains("lms server start"));
        assertThat(answer.suggestions()).contains("What is the revenue by month?");
    }

    @Test
    void withoutAModelOtherQuestionsAreNotAnswered() {
        Answer answer = ask(ScriptedModel.away(), "Which products were returned by customers from Ohio?");

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.GUIDED);
        assertThat(answer.content()).contains("No usable answer").contains("lms server start");
        assertThat(answer.suggestions()).hasSize(3);
        assertThat(engine.ran).isEmpty();
    }

    @Test
    void aFailingModelAlsoLeadsToTheGuidedQuestions() {
        engine.gives(Shop.TOP_PRODUCTS.sql(), List.of("product", "revenue"), List.of(List.of("Lamp", 12.5)));

        Answer answer =
                ask(ScriptedModel.saying().failing(ErrorCode.LLM_TIMEOUT), "What are the top selling products?");

        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.GUIDED);
        assertThat(answer.warnings()).anyMatch(line -> line.contains("LLM_TIMEOUT"));
    }

    @Test
    void aSmallerWindowThanReportedShortensThePrompt() {
        ScriptedModel model =
                ScriptedModel.saying().failing(ErrorCode.LLM_CONTEXT_OVERFLOW).online(REPLY);

        Answer answer = ask(model, "What did each product earn?");

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.answeredBy()).isEqualTo(AnsweredBy.ONLINE);
        assertThat(answer.fallbackUsed()).isTrue();
    }

    @Test
    void theFallbackReceivesOnlyDataOfItsPrivacyLevel() {
        ScriptedModel model =
                ScriptedModel.saying().failing(ErrorCode.LLM_FAILED).online(REPLY);
        AnswerSettings settings = new AnswerSettings(PrivacyLevel.ROWS, PrivacyLevel.AGGREGATES, 700, Shop::tokens);

        Answer answer = PipelineTurnHandler.manager(store, model, settings, CLOCK)
                .ask(id, data(), "What did each product earn?", AnswerListener.NONE);

        assertThat(answer.fallbackUsed()).isTrue();
        assertThat(model.requests)
                .extracting(request -> request.level())
                .containsExactly(PrivacyLevel.EXAMPLES, PrivacyLevel.AGGREGATES);
        assertThat(model.requests.get(0).messages().get(0).content()).contains("'shipped'");
        assertThat(model.requests.get(1).messages().get(0).content()).doesNotContain("shipped");
    }

    @Test
    void aCancelledQuestionIsStoredAsCancelled() {
        engine.fails(SQL, ErrorCode.CANCELLED, "Stopped.");

        ConversationStoreContract.assertCode(
                ErrorCode.CANCELLED, () -> ask(ScriptedModel.saying(REPLY), "What did each product earn?"));

        assertThat(manager(ScriptedModel.saying()).conversation(id).turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.answer().content()).isEqualTo("Stopped."));
    }

    @Test
    void theNextPromptContainsEarlierQuestionsWithTheirSql() {
        ask(ScriptedModel.saying(REPLY), "What did each product earn?");
        ScriptedModel next = ScriptedModel.saying(REPLY);

        ask(next, "And only in May?");

        assertThat(next.requests.get(0).messages()).hasSize(2);
        assertThat(next.requests.get(0).messages().get(1).content())
                .contains("Q: What did each product earn?\nSQL: " + SQL)
                .endsWith("Question: And only in May?");
    }

    @Test
    void aLongTableIsCutInTheTextWithoutAWarning() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 33; i++) {
            rows.add(List.of("P" + i, 1000 + i));
        }
        engine.gives(SQL, List.of("product", "revenue"), rows);

        Answer answer = ask(ScriptedModel.saying(REPLY), "What did each product earn?");

        assertThat(answer.content()).endsWith("… 23 more rows");
        assertThat(answer.warnings()).isEmpty();
        assertThat(answer.queries().get(0).rowCount()).isEqualTo(33);
    }

    @Test
    void aNumberWithoutSourceInTheModelsReasonIsMarked() {
        Answer answer = ask(ScriptedModel.saying("ANSWERABLE: no\nWHY: there are 4711 others"), "Was it raining?");

        assertThat(answer.warnings()).containsExactly("Not checked against the data: 4711.");
    }
}
