package io.github.bigdatamigrator.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tells proposals that were made to be tried from those whose refutation says something about the data. */
final class SpeculativeProposals {
    /** A rule that nearly holds was meant to hold. */
    private static final double NEARLY = 0.05;

    private SpeculativeProposals() {}

    /**
     * Dependencies and duplicate rows are tried wherever they could be; one that few rows break was meant to hold and
     * is told with these rows, one that many break never was a rule. What a model proposes is always answered.
     */
    static boolean worthTelling(Proposal proposal, Recommendation made) {
        if (proposal.origin() == Recommendation.Origin.MODEL) {
            return true;
        }
        return switch (proposal.kind()) {
            case NORMALISE ->
                made.status() != Recommendation.Status.REFUTED
                        || made.violations() <= Math.max(1, NEARLY * unusual(proposal, made.rowsChecked()));
            case SPLIT, ENUM, CHECK ->
                made.status() != Recommendation.Status.REFUTED
                        || made.violations() <= Math.max(1, NEARLY * made.rowsChecked());
            case DUPLICATE_ROWS -> made.violations() > 0;
            case TYPE, NULLABILITY, KEY, FOREIGN_KEY, DROP_CONSTANT, PARTITION, SORT -> true;
        };
    }

    /**
     * Rows whose dependent value is not the most frequent one: where one value prevails, nearly everything nearly
     * determines it.
     */
    private static long unusual(Proposal proposal, long rows) {
        return proposal.detail() instanceof ProposalDetail.Dependent dependent
                        && !dependent.column().profile().topValues().isEmpty()
                ? rows - dependent.column().profile().topValues().get(0).count()
                : rows;
    }

    /**
     * Of several columns that determine the same one, the one with the fewest values holds it best; the others are not
     * told.
     */
    static List<Proposal> best(List<Proposal> proposals, Set<String> askedFor, Predicate<Proposal> holds) {
        Map<String, Proposal> fewest = new HashMap<>();
        for (Proposal proposal : proposals) {
            if (rule(proposal) && holds.test(proposal)) {
                fewest.merge(dependent(proposal), proposal, (one, other) -> values(other) < values(one) ? other : one);
            }
        }
        return proposals.stream()
                .filter(proposal -> !rule(proposal)
                        || askedFor.contains(proposal.subject())
                        || !fewest.containsKey(dependent(proposal))
                        || proposal.equals(fewest.get(dependent(proposal))))
                .toList();
    }

    private static boolean rule(Proposal proposal) {
        return proposal.kind() == Recommendation.Kind.NORMALISE && proposal.origin() == Recommendation.Origin.RULE;
    }

    private static long values(Proposal proposal) {
        return proposal.columns().get(0).profile().distinct().value();
    }

    private static String dependent(Proposal proposal) {
        return proposal.table().profile().sqlName() + "."
                + (proposal.detail() instanceof ProposalDetail.Dependent dependent
                        ? dependent.column().profile().sqlName()
                        : "");
    }
}
