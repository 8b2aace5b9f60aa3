package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.IdentifierTokens.Hint;
import io.github.bigdatamigrator.relationship.NameEvidence.Relation;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scores how likely a candidate is a foreign key: the sum of the evidence for and against it in natural-log odds. The
 * name's part is {@code named}; {@code tightness} says how improbable it is that the child's values lie within the
 * sub-type and not among all values of the type by chance.
 */
record EdgeScore(
        CandidateEdge edge, Containment containment, double logOdds, double named, double tightness, String evidence) {
    /** Minimum share of the child's rows that find their parent where the name points to it. */
    static final double MINIMUM_ROWS = 0.5;

    private static final double MINIMUM_ROWS_UNNAMED = 0.9;
    private static final double NAMED = 4;
    private static final double MAXIMUM_SURPRISE = 3;
    private static final double NO_CHANCE = 12; // improbability from which on two columns share their numbers
    private static final double UNNAMED_PENALTY = 1.5;

    /**
     * The two sides of an edge, the number of candidate keys in the context (the more, the likelier a match by chance),
     * and whether names of this context point to referenced tables at all.
     */
    record Sides(
            ColumnFacts child,
            ColumnFacts parent,
            NameEvidence.Sides names,
            int keys,
            boolean namesRefer,
            double tightness) {}

    EdgeScore plus(double more) {
        return more == 0 ? this : new EdgeScore(edge, containment, logOdds + more, named, tightness, evidence);
    }

    /** Whether the other edge is the reverse of this one and scores higher, or equal and from a later table. */
    boolean losesToReverse(EdgeScore other) {
        return edge.child().sorted().equals(other.edge.parent().sorted())
                && edge.parent().sorted().equals(other.edge.child().sorted())
                && (logOdds < other.logOdds
                        || (logOdds == other.logOdds
                                && edge.child().table() < other.edge.child().table()));
    }

    /** Scores one candidate; null where containment rules it out. */
    static @Nullable EdgeScore of(CandidateEdge edge, Sides sides, Containment containment, Set<EvidenceRule> rules) {
        ColumnFacts child = sides.child;
        ColumnFacts parent = sides.parent;
        boolean naming = rules.contains(EvidenceRule.NAMING);
        NameEvidence name = naming ? NameEvidence.of(sides.names) : NameEvidence.NONE;
        double found = containment.caseInsensitiveRows();
        Hint hint = naming ? sides.names.hint() : Hint.NONE;
        boolean shared = rules.contains(EvidenceRule.SHARED_IDS)
                && hint == Hint.IDENTIFIER
                && found == 1
                && improbability(child, parent, containment) >= NO_CHANCE;
        // Numbers that improbably are another key's say more than a name that says nothing, or its own table's.
        double named = shared ? Math.max(0, name.weight()) : name.weight();
        if (found < (named >= NAMED ? MINIMUM_ROWS : MINIMUM_ROWS_UNNAMED) || (child.temporal() && named < NAMED)) {
            return null;
        }
        boolean sameTable = sides.names.is(Relation.SAME_TABLE);
        boolean ordinal = hint == Hint.ORDINAL && named < NAMED;
        double score = -2 - 0.35 * Math.log(Math.max(1, sides.keys)) + named;
        if (hint == Hint.IDENTIFIER || (hint == Hint.LABEL && named >= 2)) {
            score += 1;
        } else if (rules.contains(EvidenceRule.MEASURE_VETO)
                && sides.namesRefer
                && hint != Hint.REFERENCE
                && (named < 2 || ordinal)) {
            // A number whose name refers to no table is a measure; a text may be a label.
            score -= child.family() == TypeFamily.NUMBER ? ordinal ? 4 : 3 : 1;
        }
        double surprise = surprise(child, parent, containment);
        if (rules.contains(EvidenceRule.SURPRISE)) {
            score += surprise;
        }
        if (naming && sides.namesRefer && named < 1 && surprise < 1 && !sameTable) {
            // Where other columns are named for the table they refer to, a name that refers to no table probably
            // belongs to a table that is not in this context.
            score -= UNNAMED_PENALTY;
        }
        score += sides.tightness;
        double coverage = Math.min(1, (double) containment.contained() / Math.max(1, parent.distinct()));
        if (rules.contains(EvidenceRule.COVERAGE)) {
            score += coverage * Math.min(1.5, 0.45 * Math.log(1 + parent.distinct()));
        }
        if (rules.contains(EvidenceRule.SPREAD)) {
            score += spread(child, parent);
        }
        if (rules.contains(EvidenceRule.KEY_TARGET)) {
            score += sides.names.is(Relation.PRIMARY) ? 1 : named >= NAMED ? -1 : -2.5;
        }
        if (rules.contains(EvidenceRule.OWN_KEY) && sides.names.is(Relation.CHILD_KEY) && !sameTable) {
            // A key that is also a reference belongs to an extension or sub-type; without such a name it is chance.
            score -= named >= 5 || shared ? 1 : named >= 3.5 ? 2 : 4;
        }
        score += (named >= NAMED ? 4 : 20) * Math.log(found);
        score -= 0.5 * child.nulls() / Math.max(1, child.rows());
        if (child.distinct() <= 2 && named < 3) {
            score -= 1.5;
        }
        return new EdgeScore(edge, containment, score, named, sides.tightness, evidence(name, containment, coverage));
    }

    /**
     * How improbable the containment is by chance: 0 where the parent's numbers fill their range without gaps;
     * otherwise it grows with the number of values found, and with the length of texts.
     */
    private static double surprise(ColumnFacts child, ColumnFacts parent, Containment containment) {
        if (child.family() == TypeFamily.TEXT) {
            double perLetter = 0.3 * Math.pow(containment.contained(), 0.7);
            return Math.min(MAXIMUM_SURPRISE, perLetter * Math.sqrt(child.length()));
        }
        return Math.min(MAXIMUM_SURPRISE, 0.3 * improbability(child, parent, containment));
    }

    /** The improbability that numbers, at most twenty, are among the parent's by chance, as a negative logarithm. */
    private static double improbability(ColumnFacts child, ColumnFacts parent, Containment containment) {
        if (child.family() != TypeFamily.NUMBER || Double.isNaN(parent.min())) {
            return 0;
        }
        double range = parent.max() - parent.min() + 1;
        double density = Math.min(1, parent.distinct() / Math.max(1, range));
        return -Math.log(Math.max(density, 1e-6)) * Math.min(containment.contained(), 20);
    }

    /**
     * How well the child's numbers span the parent's range, as references to all of it would: log-likelihood of the
     * largest of up to five draws, bounded on both sides, since references may prefer the parent's first rows.
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

    private static String evidence(NameEvidence name, Containment containment, double coverage) {
        String found = containment.orphanRows() == 0
                ? "every value is found"
                : NumberFormat.percent(containment.rows()) + " of the rows find their value";
        String ignoringCase = containment.caseInsensitiveRows() == containment.rows()
                ? ""
                : " (" + NumberFormat.percent(containment.caseInsensitiveRows()) + " when letter case is ignored)";
        return found + ignoringCase + ", " + NumberFormat.percent(coverage) + " of the keys are used"
                + (name.reason().isEmpty() ? "" : ", " + name.reason());
    }
}
