package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds the columns that can be the key of a table and scores how much each looks like one. */
final class CandidateKeyScorer {
    /** From this score on a unique column is taken for the key. */
    static final double ENOUGH = 1.6;
    /** Maximum share of rows that may repeat or lack the value of a key that is named as one. */
    static final double MAXIMUM_FAULTS = 0.02;

    private static final int LONG_TEXT = 40;
    private static final int TUPLE_COLUMNS = 7;
    private static final int CHOSEN_COLUMNS = 4; // of a tuple that is chosen freely
    private static final int LEADING_COLUMNS = 6; // of one that consists of the table's first columns
    private static final int MAXIMUM_TUPLES = 24;
    private static final double GLOBAL_PENALTY = 3; // global identifiers accompany the key that people use
    private static final double ORDINAL_BONUS = 3; // outweighs the columns that may be between the parts
    private static final int MANY_ROWS = 200_000; // from here on, shuffling all rows for each tuple is costly
    private static final int FIRST_OF_MANY_ROWS = 1; // the likeliest is nearly always right; each costs as much
    private static final double MEASURED = 0.3; // from this share of distinct numbers on, a measurement
    private static final int LEADING = 2; // columns at the front, where even whole numbers of many values are a key's
    private static final int FIRST_YEAR = 1500;
    private static final int LAST_YEAR = 2200;

    private final NamedTables tables;
    /**
     * By table: the columns whose words are those of another table, and whose values can be that table's key. Costs a
     * comparison for each column and table.
     */
    private final List<BitSet> elsewhere = new ArrayList<>();

    CandidateKeyScorer(NamedTables tables) {
        this.tables = tables;
        for (int table = 0; table < tables.size(); table++) {
            int own = table;
            elsewhere.add(IntStream.range(0, tables.columns().get(table).size())
                    .filter(column -> namesAnother(ColumnSet.of(own, column)))
                    .collect(BitSet::new, BitSet::set, BitSet::or));
        }
    }

    private boolean namesAnother(ColumnSet column) {
        List<String> words = tables.name(column).words();
        return !words.isEmpty()
                && WordSimilarity.equal(words, tables.topic(column.table())) == 0
                && IntStream.range(0, tables.size())
                        .anyMatch(other -> other != column.table()
                                && WordSimilarity.ends(words, tables.topic(other)) > 0
                                && (tables.name(column).identifies() || hasKey(other, tables.column(column).family())));
    }

    /** Whether a table has a column of some type that is unique and no measure; a table without rows has any. */
    private boolean hasKey(int table, TypeFamily family) {
        KeyTable facts = tables.table(table);
        return facts.rows() == 0
                || IntStream.range(0, facts.columns().size())
                        .anyMatch(column -> facts.column(column).family() == family
                                && unique(facts.column(column))
                                && !measure(table, column));
    }

    /**
     * Returns the columns that are (by the sketch) unique, or nearly unique and named as the key; the likeliest first.
     */
    List<ColumnSet> single(int table) {
        KeyTable facts = tables.table(table);
        return IntStream.range(0, facts.rows() == 0 ? 0 : facts.columns().size())
                .filter(i -> tables.keyLike(table, i)
                        && score(table, i) > 0
                        && (i == 0 || partRank(table, i) == 0 || !measure(table, i))
                        && (unique(facts.column(i)) || nearlyUnique(table, i)))
                .mapToObj(i -> ColumnSet.of(table, i))
                .sorted(Comparator.comparingDouble(
                        key -> -score(table, key.column()) - (unique(tables.column(key)) ? 2 : 0)))
                .toList();
    }

    private static boolean unique(ColumnFacts column) {
        return column.nulls() == 0 && column.unique();
    }

    /** Whether a column is named as the key and has so few duplicates and nulls that they are faults. */
    private boolean nearlyUnique(int table, int index) {
        ColumnFacts column = tables.column(table, index);
        long faults = column.rows() - Math.min(column.distinct(), column.values());
        boolean few = column.rows() >= 20 && faults <= Math.max(1, MAXIMUM_FAULTS * column.rows());
        return few && namedAsOwnKey(table, index);
    }

    private boolean namedAsOwnKey(int table, int index) {
        List<String> about = tables.name(table, index).words();
        return tables.name(table, index).identifies()
                && (about.isEmpty()
                        ? index == 0
                                || SchemaVocabulary.PLAIN_KEYS.contains(String.join(
                                        "", tables.name(table, index).all()))
                        : WordSimilarity.equal(about, tables.topic(table)) > 0);
    }

    /** Whether a unique column is the key beyond doubt, so that no tuple need be looked for. */
    boolean certain(ColumnSet column) {
        return score(column.table(), column.column()) >= ENOUGH
                && (column.column() == 0 || tables.name(column).identifies());
    }

