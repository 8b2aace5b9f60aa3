package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.StatementReview;
import io.github.bigdatamigrator.context.query.StatementReview.Fault;
import io.github.bigdatamigrator.context.query.StatementReview.Kind;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationManagerTest;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a statement counts wrong goes back to the model once; then it is corrected, or the answer warns. */
class CountingRepairTest {
    private static final String WRONG = "SELECT SUM(product_price) FROM sales";
    private static final String RIGHT = "SELECT SUM(amount) FROM sales";
    private static final String ONCE = "SELECT SUM(DISTINCT product_price) FROM sales";
    private static final String REMEDY = "SUM counts a row of products again. Group sales first.";

    private record Engine(Kind kind, double figure, boolean certain) implements QueryEngine {
        @Override
        public QueryResult run(String sql) {
            return new QueryResult(
                    sql, List.of("total"), List.of(ColumnType.BIGINT), List.of(List.of(7L)), false, 0.1, null);
        }

        @Override
        public void check(String sql) {}

        @Override
        public StatementReview review(String sql) {
            Fault fault = new Fault(kind, "SUM(product_price)", "products", "sales", figure, REMEDY);
            return sql.equals(WRONG)
                    ? new StatementReview(List.of(fault), certain ? ONCE : null)
                    : StatementReview.NONE;
        }

        @Override
        public void cancel() {}
    }

    private static Answer ask(Engine engine, String question, ScriptedModel model) {
        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(), model, ConversationManagerTest.SETTINGS, Clock.systemUTC());
        String id = manager.create("Counting", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        OpenedData data = OpenedData.of(
                Shop.context(),
                engine,
                claims -> List.of(),
                (table, column, text, most) -> List.of(),
                List::of);
        return manager.ask(id, data, question, AnswerListener.NONE);
    }

    private static String reply(String sql) {
        return "```sql\n" + sql + "\n```";
    }

    @Test
    void theModelIsToldTheRemedyAndItsCorrectionIsTheAnswer() {
        ScriptedModel model = ScriptedModel.saying(reply(WRONG), reply(RIGHT));

        Answer answer = ask(new Engine(Kind.REPEATED_ROWS, 2.82, true), "What did we earn in all of it?", model);

        assertThat(answer.queries().get(0).sql()).isEqualTo(RIGHT);
        assertThat(answer.warnings()).isEmpty();
        assertThat(model.requests.get(1).messages().toString()).contains(REMEDY);
    }

    @Test
    void aCertainCorrectionRunsIfTheFaultComesAgain() {
        Answer answer = ask(
                new Engine(Kind.REPEATED_ROWS, 2.82, true),
                "What did we earn in all of it?",
                ScriptedModel.saying(reply(WRONG), reply(WRONG)));

        assertThat(answer.queries().get(0).sql()).isEqualTo(ONCE);
        assertThat(answer.warnings())
                .containsExactly("‘SUM(product_price)’ would have been 2.82 times as high as it should be; each row of"
                        + " products was counted once, not again for each row of sales.");
    }

    @Test
    void typedSqlRunsAsItIsWithAWarning() {
        Answer answer =
                ask(new Engine(Kind.REPEATED_ROWS, 1.13, true), WRONG, ScriptedModel.saying());

        assertThat(answer.queries().get(0).sql()).isEqualTo(WRONG);
        assertThat(answer.warnings())
                .containsExactly("‘SUM(product_price)’ is 13 % too high: the query counts rows of products again for"
                        + " each row of sales.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        REPEATED_ROWS       | 2.82 | false | ‘SUM(product_price)’ is 2.82 times as high as it should be: the query counts
        REPEATED_ROWS       | 0.74 | false | ‘SUM(product_price)’ is 26 % too low
        REPEATED_ROWS       | 1    | false | ‘SUM(product_price)’ is wrong in some groups
        REPEATED_ROWS       | 2.82 | true  | „SUM(product_price)“ ist 2,82-mal so hoch wie richtig: Die Abfrage zählt
        ROW_PAIRS           | 23   | false | The query pairs rows of products and sales that do not belong together: 23 times
        ROW_PAIRS           | 23   | true  | Die Abfrage paart Zeilen von products und sales
        AVERAGE_OF_AVERAGES | 6.5  | false | over the single rows the average is 6.5.
        AVERAGE_OF_AVERAGES | 6.5  | true  | über die einzelnen Zeilen beträgt der Durchschnitt 6,5.
        TEXT_ORDER          | 1234 | false | this concerns 1,234 rows.
        TEXT_ORDER          | 1234 | true  | das betrifft 1.234 Zeilen.
        NULL_IN_LIST        | 1    | false | NOT IN is true for no row, because sales has 1 empty value in the list.
        NULL_IN_LIST        | 3    | true  | weil sales 3 leere Werte in der Liste hat.
        WHOLE_DIVISION      | 4    | false | cuts off what follows the decimal point; this concerns 4 rows.
        WHOLE_DIVISION      | 4    | true  | schneidet die Nachkommastellen ab; das betrifft 4 Zeilen.
        """)
    void whatCannotBeCorrectedIsToldWithItsFigure(Kind kind, double figure, boolean german, String warning) {
        Answer answer = ask(
                new Engine(kind, figure, false),
                german ? "Was haben wir mit allem verdient?" : "What did we earn in all of it?",
                ScriptedModel.saying(reply(WRONG), reply(WRONG)));

        assertThat(answer.queries().get(0).sql()).isEqualTo(WRONG);
        assertThat(answer.warnings()).singleElement().asString().contains(warning);
    }

    @Test
    void droppedRowsAreToldWithoutAskingTheModelAgain() {
        Answer answer = ask(
                new Engine(Kind.DROPPED_ROWS, 1238, false),
                "What did we earn in all of it?",
                ScriptedModel.saying(reply(WRONG)));

        assertThat(answer.warnings())
                .containsExactly("1,238 rows of products without a matching row in sales are left out.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NULL_IN_LIST        | Who is nobody's boss, by a NOT IN that meets a null?
        ROW_PAIRS           | How many pairs of products and sales are there?
        AVERAGE_OF_AVERAGES | What is the average of the monthly averages?
        AVERAGE_OF_AVERAGES | Was ist der Durchschnitt der monatlichen Durchschnitte?
        """)
    void whatTheQuestionAsksForIsNoFault(Kind kind, String question) {
        Answer answer = ask(new Engine(kind, 3, false), question, ScriptedModel.saying(reply(WRONG)));

        assertThat(answer.queries().get(0).sql()).isEqualTo(WRONG);
        assertThat(answer.warnings()).isEmpty();
    }
}
