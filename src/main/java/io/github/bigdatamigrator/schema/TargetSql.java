package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.schema.Proposal.Detail;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Defines the SQL dialect of a target: types, names, and changes of the schema. One instance makes one plan. */
public interface TargetSql {
    String type(TargetType type);

    /** Throws BAD_INPUT for a table that exceeds the target's limits. */
    default void checkLimits(PlannedTable table) {}

    /** The table's name in the target, quoted; the same in each call. */
    String table(PlannedTable table);

    String column(PlannedTable table, PlannedColumn column);

    String columnName(PlannedTable table, PlannedColumn column);

    /** What the target does not support, and what is done instead. */
    List<String> notes();

    Change changeType(PlannedTable table, PlannedColumn column, TargetType from, TargetType to);

    Change notNull(PlannedTable table, PlannedColumn column);

    Change key(PlannedTable table, List<PlannedColumn> columns, boolean primary);

    Change foreignKey(PlannedKey key);

    Change drop(PlannedTable table, PlannedColumn column);

    Change check(Proposal proposal);

    Change split(PlannedTable table, PlannedColumn column, Detail.Split into);

    /** Moves the dependent column to a new table whose key is the columns that determine it. */
    Change normalise(PlannedTable table, List<PlannedColumn> key, PlannedColumn dependent);

    Change partition(PlannedTable table, PlannedColumn column);

    Change sort(PlannedTable table, PlannedColumn column);

    Change distinct(PlannedTable table);

    /**
     * The statements that create all tables with their proven constraints, parents first.
     *
     * @param foreignKeys with the ids of their recommendations
     */
    List<DdlPart> ddl(List<PlannedTable> tables, Map<PlannedKey, String> foreignKeys);

    /** Adds a column with its type and NOT NULL, as they are chosen. */
    default void addColumn(DdlPart.Builder ddl, PlannedTable table, PlannedColumn column) {
        ddl.add(column(table, column) + " ")
                .addIf(column.typeIds(), type(column.chosenType()), type(column.otherType()));
        if (!column.notNullIds().isEmpty()) {
            ddl.addIf(column.notNullIds(), " NOT NULL");
        }
    }

    default String columns(PlannedTable table, List<PlannedColumn> columns) {
        return columns.stream().map(column -> column(table, column)).collect(Collectors.joining(", "));
    }

    default String condition(Proposal proposal) {
        PlannedTable table = proposal.table();
        String condition = RowConstraints.checkCondition(proposal, column -> column(table, column), this::literal);
        if (condition == null) {
            throw new IllegalArgumentException("no condition: " + proposal.detail());
        }
        return condition;
    }

    String literal(String text);

    /** A statement and the statement that undoes it. */
    record Change(String statement, String undo) {}
}
