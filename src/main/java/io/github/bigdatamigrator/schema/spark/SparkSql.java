package io.github.bigdatamigrator.schema.spark;

import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.schema.DdlPart;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.PlannedColumn;
import io.github.bigdatamigrator.schema.PlannedKey;
import io.github.bigdatamigrator.schema.PlannedTable;
import io.github.bigdatamigrator.schema.Proposal;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.TargetSql;
import io.github.bigdatamigrator.schema.TargetSql.Change;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes Spark SQL for Parquet tables, or for Delta tables. A Parquet table enforces no keys and cannot change a column
 * in place; so keys are table properties for readers and tools, and a changed column needs a changed copy of the table.
 */
public final class SparkSql implements TargetSql {
    /** The table names that Spark's own catalog accepts. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_]+");

    private static final String SEPARATOR = ",\n    ";

    private final String format;
    private final IdentityHashMap<PlannedTable, String> tables = new IdentityHashMap<>();
    private final IdentityHashMap<PlannedTable, Map<PlannedColumn, String>> columns = new IdentityHashMap<>();

    /** @param delta whether the tables are Delta tables */
    public SparkSql(boolean delta) {
        format = delta ? "DELTA" : "PARQUET";
    }

    @Override
    public String type(TargetType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> type.size() == 2 ? "SMALLINT" : type.size() == 4 ? "INT" : "BIGINT";
            case DECIMAL -> "DECIMAL(" + type.size() + "," + type.scale() + ")";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case TEXT -> "STRING";
            case BINARY -> "BINARY";
        };
    }

    @Override
    public String table(PlannedTable table) {
        return SqlIdentifiers.quote(name(table));
    }

    private String name(PlannedTable table) {
        return tables.computeIfAbsent(table, t -> {
            String name = t.name();
            boolean usable = TABLE_NAME.matcher(name).matches()
                    && tables.values().stream().noneMatch(other -> other.equalsIgnoreCase(name));
            return usable ? name : t.sqlName();
        });
    }

    /** Spark ignores case in column names; headers that differ only by case are replaced by their SQL names. */
    @Override
    public String columnName(PlannedTable table, PlannedColumn column) {
        Map<PlannedColumn, String> names = columns.computeIfAbsent(table, t -> {
            Set<String> taken = new HashSet<>();
            boolean clash = t.columns().stream()
                    .map(c -> c.name())
                    .anyMatch(name -> name.isBlank() || !taken.add(name.toLowerCase(Locale.ROOT)));
            Map<PlannedColumn, String> made = new HashMap<>();
            t.columns().forEach(c -> made.put(c, clash ? c.sqlName() : c.name()));
            return made;
        });
        return names.getOrDefault(column, column.sqlName());
    }

    @Override
    public String column(PlannedTable table, PlannedColumn column) {
        return SqlIdentifiers.quote(columnName(table, column));
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Change changeType(PlannedTable table, PlannedColumn column, TargetType from, TargetType to) {
        String name = column(table, column);
        return without(table, column, "with_", ", CAST(" + name + " AS " + type(to) + ") AS " + name);
    }

    @Override
    public Change drop(PlannedTable table, PlannedColumn column) {
        return without(table, column, "without_", "");
    }

    @Override
    public String literal(String text) {
        return SqlLiterals.quote(text);
    }

    @Override
    public Change check(Proposal proposal) {
        return property(proposal.table(), checkName(proposal), condition(proposal));
    }

    @Override
    public Change split(PlannedTable table, PlannedColumn column, Detail.Split into) {
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= into.parts(); i++) {
            parts.add("split_part(" + column(table, column) + ", " + SqlLiterals.quote(into.separator()) + ", " + i
                    + ") AS " + SqlIdentifiers.quote(columnName(table, column) + "_" + i));
        }
        return createTable(table, "split_" + plainName(column), "SELECT *, " + String.join(", ", parts), "");
    }

    @Override
    public Change normalise(PlannedTable table, List<PlannedColumn> key, PlannedColumn dependent) {
        String select = "SELECT DISTINCT " + columns(table, key) + ", " + column(table, dependent);
        Change own = createTable(table, "by_" + plainName(key.get(0)) + "_" + plainName(dependent), select, "");
        Change rest = drop(table, dependent);
        return new Change(own.statement() + "\n" + rest.statement(), own.undo() + "\n" + rest.undo());
    }

    @Override
    public Change partition(PlannedTable table, PlannedColumn column) {
        boolean time = column.sourceType().temporal();
        String by = time ? SqlIdentifiers.quote(plainName(column) + "_year") : column(table, column);
        String copy = SqlIdentifiers.quote(name(table) + "_by_" + plainName(column));
        return new Change(
                "CREATE TABLE " + copy + " USING " + format + " PARTITIONED BY (" + by + ") AS SELECT *"
                        + (time ? ", year(" + column(table, column) + ") AS " + by : "") + " FROM " + table(table)
                        + ";",
                "DROP TABLE " + copy + ";");
    }

    @Override
    public Change sort(PlannedTable table, PlannedColumn column) {
        return createTable(table, "sorted_by_" + plainName(column), "SELECT *", " ORDER BY " + column(table, column));
    }

    @Override
    public Change distinct(PlannedTable table) {
        return createTable(table, "distinct", "SELECT DISTINCT *", "");
    }

    private Change createTable(PlannedTable table, String how, String select, String order) {
        String copy = SqlIdentifiers.quote(name(table) + "_" + how);
        return new Change(
                "CREATE TABLE " + copy + " USING " + format + " AS " + select + " FROM " + table(table) + order + ";",
                "DROP TABLE " + copy + ";");
    }

    private static String plainName(PlannedColumn column) {
        return column.sqlName().replaceAll("[^A-Za-z0-9_]", "_");
    }

    private Change without(PlannedTable table, PlannedColumn column, String how, String replacement) {
        String select = "SELECT * EXCEPT (" + column(table, column) + ")" + replacement;
        return createTable(table, how + plainName(column), select, "");
    }

    @Override
    public Change notNull(PlannedTable table, PlannedColumn column) {
        return property(table, "not_null." + column.name(), "true");
    }

    @Override
    public Change key(PlannedTable table, List<PlannedColumn> key, boolean primary) {
        return property(table, primary ? "primary_key" : "unique." + names(key), names(key));
    }

    @Override
    public Change foreignKey(PlannedKey key) {
        return property(key.from(), "foreign_key." + names(key.columns()), target(key));
    }

    private String target(PlannedKey key) {
        return name(key.to()) + "(" + names(key.toColumns()) + ")";
    }

    private static String names(List<PlannedColumn> columns) {
        return columns.stream().map(PlannedColumn::name).collect(Collectors.joining(","));
    }

    private Change property(PlannedTable table, String key, String value) {
        return new Change(
                "ALTER TABLE " + table(table) + " SET TBLPROPERTIES (" + SqlLiterals.quote(key) + " = "
                        + SqlLiterals.quote(value) + ");",
                "ALTER TABLE " + table(table) + " UNSET TBLPROPERTIES IF EXISTS (" + SqlLiterals.quote(key) + ");");
    }

    @Override
    public List<DdlPart> ddl(List<PlannedTable> ordered, Map<PlannedKey, String> foreignKeys) {
        DdlPart.Builder ddl = new DdlPart.Builder();
        for (PlannedTable table : ordered) {
            ddl.add((table == ordered.get(0) ? "" : "\n") + "CREATE TABLE " + table(table) + " (\n    ");
            String between = "";
            for (PlannedColumn column : table.columns()) {
                ddl.add(between);
                addColumn(ddl, table, column);
                between = SEPARATOR;
            }
            ddl.add("\n)\nUSING " + format);
            DdlPart.Builder properties = new DdlPart.Builder();
            if (!table.primaryKey().isEmpty()) {
                String key = names(table.primaryKey());
                properties.addIf(table.keyIds(table.primaryKey()), property("primary_key", key));
            }
            table.uniques()
                    .forEach(key -> properties.addIf(table.keyIds(key), property("unique." + names(key), names(key))));
            table.checks()
                    .forEach(
                            (id, check) -> properties.addIf(List.of(id), property(checkName(check), condition(check))));
            foreignKeys.forEach((key, id) -> {
                if (key.from() == table) {
                    List<String> ids = new ArrayList<>(List.of(id));
                    ids.addAll(key.to().keyIds(key.toColumns()));
                    properties.addIf(ids, property("foreign_key." + names(key.columns()), target(key)));
                }
            });
            List<DdlPart> parts = properties.parts();
            if (format.equals("DELTA")) {
                // without it, a column's name may hold no blank
                ddl.add("\nTBLPROPERTIES (\n    'delta.columnMapping.mode' = 'name'");
            } else if (!parts.isEmpty()) {
                // a first property, so that each other one can be left out
                ddl.add("\nTBLPROPERTIES (\n    'created_by' = 'Big Data Migrator'");
            }
            parts.forEach(part -> ddl.addIf(part.requires(), part.text()));
            ddl.add((format.equals("DELTA") || !parts.isEmpty() ? "\n)" : "") + ";\n");
        }
        return ddl.parts();
    }

    private static String checkName(Proposal check) {
        String side = check.boundSide();
        return "check." + names(check.columns()) + (side.isEmpty() ? "" : "." + side);
    }

    private static String property(String name, String value) {
        return SEPARATOR + SqlLiterals.quote(name) + " = " + SqlLiterals.quote(value);
    }

    /** A script for {@code spark-sql} that loads the tables of schema.sql from the exported Parquet files. */
    public static String loadScript(Migration migration) {
        StringBuilder sql = new StringBuilder("-- spark-sql -f schema.sql, then spark-sql -f load.sql\n");
        for (Exported exported : migration.tables()) {
            migration
                    .target(exported)
                    .ifPresent(table -> sql.append("INSERT OVERWRITE TABLE " + table.target()
                            + " SELECT * FROM parquet."
                            + SqlIdentifiers.quote(exported.folder()) + "; -- " + NumberFormat.of(exported.rows())
                            + " rows\n"));
        }
        return sql.toString();
    }
}
