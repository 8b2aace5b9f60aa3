package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a chart for a query result by the types of its columns: a measure per label is a bar chart, a measure over
 * time a line, counts of bins a histogram, two measures without a label a scatter plot. The measure that ranks the rows
 * comes first. The chart names columns of the result and contains no data.
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
    /** Measures share an axis only if the ratio of their largest values is below this. */
    private static final double MAX_SCALE_RATIO = 50;

    private static final Set<String> PERIODS = Set.of(
            "year", "quarter", "month", "week", "day", "hour", "date", "jahr", "monat", "woche", "tag", "decade",
            "weekday", "yr", "y", "m");
    private static final Set<String> BINS =
            Set.of("bin", "bucket", "bins", "buckets", "range", "interval", "from", "lower");
    private static final Set<String> COUNTS = Set.of("count", "n", "rows", "frequency", "number", "anzahl", "total");
    private static final Set<String> IDS = Set.of("id", "key", "code", "nr", "zip", "postcode");

    public ResultChart {
        y = List.copyOf(y);
        if (y.isEmpty()) {
            throw new IllegalArgumentException("a chart needs a measure");
        }
    }

    /** Returns no chart for fewer than two rows, duplicate column names, no measure, or no clear axis. */
    public static Optional<ResultChart> of(QueryResult result) {
        if (result.rowCount() < 2
                || new HashSet<>(result.columns()).size() < result.columns().size()) {
            return Optional.empty();
        }
        List<Integer> measures = new ArrayList<>();
        List<Integer> times = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
            if (isTime(result, i)) {
                times.add(i);
            } else if (!result.types().get(i).numeric()) {
                labels.add(i);
            } else if (named(result, i, IDS)) {
                ids.add(i);
            } else {
                measures.add(i);
            }
        }
        return chart(result, measures, times, labels, ids);
    }

    private static Optional<ResultChart> chart(
            QueryResult result, List<Integer> measures, List<Integer> times, List<Integer> labels, List<Integer> ids) {
        int bin = bin(result, measures);
        if (bin >= 0 && labels.isEmpty() && times.isEmpty()) {
            return drawn(Kind.HISTOGRAM, result, bin, without(measures, bin));
        }
        if (times.size() == 1 && unique(result, times.get(0)) && !measures.isEmpty()) {
            return drawn(Kind.LINE, result, times.get(0), rankedFirst(result, measures));
        }
        List<Integer> axes = new ArrayList<>(labels);
        axes.addAll(times);
        axes.addAll(ids);
        for (int axis : axes) {
            if (unique(result, axis) && !measures.isEmpty() && result.rowCount() <= MAX_BARS) {
                return drawn(Kind.BAR, result, axis, rankedFirst(result, measures));
            }
        }
        if (measures.size() == 2
                && axes.isEmpty()
                && countPerNumber(result, measures)
                && result.rowCount() <= MAX_BARS) {
            return drawn(Kind.BAR, result, measures.get(0), measures.subList(1, 2));
        }
        boolean canScatter = measures.size() >= 2 && result.rowCount() >= 3;
        return canScatter && (axes.isEmpty() || axes.stream().anyMatch(axis -> unique(result, axis)))
                ? drawn(Kind.SCATTER, result, measures.get(0), measures.subList(1, 2))
                : Optional.empty();
    }

    private static List<Integer> rankedFirst(QueryResult result, List<Integer> measures) {
        OptionalInt ranking = RankingColumn.of(result, measures);
        if (ranking.isEmpty()) {
            return measures;
        }
        List<Integer> ordered = new ArrayList<>(without(measures, ranking.getAsInt()));
        ordered.add(0, ranking.getAsInt());
        return ordered;
    }

    /** The first measure sets the scale; measures of another scale are left out. */
    private static Optional<ResultChart> drawn(Kind kind, QueryResult result, int x, List<Integer> measures) {
        List<String> y = new ArrayList<>();
        double scale = 0;
        for (int measure : measures) {
            double largest = largest(result, measure);
            boolean fits = y.isEmpty()
                    || (largest > 0 && largest / scale < MAX_SCALE_RATIO && scale / largest < MAX_SCALE_RATIO);
            if (largest >= 0 && fits && y.size() < MAX_MEASURES && measure != x) {
                scale = y.isEmpty() ? Math.max(largest, Double.MIN_NORMAL) : scale;
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

    private static int bin(QueryResult result, List<Integer> measures) {
        boolean counts = measures.stream().anyMatch(column -> named(result, column, COUNTS));
        return measures.stream()
                .filter(column -> counts && named(result, column, BINS) && unique(result, column))
                .findFirst()
                .orElse(-1);
    }

    /** Whether the first column has distinct whole numbers and the second is a count. */
    private static boolean countPerNumber(QueryResult result, List<Integer> measures) {
        int first = measures.get(0);
        return unique(result, first)
                && result.types().get(first).kind() == ColumnType.Kind.BIGINT
                && named(result, measures.get(1), COUNTS);
    }

    private static boolean isTime(QueryResult result, int column) {
        ColumnType type = result.types().get(column);
        if (type.temporal()) {
            return true;
        }
        boolean period = named(result, column, PERIODS);
        if (type.numeric()) {
            return period
                    && result.rows().stream().map(row -> row.get(column)).allMatch(ResultChart::isWholeOrNull)
                    && unique(result, column);
        }
        return result.rows().stream()
                .map(row -> row.get(column))
                .allMatch(
                        cell -> cell instanceof String text && text.matches("\\d{4}(-?(\\d{2}|[Qq][1-4])(-\\d{2})?)?"));
    }

    private static boolean isWholeOrNull(@Nullable Object cell) {
        return cell == null
                || cell instanceof Long
                || (cell instanceof BigDecimal decimal
                        && decimal.stripTrailingZeros().scale() <= 0)
                || (cell instanceof Double real && real == Math.rint(real));
    }

    private static boolean named(QueryResult result, int column, Set<String> words) {
        return !Collections.disjoint(FoldedWords.of(result.columns().get(column)), words);
    }

    private static boolean unique(QueryResult result, int column) {
        Set<@Nullable Object> seen = new HashSet<>();
        return result.rows().stream().allMatch(row -> seen.add(row.get(column)));
    }

    private static List<Integer> without(List<Integer> columns, int one) {
        return columns.stream().filter(column -> column != one).toList();
    }

    /** Returns the kind in lower case. */
    public String word() {
        return Json.word(kind);
    }
}
