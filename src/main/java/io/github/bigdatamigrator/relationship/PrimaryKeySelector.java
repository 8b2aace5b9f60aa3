package io.github.bigdatamigrator.relationship;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chosen primary key of each table. */
final class PrimaryKeySelector {
    private final Map<Integer, ColumnSet> chosen = new HashMap<>();

    private PrimaryKeySelector() {}

    /** By what the sketches say, single columns only. */
    static PrimaryKeySelector presumed(List<KeyTable> tables, Map<Integer, List<ColumnSet>> singles) {
        PrimaryKeySelector result = new PrimaryKeySelector();
        for (int table = 0; table < tables.size(); table++) {
            List<ColumnSet> single = singles.getOrDefault(table, List.of());
            if (!single.isEmpty()) {
                result.chosen.put(table, single.get(0));
            }
        }
        return result;
    }

    /** By exact counts. A table without rows has the key that its names say. */
    static PrimaryKeySelector settled(
            List<KeyTable> tables,
            CandidateKeyScorer choice,
            ExactOverlaps counts,
            Map<Integer, List<ColumnSet>> singles,
            Map<Integer, List<ColumnSet>> tuples) {
        PrimaryKeySelector result = new PrimaryKeySelector();
        for (int table = 0; table < tables.size(); table++) {
            KeyTable facts = tables.get(table);
            if (facts.rows() == 0) {
                List<Integer> named = choice.named(table);
                if (!named.isEmpty()) {
                    result.chosen.put(table, new ColumnSet(table, named));
                }
                continue;
            }
            Optional<ColumnSet> single = singles.getOrDefault(table, List.of()).stream()
                    .filter(probe -> !counts.counted(probe) || nearlyUnique(probe, counts, facts.rows()))
                    .findFirst();
            List<ColumnSet> unrepeated = tuples.getOrDefault(table, List.of()).stream()
                    .filter(probe -> counts.counted(probe) && unique(probe, counts, facts.rows()))
                    .toList();
            // What holds a key and more is none.
            List<ColumnSet> composite = unrepeated.stream()
                    .filter(probe -> unrepeated.stream().noneMatch(smaller -> holds(probe, smaller)))
                    .toList();
            Optional<ColumnSet> junction =
                    composite.stream().filter(choice::junction).findFirst();
            if (junction.isPresent()) {
                result.chosen.put(table, junction.get());
            } else if (single.isPresent() && choice.score(table, single.get().column()) >= CandidateKeyScorer.ENOUGH) {
                result.chosen.put(table, single.get());
            } else if (single.isPresent()
                    && choice.identifies(single.get())
                    && composite.stream().noneMatch(choice::wellMade)) {
                result.chosen.put(table, single.get());
            } else if (!composite.isEmpty()) {
                result.chosen.put(table, composite.get(0));
            } else if (single.isPresent()) {
                result.chosen.put(table, single.get());
            }
        }
        return result;
    }

    @Nullable
    ColumnSet of(int table) {
        return chosen.get(table);
    }

    boolean isKey(ColumnSet probe) {
        return probe.equals(chosen.get(probe.table()));
    }

    private static boolean holds(ColumnSet probe, ColumnSet smaller) {
        return probe.columns().size() > smaller.columns().size()
                && probe.columns().containsAll(smaller.columns());
    }

    private static boolean unique(ColumnSet probe, ExactOverlaps counts, long rows) {
        return counts.values(probe) == rows && counts.distinct(probe) == rows;
    }

    private static boolean nearlyUnique(ColumnSet probe, ExactOverlaps counts, long rows) {
        return rows - counts.distinct(probe) <= CandidateKeyScorer.TOLERATED * rows;
    }
}
