package io.github.bigdatamigrator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.evaluation.QuestionResult.Fault;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.QueryJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are compared by what they mean; what is not right for certain is wrong. */
class RowComparisonTest {
    /** One cell against one cell: numbers bare, texts in quotes, decimals as d'1.50', doubles with a point. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "12 | 12 | right",
                "12 | 12.0 | right",
                "12 | d'12.00' | right",
                "12 | '12' | right",
                "12 | '12 ' | right",
                "12 | 13 | wrong",
                "12 | 12.4 | wrong",
                "12 | null | wrong",
                "0 | null | wrong",
                "null | 0 | wrong",
                "1234567890123 | 1234567890124 | wrong",
                "1234567 | '1,234,567' | right",
                "1234567 | '1,234,56' | wrong",
                "d'737289.00' | 737289.0 | right",
                "d'737289.00' | '$737,289.00' | right",
                "d'1.5' | d'1.500' | right",
                "d'1234567890.12' | d'1234567890.13' | wrong",
                // Doubles have noise, and 0.1 + 0.2 is 0.3.
                "0.3 | 0.30000000000000004 | right",
                "-0.0 | 0.0 | right",
                "-0.0 | 0 | right",
                "0 | -0.0 | right",
                "-5 | 5 | wrong",
                "NaN | NaN | right",
                "NaN | 0.0 | wrong",
                "NaN | null | wrong",
                "Infinity | -Infinity | wrong",
                // Rounded to the digits shown, on either side, unless too few digits are left.
                "61.2031 | 61.2 | right",
                "61.2031 | 61.20 | right",
                "61.2 | 61.2031 | right",
                "4.9963 | 5.0 | right",
                "1234.4 | 1234.0 | right",
                "d'1234.4' | 1234 | right",
                "12.345 | 12 | wrong",
                "0.4 | 0 | wrong",
                "0.4 | 0.0 | wrong",
                "0.1234 | 0.12 | right",
                "0.1234 | 0.1 | wrong",
                "0.004 | 0.0 | wrong",
                "2.675 | 2.68 | right",
                "2.665 | 2.66 | right",
                "2.675 | 2.66 | wrong",
                "61.2031 | 61.3 | wrong",
                "1200000.5 | 1234567.0 | wrong",
                // Percent signs.
                "0.12 | '12 %' | right",
                "12.0 | '12%' | right",
                "'12 %' | '12.0%' | right",
                "0.1234 | '12.3 %' | right",
                "0.12 | '1.2 %' | wrong",
                "0.12 | 12 | wrong",
                // Codes are no numbers.
                "'007' | 7 | wrong",
                "'7' | 7 | right",
                "'1.10' | '1.1' | wrong",
                "'a' | 'A' | wrong",
                "'Zoë' | 'Zoe\u0308' | right",
                "true | true | right",
                "true | 1 | right",
                "false | 0 | right",
                "true | 0 | wrong",
                "true | 'TRUE' | right",
                "true | null | wrong",
                "true | 2 | wrong",
                // Times.
                "'2024-01-31' | '2024-01-31T00:00:00' | right",
                "'2024-01-31' | '2024-01-31 00:00:00.000' | right",
                "'2024-01-31T10:00:00' | '2024-01-31 10:00' | right",
                "'2024-01-31T10:00:00.500' | '2024-01-31 10:00:00.5' | right",
                "'2024-01-31' | '2024-01-31T10:00:00' | wrong",
                "'2024-01' | '2024-01-01' | right",
                "'2024-01-01T00:00:00' | '2024-01' | right",
                "2024 | '2024-01-01' | right",
                "'2024-01' | '2024-01-02' | wrong",
                "'2024' | '2024-02-01' | wrong",
            })
    void oneCell(String right, String answer, String verdict) {
        Optional<RowComparison.Difference> difference = compare(rows(row(cell(right))), rows(row(cell(answer))));
        assertThat(difference.isEmpty()).as(String.valueOf(difference)).isEqualTo(verdict.equals("right"));
    }

    /**
     * Results as JSON lists of rows, with the names of columns a, b, c …
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[['x',1],['y',2]] | [['y',2],['x',1]] | right | rows",
                "[['x',1],['y',2]] | [[2,'y'],[1,'x']] | right | any order of columns",
                "[['x',1],['y',2]] | [['x',2],['y',1]] | OTHER_VALUES | figures of other rows",
                "[['x',1],['y',2]] | [['x',9,1],['y',8,2]] | right | one more column",
                "[['x',1],['y',2]] | [['x'],['y']] | MISSING_COLUMN | one column too few",
                "[['x',1],['y',2]] | [['x',1]] | OTHER_ROWS | a row too few",
                "[['x',1]] | [['x',1],['x',1]] | OTHER_ROWS | a row too many",
                "[['x'],['x'],['y']] | [['x'],['y'],['y']] | OTHER_VALUES | duplicates count",
                "[['x'],['x'],['y']] | [['y'],['x'],['x']] | right | duplicates in another order",
                "[[1,1],[2,2]] | [[1,1],[2,2]] | right | two equal columns",
                "[[1,1],[2,2]] | [[1,5],[2,5]] | OTHER_VALUES | one of two equal columns",
                "[[1,2],[2,1]] | [[2,1],[1,2]] | right | columns of the same values",
                "[[1,2],[2,1]] | [[1,1],[2,2]] | OTHER_VALUES | same values, other pairs",
                "[] | [] | right | both empty",
                "[] | [[null]] | right | a sum of nothing is no row",
                "[[null]] | [] | right | no row is a sum of nothing",
                "[] | [[0]] | OTHER_ROWS | a count is a figure",
                "[[0]] | [] | OTHER_ROWS | no row is no count",
                "[[null,1]] | [[null,1]] | right | nulls are equal",
                "[['x',null],['y',1]] | [['x',1],['y',null]] | OTHER_VALUES | nulls count",
                "[['x',null],['y',1]] | [['y',1],['x',null]] | right | nulls in another order",
                "[['x',1.4],['y',2.996]] | [['x',1],['y',3]] | OTHER_VALUES | too few digits in one row",
                "[['x',10.04],['y',29.96]] | [['x',10.0],['y',30.0]] | right | all rounded to one decimal",
                "[['x',0.25],['y',0.75]] | [['x','25 %'],['y','75 %']] | right | percent signs in all rows",
                "[['x',0.25],['y',0.75]] | [['x','25 %'],['y','0.75 %']] | OTHER_VALUES | mixed scales",
                "[['2024-01',5],['2024-02',6]] | [['2024-01-01',5],['2024-02-01',6]] | right | months",
                "[['2024-01',5],['2024-02',6]] | [['2024-01-01',5],['2024-02-03',6]] | OTHER_VALUES | days",
                "[['1',5],['2',6]] | [[1,5],[2,6]] | right | numbers as text",
            })
    void results(String right, String answer, String verdict, String why) {
        Optional<RowComparison.Difference> difference =
                compare(json(right).rows(), json(answer).rows());
        assertThat(difference.map(it -> it.fault().name()).orElse("right"))
                .as(why)
                .isEqualTo(verdict);
    }

    @Test
    void aColumnOfTheSameNameIsTheFigureThatIsMeantEvenIfAnotherOneHappensToBeEqual() {
        QueryResult right = result("[['x',10],['y',20]]", "name", "revenue");

        assertThat(compare(right, result("[['x',99,10],['y',98,20]]", "name", "revenue", "orders")))
                .isPresent();
        assertThat(compare(right, result("[['x',10,99],['y',20,98]]", "name", "Revenue", "orders")))
                .isEmpty();
        assertThat(compare(right, result("[['x',99,10],['y',98,20]]", "name", "orders", "total")))
                .isEmpty();
    }

    @Test
    void sharesMayBeOfOneOrInPercentWhereAShareIsAskedFor() {
        QueryResult one = result("[['x',0.1234],['y',0.8766]]", "name", "n");
        QueryResult percent = result("[['x',12.3],['y',87.7]]", "name", "n");

        assertThat(RowComparison.of(right(one), percent, true)).isEmpty();
        assertThat(RowComparison.of(right(percent), one, true)).isEmpty();
        assertThat(RowComparison.of(right(one), percent, false)).isPresent();
        assertThat(compare(one, result("[['x',12.3],['y',87.7]]", "name", "percent_of_total")))
                .isEmpty();
        assertThat(RowComparison.of(right(one), result("[['x',12.3],['y',0.877]]", "name", "n"), true))
                .isPresent();
    }

    @Test
    void theOrderCountsOnlyWhereTheRightSqlRanks() {
        QueryResult rows = result("[['x',3],['y',2],['z',1]]", "name", "n");
        QueryResult turned = result("[['z',1],['y',2],['x',3]]", "name", "n");
        String ranked = "SELECT name, n FROM t ORDER BY n DESC LIMIT 3";
        String listed = "SELECT name, n FROM t ORDER BY n DESC";

        assertThat(of(ranked, null, rows, turned)).map(it -> it.fault()).contains(Fault.OTHER_ORDER);
        assertThat(of(ranked, null, rows, rows)).isEmpty();
        assertThat(of(ranked, false, rows, turned)).isEmpty();
        assertThat(of(listed, null, rows, turned)).isEmpty();
        assertThat(of(listed, true, rows, turned)).map(it -> it.fault()).contains(Fault.OTHER_ORDER);
    }

    @Test
    void rowsOfTheSamePlaceMayComeInAnyOrder() {
        QueryResult rows = result("[['x',3],['a',2],['b',2],['z',1]]", "name", "n");
        String ranked = "SELECT name, n FROM t ORDER BY n DESC, name LIMIT 4";

        assertThat(of(ranked, null, rows, result("[['x',3],['b',2],['a',2],['z',1]]", "name", "n")))
                .isEmpty();
        assertThat(of(ranked, null, rows, result("[['b',2],['x',3],['a',2],['z',1]]", "name", "n")))
                .isPresent();
    }

    @Test
    void ofTiesAtTheLimitAnyMayBeInTheAnswerButNoOtherRow() {
        String sql = "SELECT name, n FROM t ORDER BY n DESC LIMIT 3";
        QueryResult shown = result("[['x',3],['a',2],['b',2]]", "name", "n");
        QueryResult cut = new QueryResult(
                sql, shown.columns(), shown.types(), shown.rows(), false, 0, new QueryResult.Cut(9, true, 4, true));
        QueryResult all = result("[['x',3],['a',2],['b',2],['c',2],['d',2],['z',1],['w',1]]", "name", "n");
        RightAnswer right = RightAnswer.ofSql(sql, null, asked -> asked.equals(sql) ? cut : all);

        assertThat(right.definite()).isEqualTo(1);
        assertThat(RowComparison.of(right, result("[['x',3],['d',2],['c',2]]", "name", "n"), false))
                .isEmpty();
        assertThat(RowComparison.of(right, result("[['x',3],['a',2],['z',1]]", "name", "n"), false))
                .isPresent();
        assertThat(RowComparison.of(right, result("[['a',2],['c',2],['d',2]]", "name", "n"), false))
                .isPresent();
        assertThat(RowComparison.of(right, result("[['x',3],['d',2],['d',2]]", "name", "n"), false))
                .isPresent();
        assertThat(RowComparison.of(right, result("[['d',2],['c',2],['x',3]]", "name", "n"), false))
                .map(it -> it.fault())
                .contains(Fault.OTHER_ORDER);
    }

    @Test
    void rightRowsThatTheEngineCutsAreRefused() {
        QueryResult rows = result("[['x']]", "name");
        QueryResult cut = new QueryResult("", rows.columns(), rows.types(), rows.rows(), true, 0, null);

        assertThatThrownBy(() -> RightAnswer.ofSql("SELECT name FROM t", null, sql -> cut))
                .hasMessageContaining("QUERY_ROW_LIMIT");
        assertThat(RowComparison.of(right(rows), cut, false))
                .map(it -> it.fault())
                .contains(Fault.OTHER_ROWS);
    }

    /** Results full of near-equal numbers are the worst case of a comparison that allows for rounding. */
    @Test
    @Timeout(20)
    void largeResultsAreComparedInTheirOwnTime() {
        int size = 10_000;
        List<List<@Nullable Object>> one = new ArrayList<>();
        List<List<@Nullable Object>> other = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            one.add(row((long) i % 3, i % 7 + 0.1, i * 0.001, "name " + i % 10));
            other.add(row("name " + i % 10, i * 0.001 + 1e-14, (long) i % 3, i % 7 + 0.1, (long) i));
        }
        Collections.reverse(other);

