package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** By which column a large table is best laid out on disk. */
final class LayoutRules {
    /** Smaller tables are read whole in no time. */
    private static final long LARGE = 10_000;

    private static final Pattern HAPPENED =
            Pattern.compile("(?i).*(date|time|day|created|order|sale|paid|payment|rental|invoice|ship).*");

    private LayoutRules() {}

    static void add(PlannedTable table, List<Proposal> proposals) {
        if (table.profile().rows() < LARGE) {
            return;
        }
        Optional<PlannedColumn> time = table.columns().stream()
                .filter(column -> column.profile().type().temporal())
                .filter(column -> column.profile().distinct().value() > 1)
                .min(Comparator.comparing(
                                (PlannedColumn column) -> column.profile().nulls() > 0)
                        .thenComparing(column ->
                                !HAPPENED.matcher(column.profile().name()).matches()));
        time.ifPresent(column -> {
            proposals.add(Proposal.filled(
                    Recommendation.Kind.PARTITION, table, column, skew(column.profile()), Recommendation.Origin.RULE));
            proposals.add(Proposal.filled(
                    Recommendation.Kind.SORT, table, column, order(column.profile()), Recommendation.Origin.RULE));
        });
    }

    private static String skew(ColumnProfile column) {
        ColumnFindings.TimeSpread spread = column.findings().time();
        String range = "from " + column.min() + " to " + column.max();
        if (spread == null || spread.histogram().isEmpty()) {
            return range;
        }
        long largest = spread.histogram().stream()
                .mapToLong(ColumnFindings.TimeBin::count)
                .max()
                .orElse(0);
        double mean = spread.histogram().stream()
                .mapToLong(ColumnFindings.TimeBin::count)
                .average()
                .orElse(1);
        return range
                + String.format(
                        Locale.ROOT,
                        "; of %d equal spans the fullest holds %,d rows, %.1f times the average",
                        spread.histogram().size(),
                        largest,
                        largest / Math.max(1, mean));
    }

    private static String order(ColumnProfile column) {
        ColumnFindings.Order order = column.findings().order();
        return order == null
                ? "rows come in no order of time; sorted, a query for a span reads that span alone"
                : "rows come in this order already ("
                        + order.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "), which costs nothing to keep";
    }
}
