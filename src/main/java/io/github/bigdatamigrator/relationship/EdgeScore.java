package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How likely a candidate is a foreign key, as the sum of what speaks for and against it in natural-log odds.
 *
 * @param edge what was weighed
 * @param pair its number in the tally
 */
record EdgeScore(Edge edge, int pair, double logOdds, double named, String evidence) {
    private static final double PRIOR = -3;
    /** Share of the child's rows that must find their parent. */
    private static final double LEAST_ROWS = 0.8;

    double confidence() {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /**
     * Weighs one candidate.
     *
     * @param parentIsKey whether the parent column is what was chosen as its table's primary key
     * @param childIsKey whether the child column is its own table's primary key
     * @return null where containment rules it out
     */
    static @Nullable EdgeScore weigh(
            Edge edge,
            int pair,
            NameEvidence.Sides names,
            TableProfile childTable,
            TableProfile parentTable,
            Share share,
            boolean parentIsKey,
            boolean childIsKey) {
        if (share.rows() < LEAST_ROWS) {
            return null;
        }
        ColumnProfile child = childTable.columns().get(edge.child().column());
        ColumnProfile parent = parentTable.columns().get(edge.parent().column());
        NameEvidence name = NameEvidence.of(names);
        double score = PRIOR + name.weight();
        if (names.identifies()) {
            score += 1;
        } else if (child.type().kind() == ColumnType.Kind.BIGINT && name.weight() < 2) {
            // A whole number whose name points nowhere is a measure.
            score -= 3;
        }
        score += surprise(child, parent, share);
        double coverage =
                (double) share.contained() / Math.max(1, parent.distinct().value());
        score += Math.min(1.5, 1.5 * coverage);
        score += parentIsKey ? 1 : -1.5;
        if (childIsKey && !names.sameTable()) {
            // A key that is also a reference is an extension or a sub-type; without a name that says so it is chance.
            score -= name.weight() >= 5 ? 1.5 : 4;
        }
        score += 4 * Math.log(share.rows());
        score -= 2.0 * child.nulls() / Math.max(1, childTable.rows());
        if (child.distinct().value() <= 1 && name.weight() < 3) {
            score -= 1.5;
        }
        return new EdgeScore(edge, pair, score, name.weight(), evidence(name, share, coverage));
    }

    /**
     * How improbable the containment would be by chance: not at all where the parent's numbers fill their range without gaps, else growing
     * with the number of values that were found.
     */
    private static double surprise(ColumnProfile child, ColumnProfile parent, Share share) {
        if (child.type().kind() == ColumnType.Kind.STRING) {
            return Math.min(3, 0.5 * Math.log(1 + share.contained()) + 0.5);
        }
        if (parent.min() == null || parent.max() == null) {
            return 0;
        }
        double range = Double.parseDouble(parent.max()) - Double.parseDouble(parent.min()) + 1;
        double density = Math.min(1, parent.distinct().value() / Math.max(1, range));
        return Math.min(3, -Math.log(Math.max(density, 1e-6)) * Math.min(share.contained(), 20) * 0.3);
    }

    private static String evidence(NameEvidence name, Share share, double coverage) {
        String found = share.rows() == 1
                ? "every value is found"
                : String.format(Locale.ROOT, "%.2f %% of the rows find their value", 100 * share.rows());
        return String.format(
                Locale.ROOT,
                "%s, %.0f %% of the keys are used%s",
                found,
                100 * Math.min(1, coverage),
                name.reason().isEmpty() ? "" : ", " + name.reason());
    }

    /**
     * Exact containment of a child in a parent.
     *
     * @param distinct share of the distinct values, 0 to 1
     * @param rows share of the non-null rows, 0 to 1
     * @param contained distinct values found
     * @param orphanRows rows not found
     */
    record Share(double distinct, double rows, long contained, long orphanRows) {
        static Share of(Tally tally, int child, int pair) {
            return new Share(
                    (double) tally.containedDistinct(pair) / Math.max(1, tally.distinct(child)),
                    (double) tally.containedRows(pair) / Math.max(1, tally.rows(child)),
                    tally.containedDistinct(pair),
                    tally.rows(child) - tally.containedRows(pair));
        }
    }
}
