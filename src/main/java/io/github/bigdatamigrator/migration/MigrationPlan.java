package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable.TargetColumn;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable.TargetConstraint;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.TargetType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what a migration creates and loads: the chosen part of a schema plan, which a person may edit as YAML. Tables
 * and columns of the source are given by their SQL names.
 *
 * @param tables parents first
 */
public record MigrationPlan(SchemaTarget target, List<Table> tables) {
    public MigrationPlan {
        tables = List.copyOf(tables);
    }

    /** What happens to a row with a cell that its column in the target cannot hold. */
    public enum Misfits {
        /** The table is not loaded. */
        FAIL,
        /** The row goes to the table of rejects with the reason; the others are loaded. */
        REJECT
    }

    /**
     * A table to load.
     *
     * @param source SQL name of the view that it is loaded from
     * @param name in the target
     * @param primaryKey source columns; empty for none
     * @param unique further keys
     * @param indexes columns of indexes that are no keys
     */
    public record Table(
            String source,
            String name,
            Misfits misfits,
            List<Column> columns,
            List<String> primaryKey,
            List<List<String>> unique,
            List<Reference> references,
            List<RowCheck> checks,
            List<List<String>> indexes) {
        public Table {
            columns = List.copyOf(columns);
            primaryKey = List.copyOf(primaryKey);
            unique = List.copyOf(unique);
            references = List.copyOf(references);
            checks = List.copyOf(checks);
            indexes = List.copyOf(indexes);
        }

        /** @throws IllegalArgumentException for a column that the plan does not load */
        Column column(String sourceName) {
            return columns.stream()
                    .filter(column -> column.source().equals(sourceName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(source + " has no column " + sourceName));
        }
    }

    /**
     * A column to load.
     *
     * @param asWritten whether a text is loaded as the file has it, with blanks around it and with {@code N/A} as text
     */
    public record Column(String source, String name, TargetType type, boolean notNull, boolean asWritten) {
        /** The column of the view that the values are read from. */
        String view() {
            return asWritten ? OriginalText.name(source) : source;
        }
    }

    /** A foreign key. */
    public record Reference(List<String> columns, String table, List<String> toColumns) {
        public Reference {
            columns = List.copyOf(columns);
            toColumns = List.copyOf(toColumns);
        }
    }

    /** The chosen part of a schema plan; what changes rows (splits, partitions, …) is left out. */
    public static MigrationPlan of(SchemaPlan plan) {
        Set<String> chosen = plan.recommendations().stream()
                .filter(Recommendation::chosen)
                .map(Recommendation::id)
                .collect(Collectors.toSet());
        List<Table> tables = new ArrayList<>();
        for (TargetTable table : plan.tables()) {
            if (!table.columns().isEmpty()) {
                tables.add(table(
                        table,
                        table.constraints().stream()
                                .filter(constraint -> chosen.contains(constraint.id()))
                                .toList()));
            }
        }
        return new MigrationPlan(plan.target(), tables);
    }

    private static Table table(TargetTable table, List<TargetConstraint> constraints) {
        Set<String> notNull = new LinkedHashSet<>();
        List<String> primary = new ArrayList<>();
        List<List<String>> unique = new ArrayList<>();
        List<Reference> references = new ArrayList<>();
        List<RowCheck> checks = new ArrayList<>();
        List<List<String>> indexes = new ArrayList<>();
        for (TargetConstraint constraint : constraints) {
            switch (constraint.kind()) {
                case NULLABILITY -> notNull.addAll(constraint.columns());
                case KEY -> {
                    if (constraint.primary()) {
                        primary.addAll(constraint.columns());
                        notNull.addAll(constraint.columns());
                    } else {
                        unique.add(constraint.columns());
                    }
                }
                case FOREIGN_KEY ->
                    references.add(new Reference(constraint.columns(), constraint.toTable(), constraint.toColumns()));
                case ENUM, CHECK -> checks.add(new RowCheck(constraint.columns(), constraint.condition()));
                case SORT -> indexes.add(constraint.columns());
                case TYPE, DROP_CONSTANT, SPLIT, NORMALISE, PARTITION, DUPLICATE_ROWS -> {}
            }
        }
        List<Column> columns = new ArrayList<>();
        for (TargetColumn column : table.columns()) {
            boolean original = OriginalText.named(column.source());
            String source = original ? OriginalText.sqlName(column.source()) : column.source();
            TargetType type = TargetType.parse(column.type())
                    .orElseThrow(() -> new IllegalArgumentException("type " + column.type()));
            columns.add(new Column(source, column.name(), type, notNull.contains(source), original));
        }
        String name = SchemaNames.unquoted(table.target());
        return new Table(table.sqlName(), name, Misfits.FAIL, columns, primary, unique, references, checks, indexes);
    }

    /** The plan as a file that a person can edit; {@link #read} reads it back. */
    public String yaml() {
        return PlanFile.write(this);
    }

    /**
     * Reads a plan that {@link #yaml} has written and a person may have edited.
     *
     * @param name of the file, for messages
     * @param data that the plan is about
     * @throws MigratorException BAD_INPUT with the line of an unknown key, table, column or type
     */
    public static MigrationPlan read(String name, String text, DataContext data) {
        return PlanFile.read(name, text, data);
    }
}
