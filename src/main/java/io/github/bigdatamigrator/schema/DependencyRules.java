package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Proposes functional dependencies, so that a column can be moved to a table of its own. A candidate repeats often
 * enough to rule out coincidence, has no more values than its determinant allows, and at most one sampled row
 * contradicts it. The full data decides.
 */
final class DependencyRules {
    private static final double MIN_ROWS_PER_VALUE = 1.5;
    private static final int MAX_PER_TABLE = 40;
    private static final int MIN_REPEATED_ROWS = 20; // rows that confirm, beyond the first of each value

    private DependencyRules() {}

    static void add(PlannedTable table, List<Proposal> proposals) {
        List<Proposal> found = new ArrayList<>();
        for (PlannedColumn determinant : table.columns()) {
            if (!canDetermine(table, determinant)) {
                continue;
            }
            for (PlannedColumn dependent : table.columns()) {
                if (determinant != dependent && canDepend(table, determinant, dependent)) {
                    String evidence = NumberFormat.of(determinant.distinct()) + " values of " + determinant.name()
                            + " seem to determine the " + NumberFormat.of(dependent.distinct()) + " of "
                            + dependent.name();
                    long repeated = table.rows() - determinant.distinct();
                    found.add(Proposal.dependency(table, List.of(determinant), dependent, evidence, Origin.RULE)
                            .withGain(repeated * dependent.type().width(dependent.profile())));
                }
            }
        }
        found.stream()
                .sorted(Comparator.comparingLong(proposal -> -proposal.gain()))
                .limit(MAX_PER_TABLE)
                .forEach(proposals::add);
    }

    private static boolean canDetermine(PlannedTable table, PlannedColumn column) {
        long values = table.rows() - column.profile().nulls();
        long distinct = column.distinct();
        boolean identifying = switch (column.sourceType().kind()) {
            case STRING -> true;
            case BIGINT -> column.isKeyColumn();
            case BOOLEAN, DECIMAL, DOUBLE, DATE, TIMESTAMP, BINARY -> false;
        };
        return identifying
                && distinct >= 3
                && values >= MIN_ROWS_PER_VALUE * distinct
                && values - distinct >= MIN_REPEATED_ROWS;
    }

    private static boolean canDepend(PlannedTable table, PlannedColumn determinant, PlannedColumn dependent) {
        ColumnProfile profile = dependent.profile();
        long distinct = dependent.distinct();
        // one contradicting row can add one value, and an estimate has an error of a few percent
        double maximum = determinant.distinct() * (profile.distinct().exact() ? 1 : 1.05) + 1;
        List<String> primaryKey = table.profile().primaryKey();
        return distinct >= 2
                && distinct <= maximum
                && 4 * distinct >= Math.min(12, determinant.distinct())
                && (primaryKey == null || !primaryKey.contains(dependent.name()))
                && !dependent.isKeyColumn()
                && profile.nulls() < table.rows()
                && profile.type().kind() != ColumnType.Kind.BOOLEAN
                && sampleAgrees(table, determinant, dependent);
    }

    /** At most one sampled row may contradict: the error to show. More rule it out without a check of the full data. */
    private static boolean sampleAgrees(PlannedTable table, PlannedColumn determinant, PlannedColumn dependent) {
        int from = table.columns().indexOf(determinant);
        int to = table.columns().indexOf(dependent);
        Map<String, @Nullable String> known = new HashMap<>();
        int contradictions = 0;
        for (List<@Nullable String> row : table.profile().sampleRows()) {
            String value = from < row.size() ? row.get(from) : null;
            String other = to < row.size() ? row.get(to) : null;
            if (value != null && known.containsKey(value) && !Objects.equals(known.get(value), other)) {
                contradictions++;
            } else if (value != null) {
                known.put(value, other);
            }
        }
        return contradictions <= 1;
    }
}
