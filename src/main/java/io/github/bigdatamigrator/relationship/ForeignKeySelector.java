package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects foreign keys over all tables: one target at most for each column, and no two columns that refer to each
 * other.
 */
record ForeignKeySelector(NamedTables tables, Set<EvidenceRule> rules) {
    private static final double MINIMUM_LOG_ODDS = -2;
    private static final double NAMED = 1; // minimum natural-log odds of a name that counts as evidence
    private static final double MAXIMUM_CONFIDENCE = 0.999;
    private static final double MINIMUM_ISOLATED = -0.7; // log odds of the only edge of a table

    /** A selected edge, the runner-up, and the sum of the odds of all rivals. */
    record SelectedEdge(EdgeScore score, @Nullable CandidateEdge rival, double rivalOdds) {
        /** The same edge with one more thing that is known of it. */
        SelectedEdge withEvidence(String more) {
            return new SelectedEdge(
                    new EdgeScore(
                            score.edge(),
                            score.containment(),
                            score.logOdds(),
                            score.named(),
                            score.tightness(),
                            score.evidence() + ", " + more),
                    rival,
                    rivalOdds);
        }

        ColumnSet child() {
            return score.edge().child();
        }

        ColumnSet parent() {
            return score.edge().parent();
        }

        /**
         * Returns the probability, 0 to 0.999, that the child refers to this parent, and neither to another one nor to
         * none. It is calibrated, so that a confidence of 0.9 is right about nine times in ten (Platt 1999). Edges with
         * name evidence and edges without are calibrated separately: low scores trust names too much and data too
         * little. The slopes and shifts come from two logistic regressions of right and wrong on the scores' log-odds,
         * over 3,325 selected edges of 375 generated databases with many doubtful cases: careless names, references to
         * absent tables, names without meaning ({@code Stress.doubtful}, seeds 1 and 5 to 8). A long test checks them
         * on databases of other seeds.
         */
        double confidence() {
            double odds = Math.exp(score.logOdds());
            double probability = odds / (1 + odds + rivalOdds);
            double logit = Math.log(Math.max(1e-12, probability) / Math.max(1e-12, 1 - probability));
            double calibrated = score.named() >= NAMED ? 1.43 * logit - 1.73 : 0.84 * logit + 0.71;
            return Math.min(MAXIMUM_CONFIDENCE, 1 / (1 + Math.exp(-calibrated)));
        }
    }

    List<SelectedEdge> select(List<EdgeScore> scores) {
        if (!rules.contains(EvidenceRule.ONE_TARGET)) {
            return scores.stream()
                    .filter(score -> score.logOdds() > 0)
                    .sorted(Comparator.comparingDouble(EdgeScore::logOdds).reversed())
                    .map(score -> new SelectedEdge(score, null, 0))
                    .toList();
        }
        Map<ColumnSet, List<EdgeScore>> byChild = new LinkedHashMap<>();
        for (EdgeScore score : scores) {
            if (score.logOdds() > MINIMUM_LOG_ODDS) {
                byChild.computeIfAbsent(score.edge().child(), child -> new ArrayList<>())
                        .add(score);
            }
        }
        List<SelectedEdge> selected = new ArrayList<>();
        List<SelectedEdge> weak = new ArrayList<>();
        byChild.values().forEach(rivals -> {
            rivals.sort(Comparator.comparingDouble(EdgeScore::logOdds)
                    .reversed()
                    .thenComparing(score -> score.edge().parent().table()));
            double rivalOdds = rivals.stream()
                    .skip(1)
                    .mapToDouble(score -> Math.exp(score.logOdds()))
                    .sum();
            EdgeScore best = rivals.get(0);
            SelectedEdge edge =
                    new SelectedEdge(best, rivals.size() > 1 ? rivals.get(1).edge() : null, rivalOdds);
            if (best.logOdds() > 0) {
                selected.add(edge);
            } else if (best.logOdds() > MINIMUM_ISOLATED) {
                weak.add(edge);
            }
        });
        List<SelectedEdge> all = List.copyOf(selected);
        selected.removeIf(edge -> all.stream().anyMatch(other -> edge.score.losesToReverse(other.score)));
        connect(selected, weak);
        return selected;
    }

    /** Gives a table without any edge its best one, if that is nearly good enough and named as a reference. */
    private void connect(List<SelectedEdge> selected, List<SelectedEdge> weak) {
        Set<Integer> connected = new HashSet<>();
        selected.forEach(edge -> {
            connected.add(edge.child().table());
            connected.add(edge.parent().table());
        });
        weak.sort(Comparator.comparingDouble(edge -> -edge.score.logOdds()));
        for (SelectedEdge edge : weak) {
            if (tables.name(edge.child()).identifies()
                    && connected.add(edge.child().table())) {
                connected.add(edge.parent().table());
                selected.add(edge);
            }
        }
    }
}
