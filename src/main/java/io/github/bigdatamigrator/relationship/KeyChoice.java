package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns can be a table's key, and how much looks like it. */
final class KeyChoice {
    /** From this score on a unique column is taken for the key. */
    static final double ENOUGH = 1.6;

    private static final int LONG_TEXT = 40;
    private static final int TUPLE_COLUMNS = 6;
    private static final int TUPLES = 24;

    private final List<TableProfile> tables;
    private final Names names;

    KeyChoice(List<TableProfile> tables, Names names) {
        this.tables = tables;
        this.names = names;
    }

    /** Columns without nulls that are unique, or may be as far as the sketch can tell; the likeliest key first. */
    List<Probe> single(int table) {
        List<Probe> result = new ArrayList<>();
        TableProfile profile = tables.get(table);
        for (int i = 0; i < profile.columns().size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            if (profile.rows() > 0
                    && column.nulls() == 0
                    && column.unique().value()
                    && keyLike(column)
                    && score(table, i) > 0) {
                result.add(Probe.of(table, i));
            }
        }
        result.sort(Comparator.comparingDouble(probe -> -score(table, probe.column())));
        return result;
    }

    /** How much a unique column looks like the key of its table. */
    double score(int table, int index) {
        TableProfile profile = tables.get(table);
        ColumnProfile column = profile.columns().get(index);
        Set<String> about = new HashSet<>(names.ofColumn(profile.name(), column.name()));
        List<String> tableWords = names.ofTable(profile.name());
        boolean identifies = names.identifies(profile.name(), column.name());
        double score = 1.0 / (1 + index);
        if (identifies) {
            score += 2;
        }
        if (!about.isEmpty() && tableWords.containsAll(about)) {
            score += identifies ? 3 : 0.5;
        } else if (about.isEmpty() && identifies) {
            // A bare “id” can only mean its own table.
            score += 3;
        } else if (identifies && !about.isEmpty()) {
            // It names something else, so more likely it points there.
            score -= 1.5;
        }
        score += switch (column.type().kind()) {
            case BIGINT -> 1;
            case STRING -> 0.8;
            case DECIMAL -> column.type().scale() == 0 ? 0.8 : -3;
            case DATE, TIMESTAMP, DOUBLE, BOOLEAN, BINARY -> -3;
        };
        if (column.lengths() != null && column.lengths().mean() > LONG_TEXT) {
            score -= 2;
        }
        return score;
    }

    /**
     * Pairs and triples of leading, key-like columns that together may be the key of a table; likeliest first. A table whose name is made
     * of what two of its columns name ({@code film_category}) is a junction, and its pair stands first even where one column is unique.
     */
    List<Probe> tuples(int table) {
        TableProfile profile = tables.get(table);
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < profile.columns().size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            if (column.nulls() == 0 && keyPart(column) && column.distinct().value() > 1) {
                parts.add(i);
            }
        }
        parts.sort(Comparator.<Integer>comparingInt(i -> names.identifies(
                                profile.name(), profile.columns().get(i).name())
                        ? 0
                        : 1)
                .thenComparing(Comparator.naturalOrder()));
        List<Integer> leading = parts.subList(0, Math.min(TUPLE_COLUMNS, parts.size()));
        List<Probe> result = new ArrayList<>();
        for (int a = 0; a < leading.size(); a++) {
            for (int b = a + 1; b < leading.size(); b++) {
                addIfPossible(table, List.of(leading.get(a), leading.get(b)), result);
            }
        }
        for (int a = 0; a < leading.size(); a++) {
            for (int b = a + 1; b < leading.size(); b++) {
                for (int c = b + 1; c < leading.size(); c++) {
                    addIfPossible(table, List.of(leading.get(a), leading.get(b), leading.get(c)), result);
                }
            }
        }
        result.sort(Comparator.comparingDouble(this::cost));
        return result.subList(0, Math.min(TUPLES, result.size()));
    }

    /** How unlikely a tuple is to be the key: keys stand at the front, are few, and identify things. */
    private double cost(Probe tuple) {
        TableProfile profile = tables.get(tuple.table());
        double cost = tuple.columns().get(tuple.columns().size() - 1)
                + 2.0 * tuple.columns().size();
        for (int index : tuple.columns()) {
            ColumnProfile column = profile.columns().get(index);
            if (!names.identifies(profile.name(), column.name())) {
                cost += column.type().temporal() ? 1 : 1.5;
            }
            if (names.counts(profile.name(), column.name())) {
                // The key of a part is the key of the whole and a number within it.
                cost -= 2;
            }
        }
        return cost;
    }

    private void addIfPossible(int table, List<Integer> columns, List<Probe> result) {
        TableProfile profile = tables.get(table);
        double combinations = 1;
        for (int column : columns) {
            combinations *= profile.columns().get(column).distinct().value();
        }
        if (combinations >= profile.rows()) {
            result.add(new Probe(table, columns.stream().sorted().toList()));
        }
    }

    /** Whether the table's name is made of what these columns name. */
    boolean junction(Probe tuple) {
        TableProfile profile = tables.get(tuple.table());
        Set<String> covered = new HashSet<>();
        for (int column : tuple.columns()) {
            List<String> about =
                    names.ofColumn(profile.name(), profile.columns().get(column).name());
            // A column that names the whole table is its own key and no part of a pair.
            if (about.isEmpty()
                    || !names.ofTable(profile.name()).containsAll(about)
                    || about.containsAll(names.ofTable(profile.name()))) {
                return false;
            }
            covered.addAll(about);
        }
        return covered.size() > 1 && covered.containsAll(names.ofTable(profile.name()));
    }

    static boolean keyLike(ColumnProfile column) {
        ColumnType type = column.type();
        return switch (type.kind()) {
            case BIGINT, STRING, DATE, TIMESTAMP -> true;
            case DECIMAL -> type.scale() == 0;
            case DOUBLE, BOOLEAN, BINARY -> false;
        };
    }

    private static boolean keyPart(ColumnProfile column) {
        return keyLike(column) && (column.lengths() == null || column.lengths().mean() <= LONG_TEXT);
    }
}