    double score(int table, int index) {
        ColumnFacts column = tables.column(table, index);
        List<String> about = tables.name(table, index).words();
        List<String> topic = tables.topic(table);
        boolean identifies = tables.name(table, index).identifies();
        boolean sameWords = WordSimilarity.equal(about, topic) > 0;
        double score = 1.0 / (1 + index) + (identifies ? 2 : 0);
        if (!about.isEmpty() && (WordSimilarity.contains(topic, about) > 0 || sameWords)) {
            score += identifies ? 3 : 0.5;
            score += identifies && sameWords ? 0.5 : 0;
        } else if (about.isEmpty() && identifies) {
            // A bare “id” can only mean its own table.
            score += 3;
        } else if (identifies && index > 0 && pointsElsewhere(table, index)) {
            // It names something else and so probably refers to it, unless it leads, as the key of an extension does.
            score -= 1.5;
        }
        score += switch (column.family()) {
            case NUMBER -> identifies || index == 0 ? 1 : 0.5;
            case TEXT -> 0.8;
            case DATE, TIMESTAMP -> -0.8;
            case NEITHER -> -3;
        };
        score -= column.length() > LONG_TEXT ? 2 : 0;
        if (identifies && index > 0) {
            List<String> words = tables.name(table, index).all();
            if (SchemaVocabulary.GLOBAL.contains(words.get(words.size() - 1))) {
                score -= GLOBAL_PENALTY;
            } else if (column.family() == TypeFamily.TEXT && column.length() >= 32) {
                score -= 1.5;
            }
        }
        return score;
    }

    boolean pointsElsewhere(int table, int index) {
        return elsewhere.get(table).get(index);
    }

    /**
     * Returns pairs to quadruples of leading, key-like columns that together may be the key of a table, and all of the
     * first five or six; likeliest first. A table that is named for two others ({@code film_category}) is a junction, and its pair comes first even
     * where one column is unique. Tuples that the table's first rows refute are left out, those of measures, and the unwanted.
     */
    List<ColumnSet> tuples(int table, Predicate<ColumnSet> wanted) {
        KeyTable facts = tables.table(table);
        List<Integer> leading = IntStream.range(0, facts.columns().size())
                .filter(i -> facts.column(i).nulls() == 0
                        && tables.keyLike(table, i)
                        && facts.column(i).length() <= LONG_TEXT
                        && (facts.column(i).distinct() > 1 || facts.rows() == 1)
                        && (!certainlyUnique(facts.column(i)) || pointsElsewhere(table, i)))
                .boxed()
                .sorted(Comparator.comparingInt(i -> partRank(table, i)))
                .limit(TUPLE_COLUMNS)
                .toList();
        List<ColumnSet> result = new ArrayList<>();
        addTuples(table, leading, List.of(), 0, result);
        for (int columns = CHOSEN_COLUMNS + 1; columns <= LEADING_COLUMNS; columns++) {
            List<Integer> front = IntStream.range(0, columns).boxed().toList();
            if (leading.containsAll(front)) {
                addIfPossible(table, front, result);
            }
        }
        result.removeIf(wanted.negate());
        result.sort(Comparator.comparingInt(tuple -> tuple.columns().size()));
        List<ColumnSet> possible = new ArrayList<>();
        for (ColumnSet tuple : result) {
            // A tuple that includes an unrepeated one is not repeated either, and no key if that is certain.
            boolean unrepeated = possible.stream().anyMatch(tuple::properlyContains);
            if (unrepeated ? !facts.headIsAll() : !facts.repeats(tuple)) {
                possible.add(tuple);
            }
        }
        // Among equals a tuple with an ordinal comes first, since ordinals exist to tell parts apart.
        possible.sort(Comparator.comparingDouble(this::cost)
                .thenComparing(tuple -> tuple.columns().stream()
                                .anyMatch(column -> tables.name(table, column).ordinal())
                        ? 0
                        : 1));
        // Those within a likely one, too, lest a key have a column too many.
        List<ColumnSet> likeliest = possible.subList(0, Math.min(MAXIMUM_TUPLES, possible.size()));
        return possible.stream()
                .filter(tuple -> likeliest.contains(tuple)
                        || likeliest.stream().anyMatch(larger -> larger.properlyContains(tuple)))
                .toList();
    }

    /**
     * Returns the tuples to count first: all of a small table; of a large one the likeliest that includes no other
     * tuple, since the larger tuple is not needed once the smaller one is a key.
     */
    List<ColumnSet> first(int table, List<ColumnSet> tuples) {
        if (tables.table(table).rows() < MANY_ROWS) {
            return tuples;
        }
        return tuples.stream()
                .filter(tuple -> tuples.stream().noneMatch(tuple::properlyContains))
                .limit(FIRST_OF_MANY_ROWS)
                .toList();
    }

    private static boolean certainlyUnique(ColumnFacts column) {
        return unique(column) && column.settled();
    }

    private int partRank(int table, int index) {
        if (tables.name(table, index).identifies()
                || pointsElsewhere(table, index)
                || tables.end(table, index) >= 0
                || tables.name(table, index).ordinal()) {
            return 0;
        }
        ColumnFacts column = tables.column(table, index);
        return column.family() == TypeFamily.TEXT && column.length() > 20 ? 2 : 1;
    }

