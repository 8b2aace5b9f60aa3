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
            })
    void syntaxOfSparkStays(String sql) {
        assertThat(ForeignSyntaxRewriter.rewrite(sql, ShopTables.ALL)).isEqualTo(sql);
    }
}
