package io.github.bigdatamigrator.relationship;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the primary key of each table.
 *
 * @param rivals by table: other columns that are as likely its key, by the data and the names of the table
 */
record PrimaryKeySelector(Map<Integer, ColumnSet> selected, Map<Integer, List<ColumnSet>> rivals) {
    private static final double EQUAL = 0.6; // maximum difference of scores of two columns that are as likely the key

    /** Selects by the sketches, single columns only. */
    static PrimaryKeySelector presumed(Map<Integer, List<ColumnSet>> singles) {
        Map<Integer, ColumnSet> selected = new HashMap<>();
        singles.forEach((table, single) -> single.stream().findFirst().ifPresent(key -> selected.put(table, key)));
        return new PrimaryKeySelector(selected, Map.of());
    }

    /** Selects by exact counts; the key of a table without rows by its names. */
    static PrimaryKeySelector settled(
            NamedTables tables,
            CandidateKeyScorer scorer,
            ExactOverlaps overlaps,
            Map<Integer, List<ColumnSet>> singles,
            Map<Integer, List<ColumnSet>> tuples) {
        Map<Integer, ColumnSet> selected = new HashMap<>();
        Map<Integer, List<ColumnSet>> rivals = new HashMap<>();
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
                List<ColumnSet> unique =
                        unrepeated.stream().filter(set -> set.columns().size() == 1).toList();
                key.ifPresent(chosen -> rivals.put(chosen.table(), rivals(tables, scorer, chosen, unique, composite)));
            }
            key.ifPresent(columns -> selected.put(columns.table(), columns));
        }
        return new PrimaryKeySelector(selected, rivals);
    }

    /**
     * Returns what is as likely the key as the chosen one: a unique column beside one whose name does not identify, or
     * another combination of the same sort; for a unique reference in a table of two references, both.
     */
    private static List<ColumnSet> rivals(
            NamedTables tables,
            CandidateKeyScorer scorer,
            ColumnSet chosen,
            List<ColumnSet> unique,
            List<ColumnSet> composite) {
        int table = chosen.table();
        if (chosen.columns().size() > 1) {
            return composite.stream()
                    .filter(other -> !other.equals(chosen)
                            && !scorer.junction(chosen)
                            && scorer.typicalKey(other) == scorer.typicalKey(chosen)
                            && scorer.cost(other) <= scorer.cost(chosen) + EQUAL)
                    .toList();
        }
        if (!tables.name(chosen).identifies()) {
            double least = scorer.score(table, chosen.column()) - EQUAL;
            return unique.stream()
                    .filter(other -> !other.equals(chosen)
                            && tables.keyLike(table, other.column())
                            && scorer.score(table, other.column()) >= least)
                    .toList();
        }
        List<Integer> lasting = IntStream.range(0, tables.columns().get(table).size())
                .filter(column -> !tables.column(table, column).temporal())
                .boxed()
                .toList();
        boolean link = lasting.size() == 2
                && scorer.pointsElsewhere(table, chosen.column())
                && lasting.stream().allMatch(column -> tables.name(table, column).identifies());
        return link ? List.of(new ColumnSet(table, lasting)) : List.of();
    }

    /** The same keys; those that are referred to have no rivals. */
    PrimaryKeySelector referredTo(Set<ColumnSet> targets) {
        Map<Integer, List<ColumnSet>> left = new HashMap<>(rivals);
        targets.stream().filter(this::isKey).forEach(target -> left.remove(target.table()));
        return new PrimaryKeySelector(selected, left);
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

    /** Whether a key may as well be a part of one, as an end of a link is. */
    boolean isEnd(ColumnSet key) {
        return rivals.getOrDefault(key.table(), List.of()).stream().anyMatch(rival -> rival.properlyContains(key));
    }

    boolean isKey(ColumnSet columns) {
        return columns.equals(selected.get(columns.table()));
    }
}
