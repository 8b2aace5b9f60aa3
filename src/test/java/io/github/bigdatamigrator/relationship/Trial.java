package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What was found of a database's keys and references, and how right it was; over the whole space of candidates. */
record Trial(
        String database,
        Score single,
        Score composite,
        Score keys,
        List<Judged> judged,
        Set<String> wrong,
        Set<String> missed) {
    /** An edge's confidence, and whether it was right. */
    record Judged(double confidence, boolean right) {}

    record Score(int right, int wrong, int missed) {
        double f1() {
            return right + wrong + missed == 0 ? 1 : 2.0 * right / (2 * right + wrong + missed);
        }

        Score plus(Score other) {
            return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
        }
    }

    static Trial of(MemoryDatabase database, Set<EvidenceRule> rules) {
        KeyGraph graph = KeyGraph.of(database.facts(), database, rules);
        Set<String> found = new LinkedHashSet<>();
        List<Judged> judged = new ArrayList<>();
        for (ForeignKeySelector.SelectedEdge chosen : graph.edges()) {
            CandidateEdge edge = chosen.score().edge();
            String text = MemoryDatabase.edge(
                    graph.tables().table(edge.child().table()).name(),
                    graph.tables().columnNames(edge.child()),
                    graph.tables().table(edge.parent().table()).name(),
                    graph.tables().columnNames(edge.parent()));
            if (!database.forgiven.contains(text)) {
                found.add(text);
                if (edge.child().columns().size() == 1) {
                    judged.add(new Judged(chosen.confidence(), database.references.contains(text)));
                }
            }
        }
        Set<String> wrong = new LinkedHashSet<>(found);
        wrong.removeAll(database.references);
        Set<String> missed = new LinkedHashSet<>(database.references);
        missed.removeAll(found);
        Set<String> right = new LinkedHashSet<>(found);
        right.retainAll(database.references);
        int keysRight = 0;
        int keysWrong = 0;
        int keysMissed = 0;
        for (int table = 0; table < graph.tables().size(); table++) {
            Set<String> truth = database.keys.get(graph.tables().table(table).name());
            ColumnSet key = graph.keys().of(table);
            if (truth != null) {
                Set<String> got =
                        key == null ? Set.of() : new HashSet<>(graph.tables().columnNames(key));
                keysRight += got.equals(truth) ? 1 : 0;
                keysWrong += !got.equals(truth) && !got.isEmpty() ? 1 : 0;
                keysMissed += got.equals(truth) ? 0 : 1;
                if (!got.equals(truth)) {
                    missed.add("key " + graph.tables().table(table).name() + " " + truth + " taken as " + got);
                }
            }
        }
        return new Trial(
                database.name,
                score(right, wrong, missed, false),
                score(right, wrong, missed, true),
                new Score(keysRight, keysWrong, keysMissed),
                judged,
                wrong,
                missed);
    }

    private static Score score(Set<String> right, Set<String> wrong, Set<String> missed, boolean composite) {
        return new Score(count(right, composite), count(wrong, composite), count(missed, composite));
    }

    private static int count(Set<String> edges, boolean composite) {
        return (int) edges.stream()
                .filter(edge -> !edge.startsWith("key ")
                        && edge.substring(0, edge.indexOf('>')).contains(",") == composite)
                .count();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-40s single %.3f (%d/%d/%d) composite %.3f keys %.3f wrong %s missed %s",
                database,
                single.f1(),
                single.right,
                single.wrong,
                single.missed,
                composite.f1(),
                keys.f1(),
                wrong,
                missed);
    }
}
