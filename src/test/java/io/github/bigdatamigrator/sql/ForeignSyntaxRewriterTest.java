package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignSyntaxRewriterTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT amount::text FROM sales | SELECT amount::STRING FROM sales
        SELECT CAST(amount AS VARCHAR) FROM sales | SELECT CAST(amount AS STRING) FROM sales
        SELECT CAST(amount AS double precision) FROM sales | SELECT CAST(amount AS DOUBLE) FROM sales
        SELECT CAST(amount AS signed) FROM sales | SELECT CAST(amount AS BIGINT) FROM sales
        SELECT [amount] FROM [sales] | SELECT `amount` FROM `sales`
        SELECT COUNT(*) AS 'Day''s Sales' FROM sales | SELECT COUNT(*) AS `Day's Sales` FROM sales
        SELECT COUNT(*) AS 'Number of Sales' FROM sales | SELECT COUNT(*) AS `Number of Sales` FROM sales
        SELECT to_char(sold_on, 'YYYY-MM-DD') FROM sales | SELECT to_char(sold_on, 'yyyy-MM-dd') FROM sales
        SELECT to_char(max(sold_on), 'DD Mon YYYY') FROM sales \
        | SELECT to_char(max(sold_on), 'dd MMM yyyy') FROM sales
        SELECT date_format(sold_on, '%Y-%m-%d %H:%i:%s') FROM sales \
        | SELECT date_format(sold_on, 'yyyy-MM-dd HH:mm:ss') FROM sales
        SELECT TOP 5 status FROM sales ORDER BY 1; | SELECT status FROM sales ORDER BY 1 LIMIT 5;
        SELECT DISTINCT TOP (3) status FROM sales | SELECT DISTINCT status FROM sales LIMIT 3
        SELECT * FROM (SELECT TOP 2 status FROM sales ORDER BY amount) t WHERE status <> 'TOP 2' \
        | SELECT * FROM (SELECT status FROM sales ORDER BY amount LIMIT 2) t WHERE status <> 'TOP 2'
        SELECT strftime('%Y-%m', sold_on), strftime('%w', max(sold_on)) FROM sales \
        | SELECT date_format(sold_on, 'yyyy-MM'), CAST(dayofweek(max(sold_on)) - 1 AS STRING) FROM sales
        SELECT strftime(sold_on, '%H:%M:%S') FROM sales | SELECT date_format(sold_on, 'HH:mm:ss') FROM sales
        SELECT amount AS Größe, 'für' FROM sales ORDER BY Größe | SELECT amount AS `Größe`, 'für' FROM sales \
        ORDER BY `Größe`
        SELECT amount::float8 FROM sales | SELECT amount::DOUBLE FROM sales
        SELECT status FROM sales LIMIT 10, 5 | SELECT status FROM sales LIMIT 5 OFFSET 10
        SELECT status FROM sales FETCH FIRST 5 ROWS ONLY | SELECT status FROM sales LIMIT 5
        """)
    void foreignSyntaxIsRewritten(String sql, String read) {
        assertThat(ForeignSyntaxRewriter.rewrite(sql, ShopTables.ALL)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT CAST(amount AS VARCHAR(10)) FROM sales",
                "SELECT split(status, 'p')[1], tags[i] FROM sales WHERE status = '[amount]'",
                "SELECT date_format(sold_on, 'yyyy-MM-dd') FROM sales",
                "SELECT 'YYYY', '%Y' FROM sales WHERE status LIKE '%d'",
                "SELECT amount AS textual FROM sales -- AS 'a'",
                "SELECT amount + 5, status || '-' || product, amount + '5' FROM sales",
                "SELECT SUM(if(status = 'a', 2.5, 3)), SUM(CASE WHEN amount > 1 THEN 1.5 END), AVG(amount) FROM sales",
                "SELECT date_add(sold_on, 3), listagg(status), format_number(amount, 2), date(sold_on) FROM sales",
                "SELECT main.amount, today.id FROM sales main, customers today",
                "SELECT count_if(amount = 1), sum(amount) OVER (PARTITION BY status = 'a') FROM sales",
                "SELECT CAST(amount AS DECIMAL(10, 2)), amount AS bool, amount AS number FROM sales s",
            })
    void syntaxOfSparkStays(String sql) {
        assertThat(ForeignSyntaxRewriter.rewrite(sql, ShopTables.ALL)).isEqualTo(sql);
    }
}
