package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlIdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "sales, sales",
        "_id, _id",
        "größe, `größe`",
        "1st, `1st`",
        "order, `order`",
        "Select, `Select`",
        "a`b, `a``b`"
    })
    void onlyNamesThatNeedItStandInBackticks(String name, String sql) {
        assertThat(SqlIdentifiers.quoteIfNeeded(name)).isEqualTo(sql);
    }

    @Test
    void aQuoteInANameCannotEndIt() {
        assertThat(SqlIdentifiers.quoteStandard("a\"; DROP TABLE x; --")).isEqualTo("\"a\"\"; DROP TABLE x; --\"");
        assertThat(SqlIdentifiers.quote("a`; DROP TABLE x; --")).isEqualTo("`a``; DROP TABLE x; --`");
    }

    @Test
    void anAliasIsMadeOfWords() {
        assertThat(SqlIdentifiers.alias("Number of orders")).isEqualTo("number_of_orders");
        assertThat(SqlIdentifiers.alias("rows")).isEqualTo("`rows`");
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT Total FROM t, true",
        "SELECT `total` FROM t, true",
        "SELECT s.total FROM t, true",
        "SELECT subtotal FROM t, false",
        "SELECT total_2 FROM t, false",
        "SELECT totalé FROM t, false"
    })
    void aNameIsFoundAsAWholeWord(String sql, boolean mentioned) {
        assertThat(SqlIdentifiers.mentioned("total", sql)).isEqualTo(mentioned);
    }
}
