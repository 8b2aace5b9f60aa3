package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.text.CellFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a chart for a query result by the types of its columns: a measure per label is a bar chart, a measure over
 * time a line, counts of bins a histogram, two measures without a label a scatter plot. The measure that ranks the rows
 * comes first, else the one that the answer speaks of. The chart names columns of the result and contains no data.
 *
 * @param x the column of the x axis: labels, times, bins, or the first measure
 * @param y the columns of the measures, one or more
 */
public record ResultChart(Kind kind, String x, List<String> y) {
    public enum Kind {
        BAR,
        LINE,
        HISTOGRAM,
        SCATTER
    }

    private static final int MAX_BARS = 50;
    private static final int MAX_MEASURES = 4;
    /** A result with more columns is a list of rows. */
    private static final int MAX_COLUMNS = 8;
    /** Measures share an axis only if the ratio of their largest values is below this. */
    private static final double MAX_SCALE_RATIO = 50;

    private static final Set<String> BINS =
            Set.of("bin", "bucket", "bins", "buckets", "range", "interval", "from", "lower");

    public ResultChart {
        y = List.copyOf(y);
        if (y.isEmpty()) {
            throw new IllegalArgumentException("a chart needs a measure");
        }
    }

    /** Returns no chart for fewer than two rows, many columns, duplicate column names, no measure, or no clear axis. */
    public static Optional<ResultChart> of(QueryResult result) {
        return of(result, List.of());
    }

    /** @param spokenOf columns, the most important first; their first measure comes first if none ranks the rows */
    static Optional<ResultChart> of(QueryResult result, List<String> spokenOf) {
        if (result.rowCount() < 2
                || result.columns().size() > MAX_COLUMNS
                || new HashSet<>(result.columns()).size() < result.columns().size()) {
            return Optional.empty();
        }
        ResultColumns columns = ResultColumns.of(result);
        List<Integer> measures = columns.measures();
        List<Integer> times = columns.times();
        int bin = bin(result, columns);
        if (bin >= 0 && columns.labels().isEmpty() && times.isEmpty()) {
            return drawn(Kind.HISTOGRAM, result, columns, bin, without(measures, bin));
        }
        // A line joins the rows of one thing; rows with labels of their own are different things.
        if (times.size() == 1 && columns.labels().isEmpty() && columns.unique(times) && !measures.isEmpty()) {
            return drawn(Kind.LINE, result, columns, times.get(0), mainFirst(columns, result, spokenOf));
        }
        List<Integer> axes = new ArrayList<>(columns.labels());
        axes.addAll(times);
        axes.addAll(columns.ids());
        for (int axis : axes) {
            if (columns.unique(List.of(axis)) && !measures.isEmpty() && result.rowCount() <= MAX_BARS) {
                return drawn(Kind.BAR, result, columns, axis, mainFirst(columns, result, spokenOf));
            }
        }
        if (measures.size() == 2
                && axes.isEmpty()
                && countPerNumber(result, columns)
                && result.rowCount() <= MAX_BARS) {
            return drawn(Kind.BAR, result, columns, measures.get(0), measures.subList(1, 2));
        }
        boolean canScatter = measures.size() >= 2 && result.rowCount() >= 3;
        return canScatter && (axes.isEmpty() || axes.stream().anyMatch(axis -> columns.unique(List.of(axis))))
                ? drawn(Kind.SCATTER, result, columns, measures.get(0), measures.subList(1, 2))
                : Optional.empty();
    }

    private static List<Integer> mainFirst(ResultColumns columns, QueryResult result, List<String> spokenOf) {
        List<Integer> measures = columns.measures();
        OptionalInt ranking = columns.ranking();
        Optional<Integer> main = ranking.isPresent()
                ? Optional.of(ranking.getAsInt())
                : spokenOf.stream()
                        .map(result.columns()::indexOf)
                        .filter(measures::contains)
                        .findFirst();
        List<Integer> ordered = new ArrayList<>(measures);
        main.ifPresent(first -> Collections.rotate(ordered.subList(0, ordered.indexOf(first) + 1), 1));
        return ordered;
    }

    /** The texts of rows on the x axis: a date as its period, the names of a person as one name. */
    public List<String> labels(QueryResult result, List<List<@Nullable Object>> rows) {
        ResultColumns columns = ResultColumns.of(result);
        int axis = result.columns().indexOf(x);
        List<Integer> person = columns.namePart(axis) == 0
                ? List.of()
                : columns.labels().stream()
                        .filter(column -> columns.namePart(column) > 0)
                        .toList();
        return rows.stream().map(row -> label(columns, axis, person, row)).toList();
    }

    private static String label(ResultColumns columns, int axis, List<Integer> person, List<@Nullable Object> row) {
        if (!person.isEmpty()) {
            return person.stream()
                    .filter(column -> row.get(column) != null)
                    .map(column -> String.valueOf(row.get(column)))
                    .collect(Collectors.joining(" "));
        }
        return row.get(axis) instanceof String text ? columns.period(axis, text) : CellFormat.exact(row.get(axis)) + "";
    }

    /** The first measure sets the scale; percentages beside amounts and measures of another scale are left out. */
    private static Optional<ResultChart> drawn(
            Kind kind, QueryResult result, ResultColumns columns, int x, List<Integer> measures) {
        List<String> y = new ArrayList<>();
        double scale = 0;
        boolean percent = false;
        for (int measure : measures) {
            double largest = largest(result, measure);
            boolean fits = y.isEmpty()
                    || (columns.isPercent(measure) == percent
                            && largest > 0
                            && largest / scale < MAX_SCALE_RATIO
                            && scale / largest < MAX_SCALE_RATIO);
            if (largest >= 0 && fits && y.size() < MAX_MEASURES && measure != x) {
                scale = y.isEmpty() ? Math.max(largest, Double.MIN_NORMAL) : scale;
                percent = y.isEmpty() ? columns.isPercent(measure) : percent;
                y.add(result.columns().get(measure));
            }
        }
        return y.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResultChart(kind, result.columns().get(x), y));
    }

    /** Returns the largest absolute value, or -1 if no cell is a number. */
    private static double largest(QueryResult result, int column) {
        double largest = -1;
        for (List<@Nullable Object> row : result.rows()) {
            if (row.get(column) instanceof Number number) {
                largest = Math.max(largest, Math.abs(number.doubleValue()));
            }
        }
        return largest;
    }

    private static int bin(QueryResult result, ResultColumns columns) {
        boolean counts = IntStream.range(0, result.columns().size()).anyMatch(columns::isCount);
        return IntStream.range(0, result.columns().size())
                .filter(column -> counts
                        && columns.isNumeric(column)
                        && columns.named(column, BINS)
                        && columns.unique(List.of(column)))
                .findFirst()
                .orElse(-1);
    }

    /** Whether the first column has distinct whole numbers and the second is a count. */
    private static boolean countPerNumber(QueryResult result, ResultColumns columns) {
        int first = columns.measures().get(0);
        return columns.unique(List.of(first))
                && result.types().get(first).kind() == ColumnType.Kind.BIGINT
                && columns.isCount(columns.measures().get(1));
    }

    private static List<Integer> without(List<Integer> columns, int one) {
        return columns.stream().filter(column -> column != one).toList();
    }

    /** Returns the kind in lower case. */
    public String word() {
        return Json.word(kind);
    }
}
