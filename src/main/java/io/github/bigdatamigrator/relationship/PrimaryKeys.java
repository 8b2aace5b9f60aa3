package io.github.bigdatamigrator.relationship;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chosen primary key of each table. */
final class PrimaryKeys {
    private final Map<Integer, Probe> chosen = new HashMap<>();

    private PrimaryKeys() {}

    /** By what the sketches say, single columns only. */
    static PrimaryKeys presumed(List<KeyTable> tables, Map<Integer, List<Probe>> singles) {
        PrimaryKeys result = new PrimaryKeys();
        for (int table = 0; table < tables.size(); table++) {
            List<Probe> single = singles.getOrDefault(table, List.of());
            if (!single.isEmpty()) {
                result.chosen.put(table, single.get(0));
            }
        }
        return result;
    }

    /** By exact counts. A table without rows has the key that its names say. */
    static PrimaryKeys settled(
            List<KeyTable> tables,
            KeyChoice choice,
            Counts counts,
            Map<Integer, List<Probe>> singles,
            Map<Integer, List<Probe>> tuples) {
        PrimaryKeys result = new PrimaryKeys();
        for (int table = 0; table < tables.size(); table++) {
            KeyTable facts = tables.get(table);
            if (facts.rows() == 0) {
                List<Integer> named = choice.named(table);
                if (!named.isEmpty()) {
                    result.chosen.put(table, new Probe(table, named));
                }
                continue;
            }
            Optional<Probe> single = singles.getOrDefault(table, List.of()).stream()
                    .filter(probe -> !counts.counted(probe) || nearlyUnique(probe, counts, facts.rows()))
                    .findFirst();
            List<Probe> unrepeated = tuples.getOrDefault(table, List.of()).stream()
                    .filter(probe -> counts.counted(probe) && unique(probe, counts, facts.rows()))
                    .toList();
            // What holds a key and more is none.
            List<Probe> composite = unrepeated.stream()
                    .filter(probe -> unrepeated.stream().noneMatch(smaller -> holds(probe, smaller)))
                    .toList();
            Optional<Probe> junction =
                    composite.stream().filter(choice::junction).findFirst();
            if (junction.isPresent()) {
                result.chosen.put(table, junction.get());
            } else if (single.isPresent() && choice.score(table, single.get().column()) >= KeyChoice.ENOUGH) {
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
    Probe of(int table) {
        return chosen.get(table);
    }

    boolean isKey(Probe probe) {
        return probe.equals(chosen.get(probe.table()));
    }

    private static boolean holds(Probe probe, Probe smaller) {
        return probe.columns().size() > smaller.columns().size()
                && probe.columns().containsAll(smaller.columns());
    }

    private static boolean unique(Probe probe, Counts counts, long rows) {
        return counts.values(probe) == rows && counts.distinct(probe) == rows;
    }

    private static boolean nearlyUnique(Probe probe, Counts counts, long rows) {
        return rows - counts.distinct(probe) <= KeyChoice.TOLERATED * rows;
    }
}
