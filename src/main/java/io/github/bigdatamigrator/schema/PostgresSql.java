package io.github.bigdatamigrator.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL 12 and later. */
final class PostgresSql implements TargetSql {
    /** Columns that every PostgreSQL table has already. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    /** Tables and the indexes behind constraints share one name space. */
    private final PostgresNames relations = new PostgresNames(Set.of());

    private final IdentityHashMap<PlannedTable, String> tables = new IdentityHashMap<>();
    private final IdentityHashMap<PlannedTable, PostgresNames> columnNames = new IdentityHashMap<>();
    private final IdentityHashMap<PlannedColumn, String> columns = new IdentityHashMap<>();
    private final Map<String, String> constraints = new HashMap<>();

    @Override
    public String type(TargetType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case INTEGER -> type.size() == 2 ? "smallint" : type.size() == 4 ? "integer" : "bigint";
            case DECIMAL -> "numeric(" + type.size() + "," + type.scale() + ")";
            case DOUBLE -> "double precision";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case TEXT -> type.size() == 0 ? "text" : "varchar(" + type.size() + ")";
            case BINARY -> "bytea";
        };
    }

    @Override
    public String table(PlannedTable table) {
        return PostgresNames.quoted(
                tables.computeIfAbsent(table, t -> relations.claim(t.profile().name())));
    }

    @Override
    public String column(PlannedTable table, PlannedColumn column) {
        return PostgresNames.quoted(columns.computeIfAbsent(
                column,
                c -> columnNames
                        .computeIfAbsent(table, t -> new PostgresNames(SYSTEM_COLUMNS))
                        .claim(
                                c.profile().name().isEmpty()
                                        ? c.profile().sqlName()
                                        : c.profile().name())));
    }

    @Override
    public Change changeType(PlannedTable table, PlannedColumn column, TargetType from, TargetType to) {
        String alter = "ALTER TABLE " + table(table) + " ALTER COLUMN " + column(table, column) + " TYPE ";
        return new Change(alter + type(to) + ";", alter + type(from) + ";");
    }

    @Override
    public Change notNull(PlannedTable table, PlannedColumn column) {
        String alter = "ALTER TABLE " + table(table) + " ALTER COLUMN " + column(table, column);
        return new Change(alter + " SET NOT NULL;", alter + " DROP NOT NULL;");
    }

    @Override
    public Change key(PlannedTable table, List<PlannedColumn> key, boolean primary) {
        String name = constraint(table, key, primary ? "pkey" : "key");
        return new Change(
                "ALTER TABLE " + table(table) + " ADD CONSTRAINT " + name + " " + (primary ? "PRIMARY KEY" : "UNIQUE")
                        + " (" + columns(table, key) + ");",
                dropConstraint(table, name));
    }

    @Override
    public Change foreignKey(PlannedKey key) {
        String name = constraint(key.from(), key.columns(), "fkey");
        return new Change(
                "ALTER TABLE " + table(key.from()) + " ADD CONSTRAINT " + name + " " + references(key) + ";",
                dropConstraint(key.from(), name));
    }

    @Override
    public Change drop(PlannedTable table, PlannedColumn column) {
        String alter = "ALTER TABLE " + table(table);
        String value = column.profile().min();
        String fill = value == null || column.profile().distinct().value() == 0
                ? ""
                : " DEFAULT '" + value.replace("'", "''") + "'";
        return new Change(
                alter + " DROP COLUMN " + column(table, column) + ";",
                alter + " ADD COLUMN " + column(table, column) + " " + type(column.type()) + fill + ";");
    }

    private static String dropped(String table, String constraint) {
        return "ALTER TABLE " + table + " DROP CONSTRAINT " + constraint + ";";
    }

    private String dropConstraint(PlannedTable table, String constraint) {
        return dropped(table(table), constraint);
    }

    private String references(PlannedKey key) {
        return "FOREIGN KEY (" + columns(key.from(), key.columns()) + ") REFERENCES " + table(key.to()) + " ("
                + columns(key.to(), key.toColumns()) + ")";
    }

    /** The constraint's name, the same in the statement and in the DDL. */
    private String constraint(PlannedTable table, List<PlannedColumn> on, String suffix) {
        String middle = suffix.equals("pkey")
                ? ""
                : on.stream().map(column -> column.profile().name()).collect(Collectors.joining("_")) + "_";
        String key = table(table) + " " + columns(table, on) + " " + suffix;
        return PostgresNames.quoted(constraints.computeIfAbsent(
                key, k -> relations.claim(table.profile().name() + "_" + middle + suffix)));
    }

    @Override
    public String ddl(List<PlannedTable> ordered, List<PlannedKey> foreignKeys) {
        ordered.forEach(this::table); // tables claim their names before any constraint does
        StringBuilder ddl = new StringBuilder();
        List<PlannedTable> made = new ArrayList<>();
        List<PlannedKey> later = new ArrayList<>();
        for (PlannedTable table : ordered) {
            made.add(table);
            List<String> lines = new ArrayList<>();
            for (PlannedColumn column : table.columns()) {
                lines.add(column(table, column) + " " + type(column.type()) + (column.notNull() ? " NOT NULL" : ""));
            }
            if (!table.primaryKey().isEmpty()) {
                lines.add("CONSTRAINT " + constraint(table, table.primaryKey(), "pkey") + " PRIMARY KEY ("
                        + columns(table, table.primaryKey()) + ")");
            }
            table.uniques()
                    .forEach(key -> lines.add(
                            "CONSTRAINT " + constraint(table, key, "key") + " UNIQUE (" + columns(table, key) + ")"));
            for (PlannedKey key : foreignKeys) {
                if (key.from() == table && made.contains(key.to())) {
                    lines.add("CONSTRAINT " + constraint(table, key.columns(), "fkey") + " " + references(key));
                } else if (key.from() == table) {
                    later.add(key);
                }
            }
            ddl.append("CREATE TABLE ").append(table(table)).append(" (\n    ");
            ddl.append(String.join(",\n    ", lines)).append("\n);\n\n");
        }
        later.forEach(key -> ddl.append(foreignKey(key).statement()).append('\n'));
        return ddl.toString().stripTrailing() + "\n";
    }
}
