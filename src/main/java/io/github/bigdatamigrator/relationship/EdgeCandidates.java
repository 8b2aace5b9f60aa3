package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sketch.HashSample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of columns that may be a foreign key and its target, by what the sketches know: same family of types, ranges that meet, and enough of
 * the child's sampled values among the parent's. No scan.
 */
final class EdgeCandidates {
    /** Share of the child's sampled distinct values that the parent must hold for the pair to be looked at. */
    private static final double LEAST_CONTAINMENT = 0.5;

    private static final int LONG_TEXT = 64;

    private final List<TableFacts> tables;

    EdgeCandidates(List<TableFacts> tables) {
        this.tables = tables;
    }

    /** All pairs of a column and a candidate key, the same column apart. */
    List<Edge> find(List<Probe> keys) {
        List<Edge> result = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            List<ColumnProfile> columns = tables.get(table).profile().columns();
            for (int column = 0; column < columns.size(); column++) {
                Probe child = Probe.of(table, column);
                if (canRefer(columns.get(column))) {
                    for (Probe key : keys) {
                        if (!key.equals(child) && fits(child, key)) {
                            result.add(new Edge(child, key));
                        }
                    }
                }
            }
        }
        return result;
    }

    private static boolean canRefer(ColumnProfile column) {
        return column.distinct().value() > 0
                && KeyChoice.keyLike(column)
                && !column.type().temporal()
                && (column.lengths() == null || column.lengths().mean() <= LONG_TEXT);
    }

    private boolean fits(Probe child, Probe key) {
        ColumnProfile from = column(child);
        ColumnProfile to = column(key);
        if (!family(from.type()).equals(family(to.type()))) {
            return false;
        }
        return !disjoint(from, to) && mostlyInside(child, key);
    }

    private static ColumnType.Kind family(ColumnType type) {
        return type.numeric() ? ColumnType.Kind.BIGINT : type.kind();
    }

    private static boolean disjoint(ColumnProfile from, ColumnProfile to) {
        if (!from.type().numeric()
                || from.min() == null
                || from.max() == null
                || to.min() == null
                || to.max() == null) {
            return false;
        }
        return new BigDecimal(from.min()).compareTo(new BigDecimal(to.max())) > 0
                || new BigDecimal(from.max()).compareTo(new BigDecimal(to.min())) < 0;
    }

    private boolean mostlyInside(Probe child, Probe key) {
        HashSample from = sample(child);
        HashSample to = sample(key);
        long seen = 0;
        long inside = 0;
        for (long hash : from.hashes()) {
            if (to.covers(hash)) {
                seen++;
                if (to.contains(hash)) {
                    inside++;
                }
            }
        }
        // A parent's sample so thin that none of the child's hashes fall into it decides nothing.
        return seen == 0 || inside >= LEAST_CONTAINMENT * seen;
    }

    private HashSample sample(Probe probe) {
        return tables.get(probe.table())
                .sketch()
                .column(probe.column())
                .distinct()
                .sample();
    }

    private ColumnProfile column(Probe probe) {
        TableProfile table = tables.get(probe.table()).profile();
        return table.columns().get(probe.column());
    }
}
