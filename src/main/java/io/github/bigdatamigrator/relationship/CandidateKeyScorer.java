package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns can be a table's key, and how much looks like it. */
final class CandidateKeyScorer {
    /** From this score on a unique column is taken for the key. */
    static final double ENOUGH = 1.6;

    /** What speaks against a global identifier where a table has another key. */
    private static final double GLOBAL = 3;
    /**
     * What speaks for a combination with a number within the whole; more than the columns that may stand between them.
     */
    private static final double NUMBERED = 3;

    private static final int LONG_TEXT = 40;
    private static final int TUPLE_COLUMNS = 7;
    private static final int QUAD_COLUMNS = 5;
    private static final int TUPLES = 24;
    /** From here on a shuffle of all rows for each tuple is worth avoiding. */
    private static final int MANY_ROWS = 200_000;
    /** The likeliest is nearly always right; the next costs as much again. */
    private static final int FIRST_OF_MANY_ROWS = 1;
    /**
     * Share of the rows that may repeat a key or lack it before it is none; only where the name says that it is one.
     */
    static final double TOLERATED = 0.02;

    /** Share of different numbers from which on they are measured rather than counted. */
    private static final double MEASURED = 0.3;

    private final List<KeyTable> tables;
    private final IdentifierTokens names;

    CandidateKeyScorer(List<KeyTable> tables, IdentifierTokens names) {
        this.tables = tables;
        this.names = names;
    }

    /**
     * Columns that are unique, or may be as far as the sketch can tell, or nearly are and named so; the likeliest key
     * first.
     */
    List<ColumnSet> single(int table) {
        List<ColumnSet> result = new ArrayList<>();
        KeyTable facts = tables.get(table);
        for (int i = 0; i < facts.columns().size(); i++) {
            ColumnFacts column = facts.column(i);
            if (facts.rows() > 0 && keyLike(table, i) && score(table, i) > 0 && (unique(column) || nearly(table, i))) {
                result.add(ColumnSet.of(table, i));
            }
        }
        result.sort(Comparator.comparingDouble(
                probe -> -score(table, probe.column()) - (unique(facts.column(probe.column())) ? 2 : 0)));
        return result;
    }

    private boolean keyLike(int table, int index) {
        KeyTable facts = tables.get(table);
        return facts.column(index)
                .keyLike(names.identifies(facts.name(), facts.column(index).name()));
    }

    private static boolean unique(ColumnFacts column) {
        return column.nulls() == 0 && column.unique();
    }

    /** Whether a column that should be the key by its name has so few duplicates and nulls that they are faults. */
    private boolean nearly(int table, int index) {
        ColumnFacts column = tables.get(table).column(index);
        long faults = column.rows() - Math.min(column.distinct(), column.values());
        boolean few = column.rows() >= 20 && faults <= Math.max(1, TOLERATED * column.rows());
        return few && ownIdentifier(table, index);
    }

    private boolean ownIdentifier(int table, int index) {
        KeyTable facts = tables.get(table);
        String name = facts.column(index).name();
        List<String> about = names.ofColumn(facts.name(), name);
        return names.identifies(facts.name(), name)
                && (about.isEmpty() || WordSimilarity.equal(about, names.ofTable(facts.name())) > 0)
                && (!about.isEmpty()
                        || index == 0
                        || SchemaVocabulary.PLAIN_KEYS.contains(String.join("", IdentifierTokens.split(name))));
    }

    /** How much a unique column looks like the key of its table. */
    double score(int table, int index) {
        KeyTable facts = tables.get(table);
        ColumnFacts column = facts.column(index);
        List<String> about = names.ofColumn(facts.name(), column.name());
        List<String> tableWords = names.ofTable(facts.name());
        boolean identifies = names.identifies(facts.name(), column.name());
        double score = 1.0 / (1 + index);
        if (identifies) {
            score += 2;
        }
        boolean own = !about.isEmpty()
                && (WordSimilarity.holds(tableWords, about) > 0 || WordSimilarity.equal(about, tableWords) > 0);
        if (own) {
            score += identifies ? 3 : 0.5;
            score += identifies && WordSimilarity.equal(about, tableWords) > 0 ? 0.5 : 0;
        } else if (about.isEmpty() && identifies) {
            // A bare “id” can only mean its own table.
            score += 3;
        } else if (identifies && index > 0 && pointsElsewhere(table, index)) {
            // It names something else, so more likely it points there; unless it leads, as the key of an extension
            // does.
            score -= 1.5;
        }
        score += switch (column.family()) {
            case NUMBER -> identifies || index == 0 ? 1 : 0.5;
            case TEXT -> 0.8;
            case DATE, TIMESTAMP -> -0.8;
            case NEITHER -> -3;
        };
        if (column.length() > LONG_TEXT) {
            score -= 2;
        }
        if (identifies
                && index > 0
                && (global(column.name()) || (column.family() == TypeFamily.TEXT && column.length() >= 32))) {
            // A row's global identifier stands beside the key that people use.
            score -= global(column.name()) ? GLOBAL : 1.5;
        }
        return score;
    }

