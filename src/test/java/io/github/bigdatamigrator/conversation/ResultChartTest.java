package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.ResultChart.Kind;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultChartTest {
    @Test
    void aMeasurePerLabelIsABarChart() {
        assertThat(chart("product revenue", row("Lamp", 12.5), row("Desk", 7.25)))
                .contains(new ResultChart(Kind.BAR, "product", List.of("revenue")));
        assertThat(chart("customer_id name total", row(1L, "Ann", 5L), row(2L, "Bob", 7L)))
                .as("a name says more than an id")
                .contains(new ResultChart(Kind.BAR, "name", List.of("total")));
        assertThat(chart("customer_id total", row(1L, 5L), row(2L, 7L)))
                .contains(new ResultChart(Kind.BAR, "customer_id", List.of("total")));
    }

    @Test
    void aMeasureOverTimeIsALine() {
        assertThat(chart("month revenue", row("2024-01", 5L), row("2024-02", 7L)))
                .contains(new ResultChart(Kind.LINE, "month", List.of("revenue")));
        assertThat(chart("year revenue", row(2023L, 5L), row(2024L, 7L)))
                .contains(new ResultChart(Kind.LINE, "year", List.of("revenue")));
        assertThat(ResultChart.of(new QueryResult(
                        "q",
                        List.of("d", "a", "b"),
                        List.of(ColumnType.DATE, ColumnType.BIGINT, ColumnType.BIGINT),
                        List.of(row("2024-01-01", 5L, 6L), row("2024-02-01", 7L, 4L)),
                        false,
                        0,
                        null)))
                .contains(new ResultChart(Kind.LINE, "d", List.of("a", "b")));
    }

    @Test
    void noLineJoinsRowsOfDifferentThings() {
        assertThat(chart("name first_order total", row("Ann", "2024-01-03", 5L), row("Bob", "2024-02-01", 7L)))
                .contains(new ResultChart(Kind.BAR, "name", List.of("total")));
        assertThat(chart("month product revenue", row("2024-01", "Lamp", 5L), row("2024-02", "Lamp", 7L)))
                .as("the best product of each month")
                .contains(new ResultChart(Kind.BAR, "month", List.of("revenue")));
    }

    @Test
    void percentagesAreNotDrawnBesideAmounts() {
        assertThat(chart("product orders percent", row("Lamp", 60L, 60.0), row("Desk", 40L, 40.0)))
                .contains(new ResultChart(Kind.BAR, "product", List.of("orders")));
        assertThat(chart("product percent pct_before", row("Lamp", 60.0, 50.0), row("Desk", 40.0, 50.0)))
                .contains(new ResultChart(Kind.BAR, "product", List.of("percent", "pct_before")));
    }

    @Test
    void theColumnsOfTheGroupingAreTheAxisAndRanksAreNoMeasure() {
        String sql = "SELECT product, price, RANK() OVER (ORDER BY SUM(n) DESC) AS rank, SUM(n) AS units FROM s"
                + " GROUP BY product, price ORDER BY units DESC";
        QueryResult grouped = new QueryResult(
                sql,
                List.of("product", "price", "rank", "units"),
                List.of(ColumnType.STRING, ColumnType.DOUBLE, ColumnType.BIGINT, ColumnType.BIGINT),
                List.of(row("Lamp", 9.5, 1L, 7L), row("Desk", 5.0, 2L, 5L)),
                false,
                0,
                null);

        assertThat(ResultChart.of(grouped)).contains(new ResultChart(Kind.BAR, "product", List.of("units")));
    }

    @Test
    void countsOfBinsAreAHistogramAndCountsOfNumbersBars() {
        assertThat(chart("bucket n", row(0L, 5L), row(10L, 7L), row(20L, 1L)))
                .contains(new ResultChart(Kind.HISTOGRAM, "bucket", List.of("n")));
        assertThat(chart("rating count", row(1L, 5L), row(2L, 7L)))
                .contains(new ResultChart(Kind.BAR, "rating", List.of("count")));
    }

    @Test
    void twoMeasuresWithoutALabelAreAScatterPlot() {
        assertThat(chart("price weight", row(1.5, 5L), row(2.5, 7L), row(2.5, 9L)))
                .contains(new ResultChart(Kind.SCATTER, "price", List.of("weight")));
    }

    @Test
    void measuresOfAnotherScaleAreLeftOut() {
        assertThat(chart("product revenue share units", row("Lamp", 9000L, 0.9, 700L), row("Desk", 1000L, 0.1, 300L)))
                .contains(new ResultChart(Kind.BAR, "product", List.of("revenue", "units")));
    }

    @ParameterizedTest(name = "{0} draws {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT p, u, r FROM s GROUP BY p ORDER BY revenue DESC LIMIT 3 | revenue",
                "SELECT p, u, r FROM s ORDER BY s.`Revenue` NULLS LAST, product | revenue",
                "SELECT p, u, r FROM s order by 3 desc -- the best | revenue",
                "SELECT p, u, r FROM s ORDER  BY 2 | units_sold",
                "SELECT p, u, r FROM s ORDER BY product | units_sold",
                "WITH a AS (SELECT 1 ORDER BY revenue) SELECT p, u, r, 'order by revenue' FROM a ORDER BY units_sold "
                        + "| units_sold",
                "SELECT p, u, r FROM s ORDER BY sum(revenue) DESC | revenue",
                "SELECT p, u, r FROM s | revenue",
                "SELECT p, u, r, row_number() OVER (ORDER BY units_sold) FROM s | revenue",
            })
    void theRankingMeasureIsDrawn(String sql, String drawn) {
        List<List<@Nullable Object>> rows =
                List.of(row("Desk", 3L, 9000L), row("Lamp", 40L, 8000L), row("Chair", 20L, 300L), row("Rug", 1L, null));
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.BIGINT, ColumnType.BIGINT);
        List<String> columns = List.of("product", "units_sold", "revenue");

        assertThat(ResultChart.of(new QueryResult(sql, columns, types, rows, false, 0, null)))
                .contains(new ResultChart(Kind.BAR, "product", List.of(drawn)));
    }

    @Test
    void withoutAKnownOrderTheFirstMeasureComesFirst() {
        assertThat(chart("product units revenue", row("Lamp", 3L, 900L), row("Desk", 1L, 800L)))
                .as("two rows are always in order")
                .contains(new ResultChart(Kind.BAR, "product", List.of("units")));
        assertThat(chart("product units revenue", row("a", 3L, 900L), row("b", 2L, 800L), row("c", 1L, 700L)))
                .as("two measures fall")
                .contains(new ResultChart(Kind.BAR, "product", List.of("units")));
        assertThat(chart("product units revenue", row("a", 3L, 900L), row("b", 9L, 900L), row("c", 1L, 900L)))
                .as("a constant is no ranking")
                .contains(new ResultChart(Kind.BAR, "product", List.of("units")));
    }

    @Test
    void unsuitableResultsHaveNoChart() {
        assertThat(chart("n", row(5L))).isEmpty();
        assertThat(chart("product revenue", row("Lamp", 12.5))).isEmpty();
        assertThat(chart("a b", row("x", "y"), row("z", "w"))).isEmpty();
        assertThat(chart("a a", row("x", 1L), row("y", 2L))).as("names meet").isEmpty();
        assertThat(chart("product revenue", row("Lamp", null), row("Desk", null)))
                .isEmpty();
        assertThat(chart("month region n", row("2024-01", "A", 1L), row("2024-01", "B", 2L), row("2024-02", "A", 3L)))
                .as("no axis of its own")
                .isEmpty();
    }

    @Test
    void theMessageContainsTheChart() {
        QueryResult result = result("product revenue", row("Lamp", 12.5), row("Desk", 7.25));
        Answer answer = new Answer(
                "x",
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(result),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                io.github.bigdatamigrator.llm.TokenUsage.NONE);

        assertThat(AnswerJson.write(answer).at("/queries/0/chart"))
                .isEqualTo(Json.parse("{\"kind\":\"bar\",\"x\":\"product\",\"y\":[\"revenue\"]}"));
        assertThat(AnswerJson.read(AnswerJson.writeWhole(answer))).isEqualTo(answer);
    }

    @SafeVarargs
    private static Optional<ResultChart> chart(String columns, List<@Nullable Object>... rows) {
        return ResultChart.of(result(columns, rows));
    }

    @SafeVarargs
    private static QueryResult result(String columns, List<@Nullable Object>... rows) {
        List<String> names = List.of(columns.split(" "));
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Object first = rows[0].get(i);
            types.add(
                    first instanceof String
                            ? ColumnType.STRING
                            : first instanceof Long ? ColumnType.BIGINT : ColumnType.DOUBLE);
        }
        return new QueryResult("q", names, types, List.of(rows), false, 0.1, null);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    @Test
    void theMeasureThatTheAnswerSpeaksOfComesFirstIfNoneRanksTheRows() {
        String sql = "SELECT town, SUM(a) AS before, SUM(b) AS after FROM t GROUP BY town";
        List<List<@Nullable Object>> rows =
                List.of(List.of("Ulm", 5L, 9L), List.of("Bern", 7L, 4L), List.of("Zug", 6L, 5L));
        QueryResult towns = new QueryResult(
                sql,
                List.of("town", "before", "after"),
                List.of(ColumnType.STRING, ColumnType.BIGINT, ColumnType.BIGINT),
                rows,
                false,
                0,
                null);
        QueryResult ranked =
                new QueryResult(sql + " ORDER BY before", towns.columns(), towns.types(), rows, false, 0, null);

        assertThat(ResultChart.of(towns, List.of("town", "after", "before"))
                        .orElseThrow()
                        .y())
                .containsExactly("after", "before");
        assertThat(ResultChart.of(ranked, List.of("after")).orElseThrow().y()).containsExactly("before", "after");
        assertThat(ResultChart.of(towns, List.of()).orElseThrow().y()).containsExactly("before", "after");
    }

    @Test
    void aRowIsLabeledByItsPeriodOrItsWholeName() {
        QueryResult months = new QueryResult(
                "SELECT date_trunc('month', d) AS m, SUM(x) AS n FROM t GROUP BY 1",
                List.of("m", "n"),
                List.of(ColumnType.TIMESTAMP, ColumnType.BIGINT),
                List.of(List.of("2024-01-01T00:00:00", 5L), List.of("2024-02-01T00:00:00", 6L)),
                false,
                0,
                null);
        QueryResult persons = new QueryResult(
                "q",
                List.of("first_name", "last_name", "pay"),
                List.of(ColumnType.STRING, ColumnType.STRING, ColumnType.BIGINT),
                List.of(List.of("Al", "Orr", 5L), List.of("Lex", "Day", 6L)),
                false,
                0,
                null);

        assertThat(ResultChart.of(months).orElseThrow().labels(months, months.rows()))
                .containsExactly("2024-01", "2024-02");
        assertThat(ResultChart.of(persons).orElseThrow().labels(persons, persons.rows()))
                .containsExactly("Al Orr", "Lex Day");
    }
}
