package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.sketch.HeavyHitters.Frequent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Texts that are a key's but for letter case ({@code ABC} of a parent {@code abc}). Known where the sketches hold every
 * value of both sides, at most 16,384; costs no scan, and for each pair as many look-ups as the child has values, or
 * {@value #FIRST} where it is hopeless.
 */
final class CaseInsensitiveMatch {
    private static final int FIRST = 256;

    private final List<KeyTable> tables;
    private final Map<ColumnSet, Map<String, Long>> children = new HashMap<>();
    private final Map<ColumnSet, Set<String>> parents = new HashMap<>();

    CaseInsensitiveMatch(List<KeyTable> tables) {
        this.tables = tables;
    }

    /**
     * What is known of a pair, with the rows that are found when letter case is ignored; as it was where that finds no
     * more.
     *
     * @param least share of the distinct values below which it is as good as none
     */
    Containment share(ColumnSet child, ColumnSet key, Containment known, double least) {
        ColumnFacts from = column(child);
        ColumnFacts to = column(key);
        if (!from.settled()
                || !to.settled()
                || !from.counts().complete()
                || !to.counts().complete()) {
            return known;
        }
        Map<String, Long> mine = children.computeIfAbsent(child, one -> rowsByText(column(one)));
        Set<String> theirs = parents.computeIfAbsent(
                key, one -> new HashSet<>(rowsByText(column(one)).keySet()));
        long values = 0;
        long found = 0;
        long rows = 0;
        for (Map.Entry<String, Long> value : mine.entrySet()) {
            if (values++ == FIRST && found < (least - 0.1) * values) {
                return known;
            }
            if (theirs.contains(value.getKey())) {
                found++;
                rows += value.getValue();
            }
        }
        double share = (double) rows / Math.max(1, from.values());
        if (found < least * values || share <= known.rows()) {
            return known;
        }
        return (known.exact() ? known : exact(from, to)).folded(share, found);
    }

    /** The exact containment of two complete columns, however small. */
    private static Containment exact(ColumnFacts from, ColumnFacts to) {
        return Containment.sketched(from, from.sample().hashes(), to, -1);
    }

    private static Map<String, Long> rowsByText(ColumnFacts column) {
        Map<String, Long> rows = new HashMap<>();
        for (Frequent value : column.counts().all()) {
            rows.merge(value.text().strip().toLowerCase(Locale.ROOT), value.count(), Long::sum);
        }
        return rows;
    }

    private ColumnFacts column(ColumnSet probe) {
        return tables.get(probe.table()).column(probe.column());
    }
}
