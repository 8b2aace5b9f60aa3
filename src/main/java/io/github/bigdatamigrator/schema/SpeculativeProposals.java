package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.context.query.DataClaim.Determines;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Separates speculative proposals from those worth reporting when they are refuted. */
final class SpeculativeProposals {
    private static final double NEARLY = 0.05; // with at most this share of violations, probably meant to hold
    private static final double COINCIDENCE = 0.1; // with at least this share of violations in some keys, not meant to
    private static final long SAMPLE_ROWS = 50_000;

    private SpeculativeProposals() {}

    /**
     * Leaves out dependencies that the rows of some keys refute clearly; most dependencies that a table's counts allow
     * are such coincidences. A scan for each table of more than twice the rows of a sample.
     */
    static List<Proposal> withoutCoincidences(List<Proposal> proposals, ClaimVerifier verifier) {
        Map<PlannedTable, List<Determines>> large = new LinkedHashMap<>();
        proposals.stream()
                .filter(proposal -> rule(proposal) && proposal.table().rows() > 2 * SAMPLE_ROWS)
                .forEach(proposal -> large.computeIfAbsent(proposal.table(), table -> new ArrayList<>())
                        .addAll(proposal.claims().stream()
                                .filter(Determines.class::isInstance)
                                .map(Determines.class::cast)
                                .toList()));
        Set<DataClaim> refuted = new HashSet<>();
        large.forEach((table, claims) -> verifier.sample(claims, table.rows() / SAMPLE_ROWS).stream()
                .filter(verdict -> verdict.violations() > COINCIDENCE * verdict.rowsChecked())
                .forEach(verdict -> refuted.add(verdict.claim())));
        return proposals.stream()
                .filter(proposal -> proposal.claims().stream().noneMatch(refuted::contains))
                .toList();
    }

    /**
     * Whether to report the result: proven proposals that say something about later rows; of the refuted speculative
     * ones, those that few rows violate were probably meant to hold, and those that many violate were coincidence.
     */
    static boolean isWorthReporting(Proposal proposal, Recommendation recommendation) {
        if (proposal.origin() == Origin.MODEL) {
            return true;
        }
        if (recommendation.status() == Status.PROVEN || recommendation.status() == Status.SAMPLE_ONLY) {
            return FutureRows.isOffered(proposal);
        }
        boolean nearly = recommendation.status() != Status.REFUTED
                || recommendation.violations() <= Math.max(1, NEARLY * unusual(proposal, recommendation.rowsChecked()));
        String name = proposal.column().name();
        return switch (proposal.kind()) {
            case NORMALISE, SPLIT -> nearly;
            case ENUM -> nearly && ColumnMeaning.isClosedSet(name);
            case CHECK ->
                nearly && (!(proposal.detail() instanceof Detail.Bound) || ColumnMeaning.isNeverNegative(name));
            case DUPLICATE_ROWS -> recommendation.violations() > 0;
            case NULLABILITY -> recommendation.violations() <= 1 || ColumnMeaning.isRequired(name);
            case TYPE, KEY, FOREIGN_KEY, DROP_CONSTANT, PARTITION, SORT -> true;
        };
    }

    /** Rows without the most frequent dependent value: a column with one dominant value nearly depends on any other. */
    private static long unusual(Proposal proposal, long rows) {
        return proposal.detail() instanceof Detail.Dependent dependent
                        && !dependent.column().profile().topValues().isEmpty()
                ? rows - dependent.column().profile().topValues().get(0).count()
                : rows;
    }

    /** Among several columns that determine the same column, leaves only the one with the fewest values. */
    static List<Proposal> withoutWeakerDependencies(
            List<Proposal> proposals, Set<String> fromModel, Predicate<Proposal> holds) {
        Map<String, Proposal> fewest = new HashMap<>();
        for (Proposal proposal : proposals) {
            if (rule(proposal) && holds.test(proposal)) {
                fewest.merge(dependent(proposal), proposal, (one, other) -> values(other) < values(one) ? other : one);
            }
        }
        return proposals.stream()
                .filter(proposal -> !rule(proposal)
                        || fromModel.contains(proposal.identity())
                        || !fewest.containsKey(dependent(proposal))
                        || proposal.equals(fewest.get(dependent(proposal))))
                .toList();
    }

    private static boolean rule(Proposal proposal) {
        return proposal.kind() == Kind.NORMALISE && proposal.origin() == Origin.RULE;
    }

    private static long values(Proposal proposal) {
        return proposal.columns().get(0).distinct();
    }

    private static String dependent(Proposal proposal) {
        return proposal.table().sqlName() + "."
                + proposal.detail(Detail.Dependent.class).column().sqlName();
    }
}