        assertThat(compare(one, other)).isEmpty();
        other.set(5, row("name 4", 77.0, 0L, 0.1, 0L));
        assertThat(compare(one, other)).isPresent();
    }

    /** Many equal columns give as many ways to assign them; each is tried once at most. */
    @Test
    @Timeout(20)
    void manyEqualColumnsAreComparedQuickly() {
        @Nullable
        Object[] ones = IntStream.range(0, 40).mapToObj(i -> (Object) 1L).toArray();
        @Nullable
        Object[] twos = IntStream.range(0, 40).mapToObj(i -> (Object) 2L).toArray();
        List<List<@Nullable Object>> right = rows(row(Arrays.copyOf(ones, 20)), row(Arrays.copyOf(twos, 20)));

        assertThat(compare(right, rows(row(ones), row(twos)))).isEmpty();
        @Nullable Object[] fewer = Arrays.copyOf(ones, 40);
        Arrays.fill(fewer, 19, 40, 3L);
        assertThat(compare(right, rows(row(fewer), row(twos)))).isPresent();
    }

    private static Optional<RowComparison.Difference> of(
            String sql, @Nullable Boolean ordered, QueryResult right, QueryResult answer) {
        return RowComparison.of(RightAnswer.ofSql(sql, ordered, any -> right), answer, false);
    }

    private static RightAnswer right(QueryResult rows) {
        return RightAnswer.ofSql("SELECT 1", null, sql -> rows);
    }

    private static Optional<RowComparison.Difference> compare(QueryResult right, QueryResult answer) {
        return RowComparison.of(right(right), answer, false);
    }

    private static Optional<RowComparison.Difference> compare(
            List<List<@Nullable Object>> right, List<List<@Nullable Object>> answer) {
        int columns = answer.isEmpty() ? 1 : answer.get(0).size();
        List<String> names =
                IntStream.range(0, columns).mapToObj(i -> "column" + i).toList();
        List<ColumnType> types = Collections.nCopies(columns, ColumnType.STRING);
        return RowComparison.of(
                RightAnswer.ofRows(right, false), new QueryResult("", names, types, answer, false, 0, null), false);
    }

    private static QueryResult result(String rows, String... columns) {
        QueryResult read = json(rows);
        return new QueryResult("", List.of(columns), read.types(), read.rows(), false, 0, null);
    }

    private static QueryResult json(String rows) {
        String names = rows.equals("[]") ? "[]" : "['a','b','c','d','e']";
        String json = "{'sql': '', 'columns': " + names + ", 'rows': " + rows + "}";
        QueryResult read = QueryJson.read(Json.parse(json.replace('\'', '"')));
        int columns = read.rows().isEmpty() ? 0 : read.rows().get(0).size();
        return new QueryResult(
                "", read.columns().subList(0, columns), read.types().subList(0, columns), read.rows(), false, 0, null);
    }

    private static @Nullable Object cell(String text) {
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1);
        } else if (text.startsWith("d'")) {
            return new BigDecimal(text.substring(2, text.length() - 1));
        } else if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        return switch (text) {
            case "null" -> null;
            case "true", "false" -> (Object) Boolean.valueOf(text);
            default -> Double.valueOf(text);
        };
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    @SafeVarargs
    private static List<List<@Nullable Object>> rows(List<@Nullable Object>... rows) {
        return List.of(rows);
    }
}
