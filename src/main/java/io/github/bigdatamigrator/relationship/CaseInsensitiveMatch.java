package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeavyHitters.Frequent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures the containment of texts in a key when letter case is ignored ({@code ABC} in a parent {@code abc}). Works
 * where the sketches hold every value of both sides, at most 16,384. Costs no scan; each pair costs one look-up for
 * each value of the child, or {@value #FIRST} where few are found.
 */
final class CaseInsensitiveMatch {
    private static final int FIRST = 256;

    private final NamedTables tables;
    private final Map<ColumnSet, Map<String, Long>> children = new HashMap<>();
    private final Map<ColumnSet, Set<String>> parents = new HashMap<>();

    CaseInsensitiveMatch(NamedTables tables) {
        this.tables = tables;
    }

    /**
     * Adds the rows that are found when letter case is ignored, unless fewer than {@code minimum} of the values are.
     */
    Containment extend(ColumnSet child, ColumnSet key, Containment known, double minimum) {
        ColumnFacts from = tables.column(child);
        ColumnFacts to = tables.column(key);
        if (!from.settled()
                || !to.settled()
                || !from.counts().complete()
                || !to.counts().complete()) {
            return known;
        }
        Map<String, Long> childRows = children.computeIfAbsent(child, unseen -> rowsByText(from));
        Set<String> keys =
                parents.computeIfAbsent(key, unseen -> Set.copyOf(rowsByText(to).keySet()));
        long values = 0;
        long found = 0;
        long rows = 0;
        for (Map.Entry<String, Long> value : childRows.entrySet()) {
            if (values++ == FIRST && found < (minimum - 0.1) * values) {
                return known;
            }
            if (keys.contains(value.getKey())) {
                found++;
                rows += value.getValue();
            }
        }
        double share = (double) rows / Math.max(1, from.values());
        if (found < minimum * values || share <= known.rows()) {
            return known;
        }
        Containment exact =
                known.exact() ? known : Containment.sketched(from, from.sample().hashes(), to, -1);
        return exact.ignoringCase(share, found);
    }

    private static Map<String, Long> rowsByText(ColumnFacts column) {
        Map<String, Long> rows = new HashMap<>();
        for (Frequent value : column.counts().all()) {
            rows.merge(value.text().strip().toLowerCase(Locale.ROOT), value.count(), Long::sum);
        }
        return rows;
    }
}
