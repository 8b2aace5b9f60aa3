package io.github.bigdatamigrator.schema;

import java.util.List;
import java.util.stream.Collectors;

/** How a target spells types, names and changes. */
public interface TargetSql {
    String type(TargetType type);

    /** Refuses, with BAD_INPUT, a table that the target cannot hold. */
    default void require(PlannedTable table) {}

    /** A table's name as the target takes it, quoted; the same for the same table whenever asked. */
    String table(PlannedTable table);

    String column(PlannedTable table, PlannedColumn column);

    /** The column's name without quotes. */
    String columnName(PlannedTable table, PlannedColumn column);

    /** What the target cannot do as the data has it, and what is done instead. */
    List<String> notes();

    Change changeType(PlannedTable table, PlannedColumn column, TargetType from, TargetType to);

    Change notNull(PlannedTable table, PlannedColumn column);

    Change key(PlannedTable table, List<PlannedColumn> columns, boolean primary);

    Change foreignKey(PlannedKey key);

    Change drop(PlannedTable table, PlannedColumn column);

    /** Lets the column hold nothing else. */
    Change check(Proposal proposal);

    Change split(PlannedTable table, PlannedColumn column, ProposalDetail.Split into);

    /** Moves the column to a table of its own, keyed by the columns that determine it. */
    Change normalise(PlannedTable table, List<PlannedColumn> key, PlannedColumn dependent);

    Change partition(PlannedTable table, PlannedColumn column);

    Change sort(PlannedTable table, PlannedColumn column);

    Change distinct(PlannedTable table);

    /** The whole schema: every table with its proven constraints, parents first. */
    String ddl(List<PlannedTable> tables, List<PlannedKey> foreignKeys);

    default String columns(PlannedTable table, List<PlannedColumn> columns) {
        return columns.stream().map(column -> column(table, column)).collect(Collectors.joining(", "));
    }

    /** What a row must keep, in the target's words. */
    default String condition(Proposal proposal) {
        PlannedTable table = proposal.table();
        String condition = RowConstraints.plain(proposal, column -> column(table, column), this::literal);
        if (condition == null) {
            throw new IllegalArgumentException("no condition: " + proposal.detail());
        }
        return condition;
    }

    /** A text between quotes. */
    String literal(String text);

    /** SQL that does something and SQL that takes it back. */
    record Change(String statement, String undo) {}
}
