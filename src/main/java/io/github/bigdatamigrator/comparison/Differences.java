package io.github.bigdatamigrator.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Holds what differs between two states of data.
 *
 * @param before locations of the tables of the first state
 * @param after locations of the tables of the second state
 * @param tables that were compared with each other
 * @param differences the most surprising first
 * @param rows comparisons row by row, none if they were not asked for
 * @param notes how tables were paired where names do not tell, and what could not be compared
 * @param tests statistical tests that were made, for which the probabilities are corrected
 */
public record Differences(
        List<String> before,
        List<String> after,
        List<TablePair> tables,
        List<Difference> differences,
        List<RowDifferences> rows,
        List<String> notes,
        int tests) {
    private static final int SCHEMA_VERSION = 1;

    public Differences {
        before = List.copyOf(before);
        after = List.copyOf(after);
        tables = List.copyOf(tables);
        differences = List.copyOf(differences);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** The same with comparisons row by row. */
    public Differences withRows(List<RowDifferences> compared, List<String> told) {
        return new Differences(before, after, tables, differences, compared, told, tests);
    }

    /** The same with other names of tables. */
    Differences named(Map<String, String> names) {
        UnaryOperator<String> name = table -> names.getOrDefault(table, table);
        return new Differences(
                before,
                after,
                tables.stream().map(pair -> pair.named(name)).toList(),
                differences.stream().map(one -> one.named(name)).toList(),
                rows,
                notes,
                tests);
    }

    /**
     * Whether no figure differs; equal profiles do not prove that every value is equal. If all tables were compared row
     * by row, whether no row differs by its meaning.
     */
    public boolean equal() {
        boolean everyTable = rows.size() == tables.size()
                && differences.stream().noneMatch(difference -> difference.kind() == Difference.Kind.TABLE);
        return (rows.isEmpty() || !everyTable)
                ? differences.isEmpty()
                : rows.stream().allMatch(RowDifferences::isEqual);
    }

    /** The differences of a level, the most surprising first. */
    public List<Difference> of(Level level) {
        return differences.stream()
                .filter(difference -> difference.level() == level)
                .toList();
    }

    /** What breaks or drifts, the most surprising first. */
    public List<Difference> alarms() {
        return differences.stream()
                .filter(difference -> difference.level().compareTo(Level.DRIFT) <= 0)
                .toList();
    }

    /** comparison.json: the record, whether all is equal, and the number of differences of each level. */
    public ObjectNode json() {
        ObjectNode node = Json.object().put("schema_version", SCHEMA_VERSION).put("equal", equal());
        for (Level level : Level.values()) {
            node.put(level.name().toLowerCase(Locale.ROOT), of(level).size());
        }
        return node.setAll(RecordJson.write(this));
    }

    /**
     * Holds two tables that were compared.
     *
     * @param columns that were compared
     */
    public record TablePair(String before, String after, long rowsBefore, long rowsAfter, List<ColumnPair> columns) {
        public TablePair {
            columns = List.copyOf(columns);
        }

        private TablePair named(UnaryOperator<String> name) {
            return new TablePair(name.apply(before), name.apply(after), rowsBefore, rowsAfter, columns);
        }
    }

    /** Holds the names of two columns that were compared. */
    public record ColumnPair(String before, String after) {}
}
