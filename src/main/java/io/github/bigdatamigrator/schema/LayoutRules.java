package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Proposes the time column by which a large table is partitioned and sorted. */
final class LayoutRules {

    private static final Pattern EVENT_NAME =
            Pattern.compile("(?i).*(date|time|day|created|order|sale|paid|payment|rental|invoice|ship).*");

    private LayoutRules() {}

    static void add(PlannedTable table, List<Proposal> proposals) {
        if (!FutureRows.isLarge(table)) {
            return;
        }
        Optional<PlannedColumn> time = table.columns().stream()
                .filter(column -> column.sourceType().temporal())
                .filter(column -> column.distinct() > 1)
                .min(Comparator.comparing(
                                (PlannedColumn column) -> column.profile().nulls() > 0)
                        .thenComparing(
                                column -> !EVENT_NAME.matcher(column.name()).matches()));
        time.ifPresent(column -> {
            proposals.add(Proposal.requiringValues(Kind.PARTITION, table, column, skew(column.profile()), Origin.RULE));
            proposals.add(Proposal.requiringValues(Kind.SORT, table, column, order(column.profile()), Origin.RULE));
        });
    }

    private static String skew(ColumnProfile column) {
        TimeSpread spread = column.findings().time();
        String range = "from " + column.min() + " to " + column.max();
        if (spread == null || spread.histogram().isEmpty()) {
            return range;
        }
        long largest =
                spread.histogram().stream().mapToLong(TimeBin::count).max().orElse(0);
        double mean =
                spread.histogram().stream().mapToLong(TimeBin::count).average().orElse(1);
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
