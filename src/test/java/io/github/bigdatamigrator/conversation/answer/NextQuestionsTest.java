package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextQuestionsTest {
    private static List<String> after(String question, String sql, String columns, String... rows) {
        List<List<@Nullable Object>> cells = Stream.of(rows)
                .map(row -> List.<@Nullable Object>of(row.split(" ")[0], Long.valueOf(row.split(" ")[1])))
                .toList();
        QueryResult result = Shop.rows(sql, List.of(columns.split(" ")), cells);
        return new NextQuestions(
                        List.of(question),
                        AnswerLanguage.of(List.of(question)),
                        Shop.context(),
                        () -> Shop.GUIDED,
                        new ConversationMemory())
                .after(List.of(result));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Revenue per product? | SELECT product, SUM(amount) AS revenue FROM sales GROUP BY 1 | product revenue | \
        What is the revenue of Lamp by month?
        Revenue per product? | SELECT product, SUM(amount) AS revenue FROM sales GROUP BY 1 | product revenue | \
        What share of the total revenue has each product?
        Umsatz pro Produkt? | SELECT product, SUM(amount) AS umsatz FROM sales GROUP BY 1 | product umsatz | \
        Welchen Anteil an „umsatz“ hat jeder Wert von „product“?
        Umsatz pro Produkt? | SELECT product, SUM(amount) AS umsatz FROM sales GROUP BY 1 | product umsatz | \
        Wie entwickelt sich „umsatz“ von Lamp je Monat?
        Wie viele pro Produkt? | SELECT product, COUNT(*) AS n FROM sales GROUP BY 1 | product n | \
        Wie entwickelt sich die Anzahl von Lamp je Monat?
        Umsatz pro Produkt? | SELECT product, AVG(amount) AS umsatz FROM sales GROUP BY 1 | product umsatz | \
        Wie viele Zeilen von „sales“ gibt es je Wert von „status“?
        Sales per product? | SELECT product, SUM(amount) AS sales FROM sales GROUP BY 1 | product sales | \
        What are the sales of Lamp by month?
        Never returned per product? | SELECT product, COUNT(*) AS never_returned FROM sales GROUP BY 1 | \
        product never_returned | How does ‘never_returned’ of Lamp develop by month?
        Revenue per p name? | SELECT product AS p_name, SUM(amount) AS revenue FROM sales GROUP BY 1 | \
        p_name revenue | What share of the total revenue has each value of ‘p_name’?
        Revenue by month? | SELECT month(sold_on) AS month, SUM(amount) AS revenue FROM sales GROUP BY 1 | \
        month revenue | What is the revenue by status?
        """)
    void theLastResultSuggestsTheNextQuestions(String question, String sql, String columns, String next) {
        String first = columns.startsWith("month") ? "2024-01 5" : "Lamp 9";

        assertThat(after(question, sql, columns, first, "2024-02 4")).contains(next);
    }

    @Test
    void onlyAPeriodThatTheDataHasIsSuggested() {
        String sql = "SELECT product, SUM(amount) AS revenue FROM sales WHERE year(sold_on) = 2023 GROUP BY 1";

        assertThat(after("Revenue per product in 2023?", sql, "product revenue", "Lamp 9", "Desk 4"))
                .contains("Revenue per product in 2024?");
        assertThat(after("Revenue per product in 2024?", sql, "product revenue", "Lamp 9", "Desk 4"))
                .noneMatch(text -> text.matches(".*20(?!24)\\d\\d.*"));
    }

    @ParameterizedTest
    @CsvSource({
        "Umsatz pro Produkt im Jahr 2023?, Umsatz pro Produkt im Jahr 2024?",
        "Umsatz pro Produkt im Juli 2023?, Umsatz pro Produkt im Juli 2024?",
        "Umsatz pro Produkt im Juli 2025?, Umsatz pro Produkt im Juli 2024?",
    })
    void aSuggestedPeriodIsInTheData(String question, String next) {
        String sql = "SELECT product, SUM(amount) AS revenue FROM sales WHERE sold_on > '2023-01-01' GROUP BY 1";

        assertThat(after(question, sql, "product revenue", "Lamp 9")).contains(next);
        assertThat(after(question, sql.replace("sold_on", "x"), "product revenue", "Lamp 9"))
                .doesNotContain(next);
    }

    @ParameterizedTest
    @CsvSource({
        "Show me the revenue of each month and all of it, What is the revenue by month?",
        "Which products sell best?, What are the top selling products?",
        "How are all sales spread over the status?, How are sales spread over status?",
    })
    void aQuestionThatWasAskedInOtherWordsIsNotSuggested(String question, String asked) {
        assertThat(after(question, "SELECT product, customer_id FROM sales", "product customer_id", "Lamp 9"))
                .isNotEmpty()
                .doesNotContain(asked);
    }

    @Test
    void aConversationKeepsItsLanguageAndSeesOtherSuggestionsInEachTurn() {
        ConversationMemory memory = new ConversationMemory();
        Supplier<List<String>> next = () -> {
            List<String> asked =
                    PromptContext.of("2024?", Shop.context(), memory).questions();
            return new NextQuestions(asked, AnswerLanguage.of(asked), Shop.context(), () -> Shop.GUIDED, memory)
                    .after(List.of(Shop.rows("SELECT x FROM sales", List.of("x"), List.of(List.of("a")))));
        };
        List<String> first = next.get();

        memory.add(new ConversationEvent.Asked("2024-01-01T00:00:00Z", "Wie viele Kunden gibt es?"));
        memory.add(new ConversationEvent.Answered(
                "2024-01-01T00:00:00Z", Answer.plain("Count: 5.", Outcome.ANSWERED, AnsweredBy.PROFILE), ""));

        assertThat(first).contains(Shop.TOP_PRODUCTS.text());
        assertThat(next.get()).isNotEmpty().allMatch(text -> text.matches("(?:Wie|Welche|Welcher|An) .*„.*"));
        List<String> second = next.get();
        memory.add(new ConversationEvent.Asked("2024-01-01T00:00:00Z", "Und wie viele Produkte?"));
        memory.add(new ConversationEvent.Answered(
                "2024-01-01T00:00:00Z", Answer.plain("Count: 5.", Outcome.ANSWERED, AnsweredBy.PROFILE), ""));
        assertThat(next.get()).isNotEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT product, AVG(amount) AS average_amount FROM sales GROUP BY 1 | product average_amount
        SELECT product, SUM(price) AS total FROM sales GROUP BY 1           | product total
        SELECT product, SUM(rank) AS ranks FROM sales GROUP BY 1            | product ranks
        SELECT product, customer_id FROM sales                              | product customer_id
        """)
    void figuresThatDoNotAddUpHaveNoShare(String sql, String columns) {
        assertThat(after("Each?", sql, columns, "Lamp 9", "Desk 4"))
                .noneMatch(text -> text.contains("share of the total"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Breite", "Länge", "Breitengrad", "lon", "Baujahr", "Beleg-Nr", "Hausnummer", "published"})
    void noGermanSuggestionAddsUpPlacesYearsOrKeysOrSpreadsABeginning(String name) {
        TableProfile huts = Profiles.table(
                "hütten",
                40,
                List.of("Hütten-Nr"),
                List.of(
                        Profiles.column("Hütten-Nr", ColumnType.STRING, 40, "H1", "H9"),
                        Profiles.column(name, ColumnType.DOUBLE, 38, "1007.25", "1011.75"),
                        Profiles.column("Vorname", ColumnType.STRING, 4, "Ida", "Udo"),
                        Profiles.column("Eröffnet am", ColumnType.DATE, 39, "1951-05-01", "2020-06-01"),
                        Profiles.categorical("Tal", List.of("Ötz", "Stubai"), List.of(25L, 15L))));
        QueryResult result = Shop.rows("SELECT x FROM h", List.of("x"), List.of(List.of("a")));

        List<String> next = new NextQuestions(
                        List.of("Wie viele Hütten gibt es?"),
                        AnswerLanguage.GERMAN,
                        Profiles.context(List.of(huts), List.of()),
                        List::of,
                        new ConversationMemory())
                .after(List.of(result));

        assertThat(next)
                .containsExactly(
                        "Wie viele Zeilen von „hütten“ gibt es je Wert von „Tal“?",
                        "Welcher Wert von „Tal“ kommt in „hütten“ am häufigsten vor?");
    }

    @Test
    void answeredQuestionsAreNotSuggested() {
        assertThat(after(
                        "What are the top sellers of all products?",
                        Shop.TOP_PRODUCTS.sql(),
                        "product revenue",
                        "Lamp 9"))
                .doesNotContain(Shop.TOP_PRODUCTS.text())
                .hasSize(3);
    }
}
