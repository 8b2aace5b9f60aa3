package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Reference;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the statements of a plan for PostgreSQL: tables without constraints, and what is added after the load. */
final class PostgresStatements {
    private static final int MAX_INDEX_BYTES = 2700;

    private final MigrationPlan plan;
    private final DataContext data;
    private final List<String> notes = new ArrayList<>();

    PostgresStatements(MigrationPlan plan, DataContext data) {
        this.plan = plan;
        this.data = data;
    }

    /** Creates a table with NOT NULL, which COPY checks, and no other constraint. */
    String create(Table table) {
        return "CREATE TABLE " + quoted(table.name()) + " (\n    "
                + table.columns().stream()
                        .map(column -> quoted(column.name()) + " " + SchemaNames.type(column.type())
                                + (column.notNull() ? " NOT NULL" : ""))
                        .collect(Collectors.joining(",\n    "))
                + "\n)";
    }

    /**
     * What follows the load, the same list each time: keys, indexes, checks; then all foreign keys, which are validated
     * last, so that cycles need no order.
     */
    List<String> afterLoading() {
        notes.clear();
        List<String> steps = new ArrayList<>();
        List<String> validated = new ArrayList<>();
        for (Table table : plan.tables()) {
            keys(table, steps);
            for (List<String> index : table.indexes()) {
                if (indexable(table, index)) {
                    steps.add("CREATE INDEX ON " + quoted(table.name()) + " (" + columns(table, index) + ")");
                }
            }
        }
        for (Table table : plan.tables()) {
            for (RowCheck check : table.checks()) {
                String name = constraint(table, check.columns(), "check", steps);
                check.sql(column -> quoted(table.column(column).name()), SqlLiterals::quoteStandard)
                        .ifPresent(condition -> steps.add(
                                alter(table) + "ADD CONSTRAINT " + name + " CHECK (" + condition + ") NOT VALID"));
                validated.add(alter(table) + "VALIDATE CONSTRAINT " + name);
            }
            for (Reference reference : table.references()) {
                reference(table, reference, steps, validated);
            }
        }
        steps.addAll(validated);
        return steps;
    }

    /** What is not done as the plan says, and what is done instead; after {@link #afterLoading}. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private void keys(Table table, List<String> steps) {
        for (List<String> key : SchemaNames.keys(table)) {
            boolean primary = key.equals(table.primaryKey());
            if (indexable(table, key)) {
                steps.add(alter(table) + "ADD " + (primary ? "PRIMARY KEY (" : "UNIQUE (") + columns(table, key) + ")");
                continue;
            }
            notes.add("the key " + table.name() + " " + key + " may be longer than the 2,704 bytes that an index of"
                    + " PostgreSQL takes; a unique index on its MD5 enforces it");
            String hashed = key.stream()
                    .map(table::column)
                    .map(column -> "md5(" + quoted(column.name())
                            + (isText(column.type()) || column.type().kind() == TargetType.Kind.BINARY
                                    ? ")"
                                    : "::text)"))
                    .collect(Collectors.joining(", "));
            steps.add("CREATE UNIQUE INDEX ON " + quoted(table.name()) + " (" + hashed + ")");
        }
    }

    private void reference(Table table, Reference reference, List<String> steps, List<String> validated) {
        Table parent = plan.tables().stream()
                .filter(one -> one.source().equals(reference.table()))
                .findFirst()
                .orElse(null);
        String text = table.name() + " " + reference.columns() + " REFERENCES " + reference.table();
        if (parent == null || !indexable(parent, reference.toColumns())) {
            notes.add("no foreign key " + text + ": no index can hold the key that it refers to");
            return;
        }
        String name = constraint(table, reference.columns(), "fkey", steps);
        steps.add(alter(table) + "ADD CONSTRAINT " + name + " FOREIGN KEY (" + columns(table, reference.columns())
                + ") REFERENCES " + quoted(parent.name()) + " (" + columns(parent, reference.toColumns())
                + ") NOT VALID");
        validated.add(alter(table) + "VALIDATE CONSTRAINT " + name);
    }

    /** A name that no other statement has. */
    private static String constraint(Table table, List<String> columns, String suffix, List<String> steps) {
        String wanted = table.name() + "_" + String.join("_", columns);
        String cut =
                SchemaNames.fits(wanted + "_" + suffix + "_99") ? wanted : "c" + Integer.toHexString(wanted.hashCode());
        String name = quoted(cut + "_" + suffix);
        for (int i = 2; contains(steps, name); i++) {
            name = quoted(cut + "_" + suffix + "_" + i);
        }
        return name;
    }

    private static boolean contains(List<String> steps, String name) {
        return steps.stream().anyMatch(step -> step.contains(" CONSTRAINT " + name + " "));
    }

    private static String alter(Table table) {
        return "ALTER TABLE " + quoted(table.name()) + " ";
    }

    static String quoted(String name) {
        return SqlIdentifiers.quoteStandard(name);
    }

    private static String columns(Table table, List<String> columns) {
        return columns.stream()
                .map(column -> quoted(table.column(column).name()))
                .collect(Collectors.joining(", "));
    }

    private static boolean isText(TargetType type) {
        return type.kind() == TargetType.Kind.TEXT;
    }

    /** Whether the key fits an index: at most 2,704 bytes a row, with up to four bytes a character. */
    private boolean indexable(Table table, List<String> key) {
        TableProfile profile = SchemaNames.profile(data, table.source());
        long bytes = 0;
        for (String source : key) {
            Column column = table.column(source);
            Lengths lengths = profile.columns().stream()
                    .filter(one -> one.sqlName().equals(source))
                    .findFirst()
                    .map(ColumnProfile::lengths)
                    .orElse(null);
            bytes += column.type().kind() == TargetType.Kind.BINARY
                    ? MAX_INDEX_BYTES
                    : !isText(column.type()) || lengths == null ? 16 : 4L * lengths.max() + 4;
        }
        return bytes < MAX_INDEX_BYTES;
    }
}
