package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNamesTest {
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
        assertThat(SqlNames.distinct(List.of(name))).containsExactly(sqlName);
    }

    @Test
    void equalNamesAreNumberedWhateverTheirCase() {
        assertThat(SqlNames.distinct(List.of("a", "A", "a"))).containsExactly("a", "A_2", "a_3");
        assertThat(SqlNames.distinct(List.of("a", "a", "a_2"))).containsExactly("a", "a_3", "a_2");
        assertThat(SqlNames.distinct(List.of("", "%", "$"))).containsExactly("_", "_2", "_3");
    }

    @Test
    void manyCollidingNamesStayDistinct() {
        List<String> names = List.of("x y", "x_y", "X Y", "x.y", "x_y_2", "x_y_3", "x-y", "x y");
        Set<String> folded = new HashSet<>();
        SqlNames.distinct(names).forEach(name -> folded.add(name.toLowerCase(Locale.ROOT)));
        assertThat(folded).hasSize(names.size());
    }
}
