package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.Shop;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextQuestionsTest {
    private static List<String> after(String question, String sql, String columns, String... rows) {
        List<List<@Nullable Object>> cells = Stream.of(rows)
                .map(row -> List.<@Nullable Object>of(row.split(" ")[0], Long.valueOf(row.split(" ")[1])))
                .toList();
        QueryResult result = Shop.rows(sql, List.of(columns.split(" ")), cells);
        return new NextQuestions(question, Shop.context(), () -> Shop.GUIDED, new ConversationMemory())
                .after(List.of(result));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Revenue per product? | SELECT product, SUM(amount) AS revenue FROM sales GROUP BY 1 | product revenue | \
        What is the revenue of Lamp by month?
        Revenue per product? | SELECT product, SUM(amount) AS revenue FROM sales GROUP BY 1 | product revenue | \
        What share of the total revenue has each product?
        Umsatz pro Produkt? | SELECT product, SUM(amount) AS umsatz FROM sales GROUP BY 1 | product umsatz | \
        Welchen Anteil an umsatz hat jeder Wert von product?
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
