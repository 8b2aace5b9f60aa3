package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowedColumnRewriterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT status, SUM(amount) AS amount FROM sales GROUP BY 1 ORDER BY SUM(amount) DESC LIMIT 2 \
        | SELECT status, SUM(amount) AS amount FROM sales GROUP BY 1 ORDER BY SUM(`sales`.amount) DESC LIMIT 2
        SELECT status, SUM(s.amount) AS Amount FROM sales s JOIN customers c ON c.id = s.customer_id GROUP BY 1 \
        HAVING SUM(amount) > 3 ORDER BY COUNT(Amount), Amount \
        | SELECT status, SUM(s.amount) AS Amount FROM sales s JOIN customers c ON c.id = s.customer_id GROUP BY 1 \
        HAVING SUM(`s`.amount) > 3 ORDER BY COUNT(`s`.Amount), Amount
        """)
    void nameInsideAggregateIsQualified(String sql, String read) {
        assertThat(ShadowedColumnRewriter.rewrite(sql, ShopTables.ALL)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT status, SUM(amount) AS total FROM sales GROUP BY 1 ORDER BY SUM(amount) DESC",
                "SELECT status, SUM(amount) AS amount FROM sales GROUP BY 1 ORDER BY amount DESC",
                "SELECT a.status, SUM(a.amount) AS amount FROM sales a, sales b GROUP BY 1 ORDER BY SUM(amount)",
                "SELECT status, SUM(amount) AS amount FROM sales WHERE product = 'ORDER BY (amount)' GROUP BY 1",
            })
    void otherNamesStay(String sql) {
        assertThat(ShadowedColumnRewriter.rewrite(sql, ShopTables.ALL)).isEqualTo(sql);
    }
}
