package io.github.bigdatamigrator.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.QueryResult.Cut;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryJsonTest {
    private static final List<@Nullable Object> ROW =
            Arrays.asList(true, 9_007_199_254_740_993L, new BigDecimal("12.50"), 0.1, "2024-01-31", null);
    private static final QueryResult RESULT = new QueryResult(
            "SELECT 1",
            List.of("b", "n", "d", "r", "day", "none"),
            List.of(
                    ColumnType.BOOLEAN,
                    ColumnType.BIGINT,
                    ColumnType.decimal(10, 2),
                    ColumnType.DOUBLE,
                    ColumnType.DATE,
                    ColumnType.STRING),
            List.of(ROW),
            true,
            0.25,
            null);

    @Test
    void theShortFormHasFiveFieldsAndDecimalsAsStrings() {
        assertThat(Json.compact(QueryJson.write(RESULT)))
                .isEqualTo("{\"sql\":\"SELECT 1\",\"columns\":[\"b\",\"n\",\"d\",\"r\",\"day\",\"none\"],"
                        + "\"rows\":[[true,9007199254740993,\"12.50\",0.1,\"2024-01-31\",null]],"
                        + "\"row_count\":1,\"truncated\":true}");
    }

    @Test
    void theCompleteFormIsReadBackEqual() {
        assertThat(QueryJson.read(Json.parse(Json.compact(QueryJson.writeWhole(RESULT)))))
                .isEqualTo(RESULT);
    }

    @Test
    void theRowsThatALimitLeavesOutAreReadBack() {
        QueryResult cut = new QueryResult(
                "q",
                List.of("a"),
                List.of(ColumnType.BIGINT),
                List.of(List.of(1L)),
                false,
                0,
                new Cut(23, false, 4, true));

        ObjectNode node = QueryJson.write(cut);

        assertThat(Json.compact(node.path("limit_cut")))
                .isEqualTo("{\"rows\":23,\"rows_exact\":false,\"tied\":4,\"tied_exact\":true}");
        assertThat(QueryJson.read(node)).isEqualTo(cut);
    }

    @Test
    void notANumberIsWrittenAsTextAndReadBack() {
        List<@Nullable Object> row = List.of(Double.NaN, Double.NEGATIVE_INFINITY);
        QueryResult odd = new QueryResult(
                "q", List.of("a", "b"), List.of(ColumnType.DOUBLE, ColumnType.DOUBLE), List.of(row), false, 0, null);

        String text = Json.compact(QueryJson.writeWhole(odd));

        assertThat(text).contains("\"NaN\"").contains("\"-Infinity\"");
        assertThat(QueryJson.read(Json.parse(text))).isEqualTo(odd);
    }

    @Test
    void missingTypesAreInferred() {
        QueryResult read = QueryJson.read(Json.parse(Json.compact(QueryJson.write(RESULT))));

        assertThat(read.types())
                .containsExactly(
                        ColumnType.BOOLEAN,
                        ColumnType.BIGINT,
                        ColumnType.STRING,
                        ColumnType.DOUBLE,
                        ColumnType.STRING,
                        ColumnType.STRING);
        assertThat(read.rows().get(0).get(1)).isEqualTo(9_007_199_254_740_993L);
    }
}
