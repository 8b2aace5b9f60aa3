package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns may determine others, so that a table of their own could hold these once. A candidate repeats often
 * enough that a dependency would be no accident, does not have more values than the column that would determine it
 * allows, and no two sampled rows break it; the full data decides.
 */
final class DependencyRules {
    /** Rows that have to confirm a dependency beyond the first of each value. */
    private static final int REPEATED = 20;
    /** Rows of a value on average. */
    private static final double ROWS_A_VALUE = 1.5;

    private static final int MOST_OF_A_TABLE = 40;

    private DependencyRules() {}

    static void add(PlannedTable table, List<Proposal> proposals) {
        List<Proposal> found = new ArrayList<>();
        for (PlannedColumn key : table.columns()) {
            if (!determines(table, key)) {
                continue;
            }
            for (PlannedColumn dependent : table.columns()) {
                if (key != dependent && depends(table, key, dependent)) {
                    long rows = table.profile().rows();
                    long repeated = rows - key.profile().distinct().value();
                    found.add(Proposal.dependency(
                            table,
                            List.of(key),
                            dependent,
                            NumberFormat.of(key.profile().distinct().value()) + " values of "
                                    + key.profile().name() + " seem to determine the "
                                    + NumberFormat.of(
                                            dependent.profile().distinct().value()) + " of "
                                    + dependent.profile().name(),
                            Recommendation.Origin.RULE,
                            repeated * dependent.type().width(dependent.profile())));
                }
            }
        }
        found.stream()
                .sorted(Comparator.comparingLong(proposal -> -proposal.gain()))
                .limit(MOST_OF_A_TABLE)
                .forEach(proposals::add);
    }

    private static boolean determines(PlannedTable table, PlannedColumn key) {
        ColumnProfile profile = key.profile();
        long values = table.profile().rows() - profile.nulls();
        long distinct = profile.distinct().value();
        ColumnType.Kind kind = profile.type().kind();
        boolean names = kind == ColumnType.Kind.STRING || kind == ColumnType.Kind.BIGINT;
        return names
                && distinct >= 3
                && values >= ROWS_A_VALUE * distinct
                && values - distinct >= REPEATED
                && (kind == ColumnType.Kind.STRING || key.identifies());
    }

    private static boolean depends(PlannedTable table, PlannedColumn key, PlannedColumn dependent) {
        ColumnProfile profile = dependent.profile();
        long distinct = profile.distinct().value();
        // one broken row may add one value, and an estimate is a few percent off
        double most = key.profile().distinct().value() * (profile.distinct().exact() ? 1 : 1.05) + 1;
        boolean key2 = table.profile().primaryKey() != null
                && table.profile().primaryKey().contains(profile.name());
        return distinct >= 2
                && distinct <= most
                && 4 * distinct >= Math.min(12, key.profile().distinct().value())
                && !key2
                && !dependent.identifies()
                && profile.nulls() < table.profile().rows()
                && profile.type().kind() != ColumnType.Kind.BOOLEAN
                && sampleAgrees(table, key, dependent);
    }

    /**
     * Most pairs that do not depend show it in the sample, and need no proof. One contradiction may be the exception
     * that is sought.
     */
    private static boolean sampleAgrees(PlannedTable table, PlannedColumn key, PlannedColumn dependent) {
        int from = table.columns().indexOf(key);
        int to = table.columns().indexOf(dependent);
        Map<String, @Nullable String> known = new HashMap<>();
        int contradictions = 0;
        for (List<@Nullable String> row : table.profile().sampleRows()) {
            String value = from < row.size() ? row.get(from) : null;
            String other = to < row.size() ? row.get(to) : null;
            if (value != null && known.containsKey(value) && !java.util.Objects.equals(known.get(value), other)) {
                contradictions++;
            } else if (value != null) {
                known.put(value, other);
            }
        }
        return contradictions <= 1;
    }
}