    private static boolean global(String name) {
        List<String> words = IdentifierTokens.split(name);
        return SchemaVocabulary.GLOBAL.contains(words.get(words.size() - 1));
    }

    /** Whether a column's words are those of another table. */
    boolean pointsElsewhere(int table, int index) {
        KeyTable facts = tables.get(table);
        List<String> about = names.ofColumn(facts.name(), facts.column(index).name());
        if (about.isEmpty() || WordSimilarity.equal(about, names.ofTable(facts.name())) > 0) {
            return false;
        }
        for (int other = 0; other < tables.size(); other++) {
            if (other != table
                    && WordSimilarity.ends(
                                    about, names.ofTable(tables.get(other).name()))
                            > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether another table has a key of the same name. */
    private boolean keyElsewhere(int table, int index) {
        KeyTable facts = tables.get(table);
        String name = facts.column(index).name();
        if (!names.identifies(facts.name(), name)) {
            return false;
        }
        List<String> words = IdentifierTokens.split(name);
        for (int other = 0; other < tables.size(); other++) {
            if (other != table
                    && tables.get(other).columns().stream()
                            .anyMatch(column -> unique(column)
                                    && IdentifierTokens.split(column.name()).equals(words))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a table is nothing but two columns that are keys of others. */
    private boolean bare(int table) {
        return tables.get(table).columns().size() == 2 && keyElsewhere(table, 0) && keyElsewhere(table, 1);
    }

    /**
     * Pairs to quadruples of leading, key-like columns that together may be the key of a table; likeliest first. A
     * table whose columns name two others ({@code film_category}) is a junction, and its pair stands first even where
     * one column is unique. Those that the table's first rows refute are left out.
     */
    List<ColumnSet> tuples(int table) {
        KeyTable facts = tables.get(table);
        List<Integer> parts = new ArrayList<>();
        boolean bare = bare(table);
        for (int i = 0; i < facts.columns().size(); i++) {
            ColumnFacts column = facts.column(i);
            if (column.nulls() == 0
                    && keyLike(table, i)
                    && column.length() <= LONG_TEXT
                    && (column.distinct() > 1 || facts.rows() == 1)
                    && (!alone(column) || bare || pointsElsewhere(table, i))) {
                parts.add(i);
            }
        }
        parts.sort(Comparator.<Integer>comparingInt(i -> partRank(table, i)).thenComparing(Comparator.naturalOrder()));
        List<Integer> leading = parts.subList(0, Math.min(TUPLE_COLUMNS, parts.size()));
        List<ColumnSet> result = new ArrayList<>();
        grow(table, leading, List.of(), 0, result);
        // Of equals the one with a number within the whole: it was made to tell the parts of it apart.
        result.sort(Comparator.comparingDouble(this::cost).thenComparing(tuple -> numbered(tuple) ? 0 : 1));
        List<ColumnSet> possible = new ArrayList<>();
        for (ColumnSet tuple : result) {
            // What holds a combination that no row repeats is not repeated either.
            boolean sure = possible.stream().anyMatch(smaller -> tuple.columns().containsAll(smaller.columns()));
            if (sure || !facts.repeats(tuple)) {
                possible.add(tuple);
            }
            if (possible.size() == TUPLES) {
                break;
            }
        }
        return possible;
    }

    /**
     * Those tuples that are to be counted first: all of a small table's; of a large one's the likeliest of those that
     * hold no other of them, since once the smaller tuple is a key the larger one is not asked for.
     */
    List<ColumnSet> first(int table, List<ColumnSet> tuples) {
        if (tables.get(table).rows() < MANY_ROWS) {
            return tuples;
        }
        return tuples.stream()
                .filter(tuple -> tuples.stream()
                        .noneMatch(other ->
                                other.columns().size() < tuple.columns().size()
                                        && tuple.columns().containsAll(other.columns())))
                .limit(FIRST_OF_MANY_ROWS)
                .toList();
    }

    private static boolean alone(ColumnFacts column) {
        return column.unique() && column.settled() && column.nulls() == 0;
    }

    private int partRank(int table, int index) {
        KeyTable facts = tables.get(table);
        String name = facts.column(index).name();
        if (names.identifies(facts.name(), name) || pointsElsewhere(table, index) || names.counts(facts.name(), name)) {
            return 0;
        }
        return facts.column(index).family() == TypeFamily.TEXT
                        && facts.column(index).length() > 20
                ? 2
                : 1;
    }

    private void grow(int table, List<Integer> leading, List<Integer> chosen, int from, List<ColumnSet> result) {
        if (chosen.size() >= 2) {
            addIfPossible(table, chosen, result);
        }
        int most = chosen.size() == 3 ? Math.min(QUAD_COLUMNS, leading.size()) : leading.size();
        for (int i = from; i < most && chosen.size() < 4; i++) {
            List<Integer> longer = new ArrayList<>(chosen);
            longer.add(leading.get(i));
            grow(table, leading, longer, i + 1, result);
        }
    }

    /** How unlikely a tuple is to be the key: keys stand at the front, are few, and identify things. */
    private double cost(ColumnSet tuple) {
        KeyTable facts = tables.get(tuple.table());
        double cost = tuple.columns().get(tuple.columns().size() - 1)
                + 2.0 * tuple.columns().size();
        for (int index : tuple.columns()) {
            ColumnFacts column = facts.column(index);
            if (names.counts(facts.name(), column.name())) {
                // The key of a part is the key of the whole and a number within it.
                cost -= NUMBERED;
            } else if (!names.identifies(facts.name(), column.name()) && !pointsElsewhere(tuple.table(), index)) {
                boolean measure = column.family() == TypeFamily.NUMBER && column.distinct() > MEASURED * facts.rows();
                cost += column.family() == TypeFamily.DATE ? 1 : column.temporal() || measure ? 3 : 1.5;
            }
        }
        return cost;
    }

    private boolean numbered(ColumnSet tuple) {
        KeyTable facts = tables.get(tuple.table());
        return tuple.columns().stream()
                .anyMatch(column ->
                        names.counts(facts.name(), facts.column(column).name()));
    }

    private void addIfPossible(int table, List<Integer> columns, List<ColumnSet> result) {
        KeyTable facts = tables.get(table);
        double combinations = 1;
        for (int column : columns) {
            combinations *= facts.column(column).distinct();
        }
        ColumnSet tuple = new ColumnSet(table, columns.stream().sorted().toList());
        boolean smaller = columns.stream().anyMatch(column -> alone(facts.column(column)));
        if (combinations >= facts.rows() && (!smaller || junction(tuple))) {
            result.add(tuple);
        }
    }

    /**
     * Whether the table's name is made of what these columns name, or they name two other tables and nothing names this
     * one.
     */
    boolean junction(ColumnSet tuple) {
        KeyTable facts = tables.get(tuple.table());
        List<String> own = names.ofTable(facts.name());
        Set<String> covered = new HashSet<>();
        boolean within = true;
        boolean elsewhere = true;
        for (int column : tuple.columns()) {
            List<String> about =
                    names.ofColumn(facts.name(), facts.column(column).name());
            // A column that names the whole table is its own key and no part of a pair.
            boolean points = pointsElsewhere(tuple.table(), column);
            within &= !about.isEmpty()
                    && own.containsAll(about)
                    && !about.containsAll(own)
                    && (points
                            || names.identifies(
                                    facts.name(), facts.column(column).name()));
            elsewhere &= points;
            covered.addAll(about);
        }
        if (bare(tuple.table())) {
            return true;
        }
        if (within && covered.size() > 1 && covered.containsAll(own)) {
            return !hasOwnKey(tuple.table());
        }
        boolean leading = tuple.columns().size() == 2 && tuple.columns().equals(List.of(0, 1));
        return elsewhere
                && leading
                && tuple.columns().stream()
                        .anyMatch(column -> facts.column(column).unique())
                && !hasOwnKey(tuple.table());
    }

    /** Whether every part of a tuple is what keys are made of: references, identifiers, numbers within them, days. */
    boolean wellMade(ColumnSet tuple) {
        KeyTable facts = tables.get(tuple.table());
        return tuple.columns().stream()
                .allMatch(column ->
                        facts.column(column).family() == TypeFamily.DATE || partRank(tuple.table(), column) == 0);
    }

    /** Whether the name of a single column says that it identifies something. */
    boolean identifies(ColumnSet single) {
        KeyTable facts = tables.get(single.table());
        return names.identifies(facts.name(), facts.column(single.column()).name());
    }

    private boolean hasOwnKey(int table) {
        KeyTable facts = tables.get(table);
        for (int i = 0; i < facts.columns().size(); i++) {
            if (unique(facts.column(i))
                    && !pointsElsewhere(table, i)
                    && names.identifies(facts.name(), facts.column(i).name())) {
                return true;
            }
        }
        return false;
    }

    /** What the names alone say is the key of a table without rows; empty where they say nothing. */
    List<Integer> named(int table) {
        KeyTable facts = tables.get(table);
        for (int i = 0; i < facts.columns().size(); i++) {
            if (ownIdentifier(table, i)) {
                return List.of(i);
            }
        }
        List<Integer> leading = new ArrayList<>();
        for (int i = 0; i < facts.columns().size(); i++) {
            if (!names.identifies(facts.name(), facts.column(i).name())) {
                break;
            }
            leading.add(i);
        }
        boolean nothingElse = leading.size() == facts.columns().size();
        if (leading.size() > 1 && (nothingElse || (pointsElsewhere(table, 0) && pointsElsewhere(table, 1)))) {
            return nothingElse ? leading : leading.subList(0, 2);
        }
        return leading.isEmpty() || pointsElsewhere(table, 0) ? List.of() : leading.subList(0, 1);
    }
}
