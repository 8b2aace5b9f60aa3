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
 * Chooses the edges of the graph as a whole: at most one target for each column, and no two columns that refer to each
 * other.
 */
final class ForeignKeySelector {
    private static final double LEAST_RIVAL = -2;
    /** What an edge may lack where a table would stay alone without it. */
    private static final double LONELY = -0.7;

    private final List<KeyTable> tables;
    private final IdentifierTokens names;
    private final Set<EvidenceRule> rules;

    ForeignKeySelector(List<KeyTable> tables, IdentifierTokens names, Set<EvidenceRule> rules) {
        this.tables = tables;
        this.names = names;
        this.rules = rules;
    }

    /**
     * A chosen edge.
     *
     * @param rival the best of those that lost to it
     * @param rivals odds of all those together
     */
    record Chosen(EdgeScore score, @Nullable CandidateEdge rival, double rivals) {
        /** The child refers to this parent, and neither to another one nor to none. */
        double confidence() {
            double odds = Math.exp(score.logOdds());
            return ConfidenceCalibration.confidence(odds / (1 + odds + rivals), score.named());
        }
    }

    List<Chosen> choose(List<EdgeScore> scores) {
        Map<ColumnSet, List<EdgeScore>> byChild = new LinkedHashMap<>();
        for (EdgeScore score : scores) {
            if (score.logOdds() > LEAST_RIVAL) {
                byChild.computeIfAbsent(score.edge().child(), child -> new ArrayList<>())
                        .add(score);
            }
        }
        List<Chosen> chosen = new ArrayList<>();
        List<Chosen> weak = new ArrayList<>();
        byChild.values().forEach(rivals -> {
            rivals.sort(Comparator.comparingDouble(EdgeScore::logOdds)
                    .reversed()
                    .thenComparing(score -> score.edge().parent().table()));
            if (!rules.contains(EvidenceRule.GRAPH)) {
                rivals.stream()
                        .filter(score -> score.logOdds() > 0)
                        .forEach(score -> chosen.add(new Chosen(score, null, 0)));
                return;
            }
            double others = rivals.stream()
                    .skip(1)
                    .mapToDouble(score -> Math.exp(score.logOdds()))
                    .sum();
            Chosen best =
                    new Chosen(rivals.get(0), rivals.size() > 1 ? rivals.get(1).edge() : null, others);
            if (best.score.logOdds() > 0) {
                chosen.add(best);
            } else if (best.score.logOdds() > LONELY) {
                weak.add(best);
            }
        });
        if (rules.contains(EvidenceRule.GRAPH)) {
            List<Chosen> all = List.copyOf(chosen);
            chosen.removeIf(candidate -> all.stream().anyMatch(other -> mutual(candidate.score, other.score)));
            connect(chosen, weak);
        }
        return chosen;
    }

    /**
     * A table without any edge takes its best one, if that falls short by little and its name says that it is a
     * reference.
     */
    private void connect(List<Chosen> chosen, List<Chosen> weak) {
        Set<Integer> connected = new HashSet<>();
        chosen.forEach(edge -> {
            connected.add(edge.score.edge().child().table());
            connected.add(edge.score.edge().parent().table());
        });
        weak.sort(Comparator.comparingDouble(edge -> -edge.score.logOdds()));
        for (Chosen edge : weak) {
            ColumnSet child = edge.score.edge().child();
            KeyTable table = tables.get(child.table());
            if (names.identifies(table.name(), table.column(child.column()).name()) && connected.add(child.table())) {
                connected.add(edge.score.edge().parent().table());
                chosen.add(edge);
            }
        }
    }

    /** Whether the other edge is the same one the other way round, and better, or as good and earlier. */
    private static boolean mutual(EdgeScore mine, EdgeScore other) {
        boolean reversed = mine.edge().child().equals(other.edge().parent())
                && mine.edge().parent().equals(other.edge().child());
        return reversed
                && (mine.logOdds() < other.logOdds()
                        || (mine.logOdds() == other.logOdds()
                                && mine.edge().child().table()
                                        < other.edge().child().table()));
    }
}
