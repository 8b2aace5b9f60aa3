package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
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
                case "status retired" -> List.of(new ValueHit("returned", 9, 0.75));
                case "status open" -> List.of(new ValueHit("open", 9, 1));
                default -> List.of();
            };

    /** Finds rows for patterns that some status fits. */
    private static final FakeQueryEngine ENGINE = new FakeQueryEngine()
            .gives("SELECT 1 FROM `sales` WHERE `status` ILIKE 'Ret%' LIMIT 1", List.of("1"), List.of(List.of(1L)))
            .gives("SELECT 1 FROM `sales` WHERE `status` ILIKE '%lost%' LIMIT 1", List.of("1"), List.of())
            .gives("SELECT 1 FROM `customers` WHERE `name` ILIKE 'no\\\\_body' LIMIT 1", List.of("1"), List.of());

    private static StoredValueRetry of(String sql, ValueFinder values, AnswerLanguage language, boolean empty) {
        OpenedData data = OpenedData.of(Shop.context(), ENGINE, claims -> List.of(), values, List::of);
        return StoredValueRetry.of(sql, data, language, empty);
    }

    private static String retried(String sql) {
        return of(sql, FINDER, AnswerLanguage.ENGLISH, true).sql();
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

        @Override
        public Optional<Boolean> holdsInAnyCase(String table, String column, String value) {
            return holds(table, column, value.toLowerCase(java.util.Locale.ROOT));
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT COUNT(*) FROM sales WHERE LOWER(status) = 'lost' | ENGLISH | No row has ‘lost’ in sales.status.
            SELECT 1 FROM sales s WHERE UPPER(s.status) IN ('LOST', 'OPEN') | ENGLISH \
            | No row has ‘LOST’ in sales.status.
            SELECT 1 FROM sales WHERE status = 'retired' | ENGLISH | No row has ‘retired’ in sales.status; the \
            nearest stored value is ‘returned’.
            SELECT COUNT(*) FROM sales WHERE status LIKE '%lost%' | GERMAN | Keine Zeile hat ‘%lost%’ in sales.status.
            SELECT 1 FROM customers WHERE name = 'no_body' | ENGLISH | No row has ‘no_body’ in customers.name.
            SELECT COUNT(*) FROM sales WHERE LOWER(status) = 'open' | ENGLISH |
            SELECT COUNT(*) FROM sales WHERE status LIKE 'Ret%' | ENGLISH |
            SELECT COUNT(*) FROM customers WHERE name LIKE 'Unknown%' | ENGLISH |
            SELECT COUNT(*) FROM sales WHERE amount > 5 AND status = 'open' | ENGLISH |
            """)
    void aTextThatNoRowHoldsIsReportedWhenNothingIsFound(String sql, AnswerLanguage language, String missing) {
        assertThat(of(sql, ALL, language, true).missing()).isEqualTo(missing == null ? List.of() : List.of(missing));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            SELECT 1 FROM sales WHERE status <> 'Opn' | SELECT 1 FROM sales WHERE status <> 'open' |
            SELECT 1 FROM sales WHERE status <> 'lost' | | No row has ‘lost’ in sales.status.
            SELECT 1 FROM sales WHERE status IN ('open', 'lost') | | No row has ‘lost’ in sales.status.
            SELECT 1 FROM sales WHERE LOWER(status) = 'Open' | SELECT 1 FROM sales WHERE LOWER(status) = 'open' |
            SELECT 1 FROM sales WHERE lower(trim(status)) = 'Open' \
                | SELECT 1 FROM sales WHERE lower(trim(status)) = 'open' |
            SELECT sum(lower(trim(status)) = 'opn') FROM sales | SELECT sum(lower(trim(status)) = 'open') FROM sales |
            SELECT sum(trim(upper(status)) = 'OPN') FROM sales | SELECT sum(trim(upper(status)) = 'OPEN') FROM sales |
            SELECT sum(status = 'Opn') FROM sales | SELECT sum(status = 'open') FROM sales |
            SELECT 1 FROM sales WHERE reverse(status) = 'opn' | |
            SELECT 1 FROM sales WHERE lower(left(status)) = 'opn' | |
            SELECT 1 FROM sales WHERE concat(note, status) = 'opn' | |
            SELECT 1 FROM sales WHERE status LIKE 'lost%' | |
            SELECT 1 FROM sales WHERE LOWER(status) IN ('open', 'lost') | | No row has ‘lost’ in sales.status.
            SELECT 1 FROM customers WHERE name = 'nobody' | |
            """)
    void aTextThatNoRowHoldsIsReportedEvenWithRows(String sql, String rewritten, String missing) {
        StoredValueRetry retry = of(sql, ALL, AnswerLanguage.ENGLISH, false);

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
