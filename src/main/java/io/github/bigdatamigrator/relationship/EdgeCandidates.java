package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of columns that may be a foreign key and its target, by what the sketches know: same family of types, ranges
 * that meet, enough of the child's sampled values among the parent's, and a score that the exact figures could still
 * lift. No scan; time grows with columns × keys, and for each pair with the hashes that are looked at (at most 256
 * where the pair is hopeless).
 */
final class EdgeCandidates {
    /** Share of the child's sampled distinct values that the parent must hold for the pair to be looked at. */
    private static final double LEAST_CONTAINMENT = 0.3;
    /** Targets of a column that are counted exactly. */
    private static final int TARGETS = 8;

    private static final double LEAST_ODDS = -2.5;

    private final List<KeyTable> tables;
    private final ForeignKeyScorer scoring;
    private final CaseInsensitiveMatch folds;

    EdgeCandidates(List<KeyTable> tables, ForeignKeyScorer scoring) {
        this.tables = tables;
        this.scoring = scoring;
        folds = new CaseInsensitiveMatch(tables);
    }

    /** The likeliest targets of each column among the candidate keys, with what is known of the containment. */
    Map<CandidateEdge, Containment> find(List<ColumnSet> keys) {
        Map<CandidateEdge, Containment> result = new LinkedHashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            List<ColumnFacts> columns = tables.get(table).columns();
            for (int column = 0; column < columns.size(); column++) {
                if (scoring.canRefer(ColumnSet.of(table, column))) {
                    targets(ColumnSet.of(table, column), keys)
                            .forEach(score -> result.put(score.edge(), score.share()));
                }
            }
        }
        return result;
    }

    private List<EdgeScore> targets(ColumnSet child, List<ColumnSet> keys) {
        ColumnFacts from = column(child);
        long[] hashes = from.sample().hashes();
        List<EdgeScore> targets = new ArrayList<>();
        for (ColumnSet key : keys) {
            ColumnFacts to = column(key);
            if (key.equals(child) || from.family() != to.family() || disjoint(from, to)) {
                continue;
            }
            Containment ranged = Containment.ranged(from, to);
            Containment share = ranged.exact() ? ranged : Containment.sketched(from, hashes, to, LEAST_CONTAINMENT);
            if (share.rows() < 1 && from.family() == TypeFamily.TEXT) {
                share = folds.share(child, key, share, LEAST_CONTAINMENT);
            }
            EdgeScore score = share.folded() == 0 ? null : scoring.weigh(new CandidateEdge(child, key), share);
            if (score != null && score.logOdds() > LEAST_ODDS) {
                targets.add(score);
            }
        }
        targets.sort(Comparator.comparingDouble(EdgeScore::logOdds).reversed());
        return targets.subList(0, Math.min(TARGETS, targets.size()));
    }

    private static boolean disjoint(ColumnFacts from, ColumnFacts to) {
        // A comparison with NaN is false: what has no range may meet anything.
        return from.min() > to.max() || from.max() < to.min();
    }

    private ColumnFacts column(ColumnSet probe) {
        return tables.get(probe.table()).column(probe.column());
    }
}
