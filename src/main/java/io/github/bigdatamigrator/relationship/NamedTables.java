package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.IdentifierTokens.ColumnName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Holds the tables of one context and caches the words of their names. A column is named by two indexes.
 *
 * @param ends by table: the tables that its ends refer to by the table's name ({@code painter_gallery.end0})
 */
record NamedTables(
        List<KeyTable> tables,
        IdentifierTokens names,
        List<List<String>> topics,
        List<List<ColumnName>> columns,
        List<Map<Integer, Integer>> ends) {
    static NamedTables of(List<KeyTable> tables) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        tables.forEach(table -> columns.put(
                table.name(), table.columns().stream().map(ColumnFacts::name).toList()));
        IdentifierTokens names = new IdentifierTokens(columns);
        List<List<String>> topics =
                tables.stream().map(table -> names.ofTable(table.name())).toList();
        List<List<ColumnName>> columnNames = tables.stream()
                .map(table -> table.columns().stream()
                        .map(column -> names.column(table.name(), column.name()))
                        .toList())
                .toList();
        List<Map<Integer, Integer>> ends = IntStream.range(0, tables.size())
                .mapToObj(table -> ends(table, tables.get(table).columns(), topics, columnNames.get(table)))
                .toList();
        return new NamedTables(tables, names, topics, columnNames, ends);
    }

    /**
     * Pairs the ends of a table, two columns that are named alike or by their place and for no table, with the tables
     * of which its name consists, in order; both ends with the only one that a link is named for.
     */
    private static Map<Integer, Integer> ends(
            int table, List<ColumnFacts> facts, List<List<String>> topics, List<ColumnName> names) {
        List<String> topic = topics.get(table);
        List<Integer> ends = IntStream.range(0, names.size())
                .filter(column -> facts.get(column).family() != TypeFamily.NEITHER
                        && names.get(column).end()
                        && WordSimilarity.contains(topic, names.get(column).words()) == 0)
                .boxed()
                .toList();
        if (ends.size() != 2 || topic.size() < 2) {
            return Map.of();
        }
        List<Integer> parts = IntStream.range(0, topics.size())
                .filter(other -> other != table
                        && topics.get(other).size() < topic.size()
                        && WordSimilarity.contains(topic, topics.get(other)) == 1)
                .boxed()
                .sorted(Comparator.comparingInt(
                        other -> topic.indexOf(topics.get(other).get(0))))
                .toList();
        Map<Integer, Integer> result = new HashMap<>();
        boolean link = parts.size() == 1 && topic.stream().anyMatch(SchemaVocabulary.LINKS::contains);
        if (link || parts.size() == 2) {
            ends.forEach(end -> result.put(end, parts.get(Math.min(result.size(), parts.size() - 1))));
        }
        return result;
    }

    int size() {
        return tables.size();
    }

    KeyTable table(int table) {
        return tables.get(table);
    }

    List<String> topic(int table) {
        return topics.get(table);
    }

    /** The table that a column refers to as an end of its table, which is named for it; else -1. */
    int end(int table, int column) {
        return ends.get(table).getOrDefault(column, -1);
    }

    /** The short prefix of the table's columns, which may denote it, or none. */
    List<String> alias(int table) {
        return names.aliasOf(tables.get(table).name());
    }

    ColumnFacts column(int table, int column) {
        return tables.get(table).column(column);
    }

    ColumnFacts column(ColumnSet single) {
        return column(single.table(), single.column());
    }

    ColumnName name(int table, int column) {
        return columns.get(table).get(column);
    }

    ColumnName name(ColumnSet single) {
        return name(single.table(), single.column());
    }

    /** Whether a column's words are those of another table. */
    boolean names(int table, int column) {
        List<String> words = name(table, column).words();
        return !words.isEmpty()
                && IntStream.range(0, size())
                        .anyMatch(other -> other != table && WordSimilarity.equal(words, topic(other)) > 0);
    }

    boolean sameName(ColumnSet first, ColumnSet second) {
        return name(first).all().equals(name(second).all());
    }

    /** Whether a column's name and type allow it in a key or a reference. */
    boolean keyLike(int table, int column) {
        return column(table, column).keyLike(name(table, column).identifies());
    }

    List<String> columnNames(ColumnSet columns) {
        return columns.columns().stream()
                .map(column -> column(columns.table(), column).name())
                .toList();
    }
}
