package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationManagerTest;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.sql.SqlOutline;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A LIMIT that the question does not ask for is left out when it is reached; one that it asks for stays. */
class UnaskedLimitTest {
    private static final int ALL = 9;
    private static final String DROPPED =
            "The query's LIMIT of %d was left out: the question asks for no number of" + " rows.";
    private static final String WEGGELASSEN =
            "Das LIMIT %d der Abfrage wurde weggelassen: Die Frage nennt keine" + " Anzahl.";

    /** Has nine rows for every query, and stops at its LIMIT. */
    private static final class Engine implements QueryEngine {
        @Override
        public QueryResult run(String sql) {
            long limit = SqlOutline.of(sql).limit();
            long shown = limit < 0 ? ALL : Math.min(limit, ALL);
            List<List<@Nullable Object>> rows = LongStream.range(0, shown)
                    .mapToObj(row -> List.<@Nullable Object>of("p" + row, 90 - row))
                    .toList();
            return new QueryResult(
                    sql,
                    List.of("product", "n"),
                    List.of(ColumnType.STRING, ColumnType.BIGINT),
                    rows,
                    false,
                    0.1,
                    shown < ALL ? new QueryResult.Cut(ALL, true, 0, true) : null);
        }

        @Override
        public void check(String sql) {}

        @Override
        public void cancel() {}
    }

    @ParameterizedTest(name = "{0}: LIMIT {1}")
    @CsvSource(delimiter = '|', textBlock = """
        Show all products with their sales                      | 5 | true
        How much was sold per product?                          | 5 | true
        Sales of each product                                   | 8 | true
        What are the sales by product?                          | 5 | true
        List the products that sold at least 20 times           | 5 | true
        List the products with more than 3 sales                | 5 | true
        Which products were requested in the west?              | 5 | true
        Which products sold in the last month?                  | 5 | true
        The best customer of each product                       | 5 | true
        Show the sales of every product                         | 1 | true
        Liste alle Produkte mit ihren Kosten                    | 5 | true
        Wie viel wurde je Produkt verkauft?                     | 5 | true
        Welche Produkte wurden im letzten Jahr verkauft?        | 5 | true
        Top 5 products                                          | 5 | false
        The 3 best products                                     | 3 | false
        Show me 7 products                                      | 5 | false
        Which product has the highest sales?                    | 1 | false
        Which product has the highest sales?                    | 3 | false
        Who bought the lamp?                                    | 1 | false
        What are the most popular products of all time?         | 5 | false
        Show the first products                                 | 5 | false
        Which products sold the least?                          | 5 | false
        Show some products                                      | 5 | false
        A sample of all products                                | 5 | false
        Give me an example of a product                         | 2 | false
        The latest sales                                        | 5 | false
        Zeige mir ein paar Produkte                             | 5 | false
        Welche Produkte verkaufen sich am häufigsten?           | 5 | false
        Die teuersten Produkte                                  | 5 | false
        Nenne sieben Produkte                                   | 5 | false
        """)
    void aLimitStaysIfTheQuestionAsksForIt(String question, int limit, boolean dropped) {
        Answer answer = conversation(limit).ask(question);

        assertThat(answer.queries().get(0).rowCount()).isEqualTo(dropped ? ALL : limit);
        boolean german = AnswerLanguage.of(List.of(question)) == AnswerLanguage.GERMAN;
        assertThat(answer.warnings().contains((german ? WEGGELASSEN : DROPPED).formatted(limit)))
                .isEqualTo(dropped);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        Which five products sold most?           | and in 2024?                 | false
        Which five products sold most?           | And only the open ones?      | false
        Welche fünf Produkte laufen am besten?   | Und nur im Juli 2024?        | false
        Which five products sold most?           | Show the sales of all cities | true
        What did each product sell?              | and in 2024?                 | true
        """)
    void aFollowUpKeepsTheNumberThatWasAskedFor(String before, String question, boolean dropped) {
        Conversation conversation = conversation(5);
        conversation.ask(before);

        Answer answer = conversation.ask(question);

        assertThat(answer.queries().get(0).rowCount()).isEqualTo(dropped ? ALL : 5);
        assertThat(answer.warnings().isEmpty()).isNotEqualTo(dropped);
    }

    private record Conversation(ConversationManager manager, String id, OpenedData data) {
        Answer ask(String question) {
            return manager.ask(id, data, question, AnswerListener.NONE);
        }
    }

    private static Conversation conversation(int limit) {
        String reply =
                "```sql\nSELECT product, COUNT(*) AS n FROM sales GROUP BY 1 ORDER BY n DESC LIMIT " + limit + "\n```";
        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(),
                ScriptedModel.saying(reply, reply),
                ConversationManagerTest.SETTINGS,
                Clock.systemUTC());
        String id = manager.create("Limits", List.of("sales.csv"));
        manager.saveProfile(id, Shop.context());
        return new Conversation(
                manager,
                id,
                OpenedData.of(
                        Shop.context(),
                        new Engine(),
                        claims -> List.of(),
                        (table, column, text, most) -> List.of(),
                        List::of));
    }
}
