package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    void onlyNamesThatNeedItAreQuoted(String name, String sql) {
        assertThat(SqlIdentifiers.quoteIfNeeded(name)).isEqualTo(sql);
    }

    @Test
    void quotesInNamesAreEscaped() {
        assertThat(SqlIdentifiers.quoteStandard("a\"; DROP TABLE x; --")).isEqualTo("\"a\"\"; DROP TABLE x; --\"");
        assertThat(SqlIdentifiers.quote("a`; DROP TABLE x; --")).isEqualTo("`a``; DROP TABLE x; --`");
    }

    @Test
    void anAliasIsMadeOfWords() {
        assertThat(SqlIdentifiers.columnAlias("Number of orders")).isEqualTo("number_of_orders");
        assertThat(SqlIdentifiers.columnAlias("rows")).isEqualTo("`rows`");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CustomerId|CustomerId",
                "Order Details|Order_Details",
                "a.b`c|a_b_c",
                "Größe (cm)|Grosse_cm",
                "naïve|naive",
                "2024|_2024",
                "order|order_",
                "ORDER|ORDER_",
                "%|_",
                "名前|_",
                "_id|_id",
                "a__b|a__b",
                "select|select_",
                "date|date"
            })
    void namesNeedNoQuotes(String name, String sqlName) {
        assertThat(SqlIdentifiers.unquotedNames(List.of(name))).containsExactly(sqlName);
    }

    @Test
    void namesEqualWithoutCaseAreNumbered() {
        assertThat(SqlIdentifiers.unquotedNames(List.of("a", "A", "a"))).containsExactly("a", "A_2", "a_3");
        assertThat(SqlIdentifiers.unquotedNames(List.of("a", "a", "a_2"))).containsExactly("a", "a_3", "a_2");
        assertThat(SqlIdentifiers.unquotedNames(List.of("", "%", "$"))).containsExactly("_", "_2", "_3");
    }

    @Test
    void manyCollidingNamesStayDistinct() {
        List<String> names = List.of("x y", "x_y", "X Y", "x.y", "x_y_2", "x_y_3", "x-y", "x y");
        Set<String> folded = new HashSet<>();
        SqlIdentifiers.unquotedNames(names).forEach(name -> folded.add(name.toLowerCase(Locale.ROOT)));
        assertThat(folded).hasSize(names.size());
    }
}
