package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ValueFinder;
import io.github.bigdatamigrator.context.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.Shop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        return StoredValueRetry.of(sql, Shop.context(), FINDER, true).sql();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    SELECT * FROM sales WHERE status = 'Shiped' | SELECT * FROM sales WHERE status = 'shipped'
                    SELECT 1 FROM sales s WHERE lower(s.`status`) = lower("SHIPED") AND amount > 5 \
                    | SELECT 1 FROM sales s WHERE lower(s.`status`) = lower('shipped') AND amount > 5
                    SELECT 1 FROM sales WHERE upper(status) = 'Opn' | SELECT 1 FROM sales WHERE upper(status) = 'OPEN'
                    SELECT 1 FROM sales WHERE LOWER(status) = 'Open' | SELECT 1 FROM sales WHERE LOWER(status) = 'open'
                    SELECT 1 FROM sales WHERE status <> 'Shiped' | SELECT 1 FROM sales WHERE status <> 'shipped'
                    SELECT 1 FROM sales WHERE status NOT IN ('Opn') | SELECT 1 FROM sales WHERE status NOT IN ('open')
                    SELECT 1 FROM sales WHERE status LIKE '%shiped%' | SELECT 1 FROM sales WHERE status LIKE '%shipped%'
                    SELECT 1 FROM sales WHERE status LIKE 'Ret%' | SELECT 1 FROM sales WHERE status ILIKE 'Ret%'
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
                "SELECT * FROM sales WHERE status LIKE '%shi%ed%'",
                "SELECT * FROM customers WHERE status = 'Shiped'",
                "SELECT 'Shiped'",
            })
    void storedTextsAndTextsWithoutNearValueStay(String sql) {
        assertThat(retried(sql)).isEqualTo(sql);
    }

    /** A finder that knows all values of the status. */
    private static final ValueFinder ALL = new ValueFinder() {
        @Override
        public List<ValueHit> nearest(String table, String column, String text, int limit) {
            return FINDER.nearest(table, column, text, limit);
        }

        @Override
        public Optional<Boolean> holds(String table, String column, String value) {
            return column.equals("status")
                    ? Optional.of(List.of("open", "shipped", "returned").contains(value))
                    : Optional.empty();
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT 1 FROM sales WHERE status <> 'Opn' | SELECT 1 FROM sales WHERE status <> 'open' |
            SELECT 1 FROM sales WHERE status <> 'lost' | | No row has ‘lost’ in sales.status.
            SELECT 1 FROM sales WHERE status IN ('open', 'lost') | | No row has ‘lost’ in sales.status.
            SELECT 1 FROM sales WHERE LOWER(status) = 'Open' | SELECT 1 FROM sales WHERE LOWER(status) = 'open' |
            SELECT 1 FROM sales WHERE status LIKE 'lost%' | |
            SELECT 1 FROM customers WHERE name = 'nobody' | |
            """)
    void aTextThatNoRowHoldsIsReportedEvenWithRows(String sql, String rewritten, String missing) {
        StoredValueRetry retry = StoredValueRetry.of(sql, Shop.context(), ALL, false);

        assertThat(retry.sql()).isEqualTo(rewritten == null ? sql : rewritten);
        assertThat(retry.missing()).isEqualTo(missing == null ? List.of() : List.of(missing));
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
