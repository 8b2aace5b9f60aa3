package io.github.bigdatamigrator.relationship;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects the primary key of each table. */
record PrimaryKeySelector(Map<Integer, ColumnSet> selected) {
    /** Selects by the sketches, single columns only. */
    static PrimaryKeySelector presumed(Map<Integer, List<ColumnSet>> singles) {
        Map<Integer, ColumnSet> selected = new HashMap<>();
        singles.forEach((table, single) -> single.stream().findFirst().ifPresent(key -> selected.put(table, key)));
        return new PrimaryKeySelector(selected);
    }

    /** Selects by exact counts; the key of a table without rows by its names. */
    static PrimaryKeySelector settled(
            NamedTables tables,
            CandidateKeyScorer scorer,
            ExactOverlaps overlaps,
            Map<Integer, List<ColumnSet>> singles,
            Map<Integer, List<ColumnSet>> tuples) {
        Map<Integer, ColumnSet> selected = new HashMap<>();
        for (int table = 0; table < tables.size(); table++) {
            long rows = tables.table(table).rows();
            Optional<ColumnSet> key;
            if (rows == 0) {
                List<Integer> named = scorer.named(table);
                key = named.isEmpty() ? Optional.empty() : Optional.of(new ColumnSet(table, named));
            } else {
                Optional<ColumnSet> single = singles.getOrDefault(table, List.of()).stream()
                        .filter(column -> !overlaps.counted(column)
                                || rows - overlaps.distinct(column) <= CandidateKeyScorer.MAXIMUM_FAULTS * rows)
                        .findFirst();
                List<ColumnSet> unrepeated = Stream.concat(
                                tables.table(table).singles(table), tuples.getOrDefault(table, List.of()).stream())
                        .filter(set -> (set.columns().size() == 1 || overlaps.counted(set))
                                && overlaps.values(set) == rows
                                && overlaps.distinct(set) == rows)
                        .toList();
                // A set that properly contains a key is no key, but for a pair that the table is named for.
                List<ColumnSet> composite = unrepeated.stream()
                        .filter(set -> set.columns().size() > 1
                                && unrepeated.stream()
                                        .noneMatch(other -> set.properlyContains(other)
                                                && (other.columns().size() > 1 || !scorer.junction(set))))
                        .toList();
                key = select(tables, scorer, single, composite);
            }
            key.ifPresent(columns -> selected.put(columns.table(), columns));
        }
        return new PrimaryKeySelector(selected);
    }

    private static Optional<ColumnSet> select(
            NamedTables tables, CandidateKeyScorer scorer, Optional<ColumnSet> single, List<ColumnSet> composite) {
        Optional<ColumnSet> junction =
                composite.stream().filter(scorer::junction).findFirst();
        if (junction.isPresent()) {
            return junction;
        }
        if (single.isEmpty() || composite.isEmpty()) {
            return single.isPresent() ? single : composite.stream().findFirst();
        }
        ColumnSet column = single.get();
        boolean identifies = tables.name(column).identifies();
        boolean enough = scorer.score(column.table(), column.column()) >= CandidateKeyScorer.ENOUGH;
        // What stands behind a typical key and does not identify, a name perhaps, is unique by chance.
        boolean wins = composite.stream()
                .filter(scorer::typicalKey)
                .noneMatch(key -> identifies
                        ? !enough
                        : !enough || key.columns().stream().allMatch(part -> part < column.column()));
        return wins && (enough || identifies) ? single : Optional.of(composite.get(0));
    }

    @Nullable
    ColumnSet of(int table) {
        return selected.get(table);
    }

    boolean isKey(ColumnSet columns) {
        return columns.equals(selected.get(columns.table()));
    }
}
