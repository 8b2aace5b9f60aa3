package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.IdentifierTokens.ColumnName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the tables of one context and caches the words of their names. A column is named by two indexes. */
record NamedTables(
        List<KeyTable> tables, IdentifierTokens names, List<List<String>> topics, List<List<ColumnName>> columns) {
    static NamedTables of(List<KeyTable> tables) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        tables.forEach(table -> columns.put(
                table.name(), table.columns().stream().map(ColumnFacts::name).toList()));
        IdentifierTokens names = new IdentifierTokens(columns);
        return new NamedTables(
                tables,
                names,
                tables.stream().map(table -> names.ofTable(table.name())).toList(),
                tables.stream()
                        .map(table -> table.columns().stream()
                                .map(column -> names.column(table.name(), column.name()))
                                .toList())
                        .toList());
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
