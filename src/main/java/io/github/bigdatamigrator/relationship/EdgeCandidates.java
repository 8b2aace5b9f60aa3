package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds pairs of columns that may be a foreign key and its target, by the sketches alone: same type family, overlapping
 * ranges, enough of the child's sampled values in the parent, and a score that exact figures could still raise. Costs
 * no scan; time grows with columns × keys, and for each pair with the hashes that are compared (at most 256 where the
 * pair is hopeless).
 */
final class EdgeCandidates {
    private static final int MAXIMUM_TARGETS = 8; // maximum targets of a column that are counted exactly
    private static final double MINIMUM_LOG_ODDS = -2.5;
    private static final double MINIMUM_CONTAINMENT = 0.3; // minimum share of the child's sampled values

    private final NamedTables tables;
    private final ForeignKeyScorer scorer;
    private final CaseInsensitiveMatch caseInsensitive;

    EdgeCandidates(NamedTables tables, ForeignKeyScorer scorer) {
        this.tables = tables;
        this.scorer = scorer;
        caseInsensitive = new CaseInsensitiveMatch(tables);
    }

    /** Returns the likeliest targets of each column among the candidate keys, with the known containment. */
    Map<CandidateEdge, Containment> find(List<ColumnSet> keys) {
        Map<CandidateEdge, Containment> result = new LinkedHashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            for (int column = 0; column < tables.table(table).columns().size(); column++) {
                if (tables.column(table, column).distinct() > 0 && tables.keyLike(table, column)) {
                    targets(ColumnSet.of(table, column), keys)
                            .forEach(score -> result.put(score.edge(), score.containment()));
                }
            }
        }
        return result;
    }

    private List<EdgeScore> targets(ColumnSet child, List<ColumnSet> keys) {
        ColumnFacts from = tables.column(child);
        long[] hashes = from.sample().hashes();
        List<EdgeScore> targets = new ArrayList<>();
        for (ColumnSet key : keys) {
            ColumnFacts to = tables.column(key);
            // Comparisons with NaN are false, so columns without a range are never disjoint.
            boolean disjoint = from.min() > to.max() || from.max() < to.min();
            if (key.equals(child) || from.family() != to.family() || disjoint) {
                continue;
            }
            Containment ranged = Containment.ranged(from, to);
            Containment containment =
                    ranged.exact() ? ranged : Containment.sketched(from, hashes, to, MINIMUM_CONTAINMENT);
            if (containment.rows() < 1 && from.family() == TypeFamily.TEXT) {
                containment = caseInsensitive.extend(child, key, containment, MINIMUM_CONTAINMENT);
            }
            EdgeScore score = containment.caseInsensitiveRows() == 0
                    ? null
                    : scorer.score(new CandidateEdge(child, key), containment);
            if (score != null && score.logOdds() > MINIMUM_LOG_ODDS) {
                targets.add(score);
            }
        }
        targets.sort(Comparator.comparingDouble(EdgeScore::logOdds).reversed());
        return targets.subList(0, Math.min(MAXIMUM_TARGETS, targets.size()));
    }
}
