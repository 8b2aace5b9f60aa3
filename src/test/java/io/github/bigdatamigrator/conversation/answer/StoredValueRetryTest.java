package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ValueFinder;
import io.github.bigdatamigrator.context.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.Shop;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void textsThatAreStoredOtherwiseAreReplaced() {
        assertThat(retried("SELECT * FROM sales WHERE status = 'Shiped'"))
                .isEqualTo("SELECT * FROM sales WHERE status = 'shipped'");
        assertThat(retried("SELECT * FROM sales s WHERE lower(s.`status`) = lower(\"SHIPED\") AND amount > 5"))
                .isEqualTo("SELECT * FROM sales s WHERE lower(s.`status`) = lower('shipped') AND amount > 5");
        assertThat(retried("SELECT * FROM sales WHERE status IN ('Shiped', 'Opn')"))
                .isEqualTo("SELECT * FROM sales WHERE status IN ('shipped', 'open')");
        assertThat(retried("SELECT 'status' FROM customers WHERE name = 'o\\'hara' -- status = 'shiped'"))
                .isEqualTo("SELECT 'status' FROM customers WHERE name = 'O\\'Hara\\\\x' -- status = 'shiped'");
    }

    @Test
    void textsThatAreStoredOrHaveNothingNearStay() {
        assertThat(retried("SELECT * FROM sales WHERE status = 'open'")).isEmpty();
        assertThat(retried("SELECT * FROM sales WHERE status = 'nowhere'")).isEmpty();
        assertThat(retried("SELECT * FROM sales WHERE status LIKE '%shiped%'")).isEmpty();
        assertThat(retried("SELECT * FROM customers WHERE status = 'Shiped'")).isEmpty();
        assertThat(retried("SELECT 'Shiped'")).isEmpty();
    }

    @Test
    void aResultOfNullsAndZerosIsEmpty() {
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
