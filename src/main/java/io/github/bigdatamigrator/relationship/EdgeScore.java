package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.text.NumberFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How likely a candidate is a foreign key, as the sum of what speaks for and against it in natural-log odds.
 *
 * @param named the part of the names in it
 * @param tightness how improbable it is that the child's values lie within this sub-type of those that it could refer
 *     to as well
 */
record EdgeScore(
        CandidateEdge edge, Containment share, double logOdds, double named, double tightness, String evidence) {
    /** Share of the child's rows that must find their parent. */
    static final double LEAST_ROWS = 0.5;

    private static final double UNNAMED_ROWS = 0.9;
    private static final double NAMED = 4;
    private static final double MOST_SURPRISE = 3;
    private static final double UNTOLD = 1.5;

    /**
     * Who the two sides are.
     *
     * @param keys candidate keys in the whole context: the more there are, the likelier is chance
     * @param telling whether names in this context speak of references
     * @param tightness how improbable it is that the child's values lie within this sub-type of those that it could
     *     refer to as well
     */
    record Setting(
            ColumnFacts child,
            ColumnFacts parent,
            NameEvidence.Sides names,
            Standing childStands,
            Standing parentStands,
            int keys,
            boolean telling,
            double tightness) {}

    /** What a column is to its table. */
    enum Standing {
        PRIMARY,
        OTHER
    }

    /** The same with more odds. */
    EdgeScore plus(double more) {
        return more == 0 ? this : new EdgeScore(edge, share, logOdds + more, named, tightness, evidence);
    }

    /** Weighs one candidate; null where containment rules it out. */
    static @Nullable EdgeScore weigh(CandidateEdge edge, Setting setting, Containment share, Set<EvidenceRule> rules) {
        ColumnFacts child = setting.child;
        ColumnFacts parent = setting.parent;
        NameEvidence name = rules.contains(EvidenceRule.NAMING) ? NameEvidence.of(setting.names) : NameEvidence.NONE;
        double named = name.weight();
        if (share.folded() < (named >= NAMED ? LEAST_ROWS : UNNAMED_ROWS) || (child.temporal() && named < NAMED)) {
            return null;
        }
        boolean sameTable = setting.names.is(NameEvidence.Relation.SAME_TABLE);
        IdentifierTokens.Hint hint =
                rules.contains(EvidenceRule.NAMING) ? setting.names.hint() : IdentifierTokens.Hint.NONE;
        boolean ordinal = hint == IdentifierTokens.Hint.ORDINAL && named < NAMED;
        double score = -2 - 0.35 * Math.log(Math.max(1, setting.keys)) + named;
        if (hint == IdentifierTokens.Hint.IDENTIFIER || (hint == IdentifierTokens.Hint.LABEL && named >= 2)) {
            score += 1;
        } else if (rules.contains(EvidenceRule.MEASURE_VETO)
                && setting.telling
                && hint != IdentifierTokens.Hint.REFERENCE
                && (named < 2 || ordinal)) {
            // A number whose name points nowhere is a measure; a text may be a label.
            score -= child.family() == TypeFamily.NUMBER ? ordinal ? 4 : 3 : 1;
        }
        double surprise = surprise(child, parent, share);
        if (rules.contains(EvidenceRule.SURPRISE)) {
            score += surprise;
        }
        if (rules.contains(EvidenceRule.NAMING) && setting.telling && named < 1 && surprise < 1 && !sameTable) {
            // Where the others are named for what they refer to, a name that says something else is that of a table
            // which is not here.
            score -= UNTOLD;
        }
        score += setting.tightness;
        double coverage = Math.min(1, (double) share.contained() / Math.max(1, parent.distinct()));
        if (rules.contains(EvidenceRule.COVERAGE)) {
            score += coverage * Math.min(1.5, 0.45 * Math.log(1 + parent.distinct()));
        }
        if (rules.contains(EvidenceRule.SPREAD)) {
            score += spread(child, parent);
        }
        if (rules.contains(EvidenceRule.KEY_TARGET)) {
            score += setting.parentStands == Standing.PRIMARY ? 1 : named >= NAMED ? -1 : -2.5;
        }
        if (rules.contains(EvidenceRule.OWN_KEY) && setting.childStands == Standing.PRIMARY && !sameTable) {
            // A key that is also a reference is an extension or a sub-type; without a name that says so it is chance.
            score -= named >= 5 ? 1 : named >= 3.5 ? 2 : 4;
        }
        score += (named >= NAMED ? 4 : 20) * Math.log(share.folded());
        score -= 0.5 * child.nulls() / Math.max(1, child.rows());
        if (child.distinct() <= 2 && named < 3) {
            score -= 1.5;
        }
        return new EdgeScore(edge, share, score, named, setting.tightness, evidence(name, share, coverage));
    }

    /**
     * How improbable the containment would be by chance: not at all where the parent's numbers fill their range without
     * gaps, else growing with the number of values that were found, and of texts with their length.
     */
    private static double surprise(ColumnFacts child, ColumnFacts parent, Containment share) {
        if (child.family() == TypeFamily.TEXT) {
            return Math.min(MOST_SURPRISE, 0.3 * Math.pow(share.contained(), 0.7) * Math.sqrt(child.length()));
        }
        if (Double.isNaN(parent.min())) {
            return 0;
        }
        double range = parent.max() - parent.min() + 1;
        double density = Math.min(1, parent.distinct() / Math.max(1, range));
        return Math.min(MOST_SURPRISE, -Math.log(Math.max(density, 1e-6)) * Math.min(share.contained(), 20) * 0.3);
    }

    /**
     * Whether the child's numbers reach as far as the parent's, as references into the whole of it would:
     * log-likelihood of the largest of up to five draws, bounded on both sides, since the first rows of a parent may be
     * the favourites.
     */
    private static double spread(ColumnFacts child, ColumnFacts parent) {
        if (Double.isNaN(child.max()) || Double.isNaN(parent.max()) || child.distinct() < 2) {
            return 0;
        }
        double reach = (child.max() - parent.min() + 1) / Math.max(1, parent.max() - parent.min() + 1);
        double draws = Math.min(5, child.distinct());
        double likelihood = Math.log(draws) + (draws - 1) * Math.log(Math.max(1e-9, Math.min(1, reach)));
        return Math.max(-2.5, Math.min(1, likelihood));
    }

    private static String evidence(NameEvidence name, Containment share, double coverage) {
        String found = share.orphanRows() == 0
                ? "every value is found"
                : NumberFormat.percent(share.rows()) + " of the rows find their value";
        String folded = share.folded() == share.rows()
                ? ""
                : " (" + NumberFormat.percent(share.folded()) + " when letter case is ignored)";
        return found + folded + ", " + NumberFormat.percent(coverage) + " of the keys are used"
                + (name.reason().isEmpty() ? "" : ", " + name.reason());
    }
}
