package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ValueFinder;
import io.github.bigdatamigrator.context.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.Shop;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredValueRetryTest {
    private static final ValueFinder FINDER =
            (table, column, text, limit) -> switch (column + " " + text.toLowerCase(java.util.Locale.ROOT)) {
                case "status shiped" -> List.of(new ValueHit("shipped", 9, 0.86));
                case "status opn" -> List.of(new ValueHit("open", 9, 0.8));
                case "name o'hara" -> List.of(new ValueHit("O'Hara\\x", 1, 0.9));
                case "status nowhere" -> List.of(new ValueHit("shipped", 9, 0.2));
                case "status open" -> List.of(new ValueHit("open", 9, 1));
                default -> List.of();
            };

    private static String retried(String sql) {
        return StoredValueRetry.of(sql, Shop.context(), FINDER)
                .map(StoredValueRetry::sql)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    SELECT * FROM sales WHERE status = 'Shiped' | SELECT * FROM sales WHERE status = 'shipped'
                    SELECT 1 FROM sales s WHERE lower(s.`status`) = lower("SHIPED") AND amount > 5 \
                    | SELECT 1 FROM sales s WHERE lower(s.`status`) = lower('shipped') AND amount > 5
                    SELECT * FROM sales WHERE status IN ('Shiped', 'Opn') \
                    | SELECT * FROM sales WHERE status IN ('shipped', 'open')
                    SELECT 'status' FROM customers WHERE name = 'o\\'hara' -- status = 'shiped' \
                    | SELECT 'status' FROM customers WHERE name = 'O\\'Hara\\\\x' -- status = 'shiped'
                    """)
    void textsStoredDifferentlyAreReplaced(String sql, String rewritten) {
        assertThat(retried(sql)).isEqualTo(rewritten);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM sales WHERE status = 'open'",
                "SELECT * FROM sales WHERE status = 'nowhere'",
                "SELECT * FROM sales WHERE status LIKE '%shiped%'",
                "SELECT * FROM customers WHERE status = 'Shiped'",
                "SELECT 'Shiped'",
            })
    void storedTextsAndTextsWithoutNearValueStay(String sql) {
        assertThat(retried(sql)).isEmpty();
    }

    @Test
    void resultOfNullsAndZerosIsEmpty() {
        assertThat(StoredValueRetry.isEmpty(Shop.rows("q", List.of("a"), List.of())))
                .isTrue();
        assertThat(StoredValueRetry.isEmpty(Shop.rows("q", List.of("a", "b"), List.of(Arrays.asList(null, 0L)))))
                .isTrue();
        assertThat(StoredValueRetry.isEmpty(Shop.rows("q", List.of("a"), List.of(List.of(1L)))))
                .isFalse();
        assertThat(StoredValueRetry.isEmpty(Shop.rows("q", List.of("a"), List.of(List.of(0L), List.of(0L)))))
                .isFalse();
    }
}