    private void addTuples(int table, List<Integer> leading, List<Integer> chosen, int from, List<ColumnSet> result) {
        if (chosen.size() >= 2) {
            addIfPossible(table, chosen, result);
        }
        for (int i = from; i < leading.size() && chosen.size() < CHOSEN_COLUMNS; i++) {
            List<Integer> longer = new ArrayList<>(chosen);
            longer.add(leading.get(i));
            addTuples(table, leading, longer, i + 1, result);
        }
    }

    /** Scores how unlikely a tuple is the key: keys are at the front, are short, and identify things. */
    double cost(ColumnSet tuple) {
        int table = tuple.table();
        double cost = tuple.columns().get(tuple.columns().size() - 1)
                + 2.0 * tuple.columns().size();
        for (int index : tuple.columns()) {
            ColumnFacts column = tables.column(table, index);
            if (tables.name(table, index).ordinal()) {
                // The key of a part is the key of the whole and a number within it.
                cost -= ORDINAL_BONUS;
            } else if (!tables.name(table, index).identifies() && !pointsElsewhere(table, index)) {
                cost += column.family() == TypeFamily.DATE ? 1 : column.temporal() || measure(table, index) ? 3 : 1.5;
            }
        }
        return cost;
    }

    private void addIfPossible(int table, List<Integer> columns, List<ColumnSet> result) {
        KeyTable facts = tables.table(table);
        double combinations = 1;
        for (int column : columns) {
            combinations *= facts.column(column).distinct();
        }
        ColumnSet tuple = new ColumnSet(table, columns).sorted();
        boolean singleKey = columns.stream().anyMatch(column -> certainlyUnique(facts.column(column)));
        if (combinations >= facts.rows() && (singleKey ? junction(tuple) : !measured(tuple))) {
            result.add(tuple);
        }
    }

    /**
     * Whether a tuple has a measure that is no leading column, or beside another one or a time. What contains such a
     * tuple is one too, so that the smallest key is not left out for a larger one.
     */
    private boolean measured(ColumnSet tuple) {
        int table = tuple.table();
        List<Integer> measures = tuple.columns().stream()
                .filter(column -> partRank(table, column) > 0 && measure(table, column))
                .toList();
        return measures.size() > 1
                || measures.stream()
                        .anyMatch(column -> column >= LEADING
                                || !tables.column(table, column).integers()
                                || tuple.columns().stream()
                                        .anyMatch(other ->
                                                tables.column(table, other).temporal()));
    }

    /** Whether a column holds numbers of which too many differ for a class, and that do not number rows or years. */
    private boolean measure(int table, int index) {
        ColumnFacts column = tables.column(table, index);
        return column.family() == TypeFamily.NUMBER
                && !column.dense()
                && (!column.integers()
                        || (column.distinct() > MEASURED * column.rows()
                                && !(column.min() >= FIRST_YEAR && column.max() <= LAST_YEAR)));
    }

    /** Whether the table's name consists of these columns' words ({@code film_category}), and no column names it. */
    boolean junction(ColumnSet tuple) {
        int table = tuple.table();
        List<String> topic = tables.topic(table);
        Set<String> covered = new HashSet<>();
        for (int column : tuple.columns()) {
            List<String> about = tables.name(table, column).words();
            // A column that names the whole table is its own key and not a part of a pair.
            boolean part = !about.isEmpty()
                    && topic.containsAll(about)
                    && !about.containsAll(topic)
                    && (pointsElsewhere(table, column)
                            || tables.name(table, column).identifies());
            if (!part) {
                return false;
            }
            covered.addAll(about);
        }
        return covered.size() > 1 && covered.containsAll(topic) && !hasOwnKey(table);
    }

    /** Whether every part of a tuple is typical of keys: a reference, an identifier, an ordinal or a date. */
    boolean typicalKey(ColumnSet tuple) {
        return tuple.columns().stream()
                .allMatch(column -> tables.column(tuple.table(), column).family() == TypeFamily.DATE
                        || partRank(tuple.table(), column) == 0);
    }

    private boolean hasOwnKey(int table) {
        return IntStream.range(0, tables.table(table).columns().size())
                .anyMatch(column -> unique(tables.column(table, column))
                        && !pointsElsewhere(table, column)
                        && tables.name(table, column).identifies());
    }

    /** Returns the key of a table without rows by its names alone; empty where they name none. */
    List<Integer> named(int table) {
        int columns = tables.table(table).columns().size();
        for (int i = 0; i < columns; i++) {
            if (namedAsOwnKey(table, i)) {
                return List.of(i);
            }
        }
        List<Integer> leading = IntStream.range(0, columns)
                .takeWhile(column -> tables.name(table, column).identifies())
                .boxed()
                .toList();
        boolean nothingElse = leading.size() == columns;
        if (leading.size() > 1 && (nothingElse || (pointsElsewhere(table, 0) && pointsElsewhere(table, 1)))) {
            return nothingElse ? leading : leading.subList(0, 2);
        }
        return leading.isEmpty() || pointsElsewhere(table, 0) ? List.of() : leading.subList(0, 1);
    }
}
