package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark would run, but not as its writer meant it. */
class SilentDialectRewriterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT amount ^ 2 FROM sales | SELECT power(amount, 2) FROM sales
        SELECT sqrt(sum((a - b)^2) / (n - 1) ^ 0.5) FROM t | SELECT sqrt(sum(power((a - b), 2)) / power((n - \
        1), 0.5)) FROM t
        SELECT s.`the amount`^-abs(x) ^ 3 FROM s | SELECT power(power(s.`the amount`, -abs(x)), 3) FROM s
        SELECT ROUND(amount::numeric, 2) FROM sales | SELECT ROUND(amount::DECIMAL(38, 10), 2) FROM sales
        SELECT CAST(SUM(amount) AS NUMERIC) FROM sales | SELECT CAST(SUM(amount) AS DECIMAL(38, 10)) FROM sales
        SELECT SUM(CAST(amount AS FLOAT)) / COUNT(*)::real FROM sales | SELECT SUM(CAST(amount AS DOUBLE)) / \
        COUNT(*)::DOUBLE FROM sales
        SELECT to_char(day, 'yyyy-mm') FROM sales | SELECT to_char(day, 'yyyy-MM') FROM sales
        SELECT date_format(day, 'yyyy-MM-DD') FROM sales | SELECT date_format(day, 'yyyy-MM-dd') FROM sales
        SELECT COUNT(*) FROM sales WHERE EXTRACT(DOW FROM day) IN (0, 6) | SELECT COUNT(*) FROM sales WHERE \
        (EXTRACT(DOW FROM day) - 1) IN (0, 6)
        SELECT CASE EXTRACT(DOW FROM day) WHEN 0 THEN 'Sunday' END FROM sales | SELECT CASE (EXTRACT(DOW FROM \
        day) - 1) WHEN 0 THEN 'Sunday' END FROM sales
        """)
    void theStatementIsRewrittenAsItWasMeant(String sql, String meant) {
        SilentDialectRewriter rewritten = SilentDialectRewriter.rewrite(sql);

        assertThat(rewritten.sql()).isEqualTo(meant);
        assertThat(rewritten.notes()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT EXTRACT(DOW FROM day), COUNT(*) FROM sales GROUP BY 1 | DOW counts from 1 (Sunday) to 7 here; in \
        PostgreSQL it counts from 0.
        SELECT log(amount) FROM sales                                | log(x) is the natural logarithm here; \
        use log10(x) for the one to base 10.
        """)
    void ambiguousSyntaxGetsAWarning(String sql, String note) {
        assertThat(SilentDialectRewriter.rewrite(sql)).isEqualTo(new SilentDialectRewriter(sql, List.of(note)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '^', `a^b` FROM t -- x ^ y",
                "SELECT CAST(x AS DECIMAL(10, 2)), y AS numeric FROM t",
                "SELECT CAST(x AS DOUBLE) AS real FROM t",
                "SELECT date_format(t, 'HH:mm'), date_format(t, 'yyyy-MM-dd HH:mm'), date_format(d, 'DDD') FROM t",
                "SELECT EXTRACT(DOW FROM day) FROM t WHERE EXTRACT(DOW FROM day) IN (1, 7) OR EXTRACT(YEAR FROM"
                        + " day) = 0",
                "SELECT log(2, x), log10(x), ln(x) FROM t",
                "SELECT date_trunc('MONTH', year), date_trunc('week', d), trunc(month, 'MM'), trunc(x, y) FROM t",
                "SELECT extract(MONTH FROM d), date_part('year', month), datediff(a, b), date_add(d, 7) FROM t",
                "SELECT dateadd(day, 1, d), datediff(month, start, month), timestampdiff(YEAR, a, b) FROM t",
                "SELECT date_format(d, 'yyyy-''Q''q'), to_char(x, '999D99'), to_char(x, '0.00MI') FROM t",
                "SELECT CAST(x AS STRING), CAST(x AS VARCHAR(255)), CAST(d AS DATE) FROM t",
            })
    void syntaxThatSparkReadsCorrectlyStays(String sql) {
        assertThat(SilentDialectRewriter.rewrite(sql).sql()).isEqualTo(sql);
    }
}
