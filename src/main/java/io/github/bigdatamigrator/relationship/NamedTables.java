package io.github.bigdatamigrator.relationship;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of one context with the words of their names. Columns are given by the index of their table and their own.
 */
record NamedTables(List<KeyTable> tables, IdentifierTokens names) {
    static NamedTables of(List<KeyTable> tables) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        tables.forEach(table -> columns.put(
                table.name(), table.columns().stream().map(ColumnFacts::name).toList()));
        return new NamedTables(tables, new IdentifierTokens(columns));
    }

    int size() {
        return tables.size();
    }

    KeyTable table(int table) {
        return tables.get(table);
    }

    /** The words that say what a table is about. */
    List<String> topic(int table) {
        return names.ofTable(tables.get(table).name());
    }

    ColumnFacts column(int table, int column) {
        return tables.get(table).column(column);
    }

    ColumnFacts column(ColumnSet single) {
        return column(single.table(), single.column());
    }

    /** The words that say what a column is about, without identifier words. */
    List<String> words(int table, int column) {
        return names.ofColumn(tables.get(table).name(), column(table, column).name());
    }

    List<String> words(ColumnSet single) {
        return words(single.table(), single.column());
    }

    /** All words of a column's name. */
    List<String> allWords(ColumnSet single) {
        return IdentifierTokens.split(column(single).name());
    }

    /** Whether a column's name marks it as an identifier. */
    boolean identifies(int table, int column) {
        return names.identifies(tables.get(table).name(), column(table, column).name());
    }

    boolean identifies(ColumnSet single) {
        return identifies(single.table(), single.column());
    }

    /** Whether a column's name marks it as a line or position number. */
    boolean isOrdinal(int table, int column) {
        return names.isOrdinal(tables.get(table).name(), column(table, column).name());
    }

    /** Whether a column's name and type allow it in a key or a reference. */
    boolean keyLike(int table, int column) {
        return column(table, column).keyLike(identifies(table, column));
    }

    List<String> columnNames(ColumnSet columns) {
        return columns.columns().stream()
                .map(column -> column(columns.table(), column).name())
                .toList();
    }
}
