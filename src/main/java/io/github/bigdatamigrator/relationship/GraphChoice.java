package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the edges of the graph as a whole: at most one target for each column, and no two columns that refer to each other. */
final class GraphChoice {
    private final List<TableProfile> tables;
    private final Names names;
    private final ProbePlan plan;
    private final Tally tally;
    private final PrimaryKeys primary;

    GraphChoice(List<TableProfile> tables, Names names, ProbePlan plan, Tally tally, PrimaryKeys primary) {
        this.tables = tables;
        this.names = names;
        this.plan = plan;
        this.tally = tally;
        this.primary = primary;
    }

    /** A chosen edge and the best of those that lost to it. */
    record Chosen(EdgeScore score, @Nullable String rival) {}

    List<Chosen> choose(List<Edge> edges, List<Edge> tupleEdges) {
        Map<Probe, List<EdgeScore>> byChild = new HashMap<>();
        for (Edge edge : edges) {
            if (tally.distinct(plan.number(edge.parent())) < tally.rows(plan.number(edge.parent()))) {
                // The sketch took it for a key; the exact count says that it is none.
                continue;
            }
            EdgeScore score = weigh(edge);
            if (score != null && score.logOdds() > -2) {
                byChild.computeIfAbsent(edge.child(), child -> new ArrayList<>())
                        .add(score);
            }
        }
        List<Chosen> chosen = new ArrayList<>();
        byChild.values().forEach(scores -> {
            scores.sort(Comparator.comparingDouble(EdgeScore::logOdds)
                    .reversed()
                    .thenComparing(score -> score.edge().parent().table()));
            EdgeScore best = scores.get(0);
            if (best.logOdds() > 0) {
                chosen.add(new Chosen(
                        best, scores.size() > 1 ? name(scores.get(1).edge().parent()) : null));
            }
        });
        chosen.removeIf(candidate -> chosen.stream().anyMatch(other -> mutual(candidate.score(), other.score())));
        chosen.addAll(composite(tupleEdges));
        chosen.sort(Comparator.comparing(
                        (Chosen edge) -> edge.score().edge().child().table())
                .thenComparing(edge -> edge.score().edge().child().columns().size())
                .thenComparing(edge -> edge.score().edge().child().column()));
        return chosen;
    }

    private @Nullable EdgeScore weigh(Edge edge) {
        Probe child = edge.child();
        Probe parent = edge.parent();
        int pair = plan.pair(edge);
        TableProfile from = tables.get(child.table());
        TableProfile to = tables.get(parent.table());
        ColumnProfile column = from.columns().get(child.column());
        ColumnProfile key = to.columns().get(parent.column());
        boolean sameTable = child.table() == parent.table();
        List<String> keyWords = names.ofColumn(to.name(), key.name());
        NameEvidence.Sides sides = new NameEvidence.Sides(
                names.ofColumn(from.name(), column.name()),
                names.ofTable(from.name()),
                names.ofTable(to.name()),
                keyWords,
                sameTable,
                names.identifies(from.name(), column.name()),
                Names.split(column.name()).equals(Names.split(key.name())),
                owned(parent, keyWords));
        return EdgeScore.weigh(
                edge,
                pair,
                sides,
                from,
                to,
                EdgeScore.Share.of(tally, plan.number(child), pair),
                primary.isKey(parent),
                primary.isKey(child));
    }

    /**
     * Whether the key's words belong to its table: they name it, or no other table has a key of the same words. A word that several
     * tables have as a key ({@code name}) points to none of them.
     */
    private boolean owned(Probe key, List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String table = tables.get(key.table()).name();
        if (names.ofTable(table).containsAll(words)) {
            return true;
        }
        for (int other = 0; other < tables.size(); other++) {
            Probe rival = primary.of(other);
            if (other != key.table() && rival != null && rival.columns().size() == 1) {
                TableProfile profile = tables.get(other);
                String name = profile.columns().get(rival.column()).name();
                if (names.ofColumn(profile.name(), name).equals(words)) {
                    return false;
                }
            }
        }
        return primary.isKey(key) && names.identifies(table, columnName(key));
    }

    /** Whether the other edge is the same one the other way round, and better, or as good and earlier. */
    private static boolean mutual(EdgeScore mine, EdgeScore other) {
        boolean reversed = mine.edge().child().equals(other.edge().parent())
                && mine.edge().parent().equals(other.edge().child());
        return reversed
                && (mine.logOdds() < other.logOdds()
                        || (mine.logOdds() == other.logOdds() && mine.pair() > other.pair()));
    }

    private List<Chosen> composite(List<Edge> tupleEdges) {
        List<Chosen> result = new ArrayList<>();
        for (Edge edge : tupleEdges) {
            int pair = plan.pair(edge);
            EdgeScore.Share share = EdgeScore.Share.of(tally, plan.number(edge.child()), pair);
            if (primary.isKey(edge.parent()) && share.rows() > 0.95 && tally.rows(plan.number(edge.child())) > 0) {
                // Several columns of the same words, and their combinations found: chance has little room.
                double odds = 2.5 + 20 * Math.log(share.rows());
                String evidence =
                        String.format(Locale.ROOT, "%.2f %% of the rows find their combination", 100 * share.rows());
                if (!primary.isKey(edge.child())) {
                    result.add(new Chosen(new EdgeScore(edge, pair, odds, 0, evidence), null));
                }
            }
        }
        return result;
    }

    private String columnName(Probe probe) {
        return tables.get(probe.table()).columns().get(probe.column()).name();
    }

    private String name(Probe probe) {
        return tables.get(probe.table()).name() + "." + columnName(probe);
    }
}
