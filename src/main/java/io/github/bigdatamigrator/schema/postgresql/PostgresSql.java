package io.github.bigdatamigrator.schema.postgresql;

import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.DdlPart;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes SQL for PostgreSQL 13 and later.
 *
 * <p>Times become {@code timestamp} in UTC and not {@code timestamptz}: most files have no offset, and a time without
 * one must not shift with the reader's time zone. Times with offsets have been converted to UTC before.
 */
public final class PostgresSql implements TargetSql {
    /** The column names that every PostgreSQL table uses itself. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");
    /** The types whose values MD5 takes as they are. */
    private static final Set<TargetType.Kind> UNCAST = Set.of(TargetType.Kind.TEXT, TargetType.Kind.BINARY);

    private static final int MAX_COLUMNS = 1600;
    private static final int MAX_ROW_BYTES = 8160;
    private static final int POINTER_BYTES = 18;
    private static final int MAX_PARTITIONS = 100;
    private static final int MAX_INDEX_BYTES = 2700;
    private static final String SEPARATOR = ",\n    ";

    /** Rows may refer to rows that are loaded later in the same transaction. */
    private static final String DEFERRABLE = " DEFERRABLE INITIALLY IMMEDIATE";

    /** Tables and the indexes behind constraints share one name space. */
    private final PostgresNames relations = new PostgresNames(Set.of());

    private final IdentityHashMap<PlannedTable, String> tables = new IdentityHashMap<>();
    private final IdentityHashMap<PlannedTable, PostgresNames> columnNames = new IdentityHashMap<>();
    private final IdentityHashMap<PlannedColumn, String> columns = new IdentityHashMap<>();
    private final Map<String, String> constraints = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

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
    public void checkLimits(PlannedTable table) {
        TableProfile profile = table.profile();
        if (table.columns().size() > MAX_COLUMNS) {
            throw tooWide(profile, table.columns().size(), MAX_COLUMNS, " columns");
        }
        long filled = 0;
        for (PlannedColumn column : table.columns()) {
            filled += (profile.rows() - column.profile().nulls()) * inRow(column);
        }
        long average = profile.rows() == 0 ? 0 : filled / profile.rows();
        if (average > MAX_ROW_BYTES) {
            throw tooWide(profile, average, MAX_ROW_BYTES, " bytes a row that cannot be moved out of it");
        }
    }

    /** The bytes that a value needs in its row: a long value is stored outside and leaves a pointer. */
    private static long inRow(PlannedColumn column) {
        long width = column.type().width(column.profile());
        return switch (column.type().kind()) {
            case TEXT, BINARY, DECIMAL -> Math.min(width, POINTER_BYTES);
            case BOOLEAN, INTEGER, DOUBLE, DATE, TIMESTAMP -> width;
        };
    }

    private static MigratorException tooWide(TableProfile table, long found, int limit, String what) {
        return MigratorException.badInput("Table " + table.name() + " has " + NumberFormat.of(found) + what
                + ", and PostgreSQL takes " + NumberFormat.of(limit)
                + ". Leave columns out or divide the file, or plan for Spark (--target spark).");
    }

    @Override
    public String table(PlannedTable table) {
        return SqlIdentifiers.quoteStandard(tables.computeIfAbsent(table, t -> relations.claim(notReserved(t.name()))));
    }

    /** PostgreSQL finds its own tables first, whose names all begin with {@code pg_}. */
    private static String notReserved(String name) {
        return name.startsWith("pg_") ? "_" + name : name;
    }

    @Override
    public String columnName(PlannedTable table, PlannedColumn column) {
        return columns.computeIfAbsent(
                column,
                c -> columnNames
                        .computeIfAbsent(table, t -> new PostgresNames(SYSTEM_COLUMNS))
                        .claim(c.name().isEmpty() ? c.sqlName() : c.name()));
    }

    @Override
    public String column(PlannedTable table, PlannedColumn column) {
        return SqlIdentifiers.quoteStandard(columnName(table, column));
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public Change changeType(PlannedTable table, PlannedColumn column, TargetType from, TargetType to) {
        String name = column(table, column);
        String alter = "ALTER TABLE " + table(table) + " ALTER COLUMN " + name + " TYPE ";
        boolean converts = from.kind() != to.kind();
        return new Change(
                alter + type(to) + (converts ? " USING " + name + "::" + type(to) : "") + ";",
                alter + type(from) + (converts ? " USING " + name + "::" + type(from) : "") + ";");
    }

    @Override
    public Change notNull(PlannedTable table, PlannedColumn column) {
        String alter = "ALTER TABLE " + table(table) + " ALTER COLUMN " + column(table, column);
        return new Change(alter + " SET NOT NULL;", alter + " DROP NOT NULL;");
    }

    @Override
    public Change key(PlannedTable table, List<PlannedColumn> key, boolean primary) {
        String name = constraint(table, key, primary ? "pkey" : "key");
        return addConstraint(table, name, (primary ? "PRIMARY KEY" : "UNIQUE") + " (" + columns(table, key) + ")");
    }

    @Override
    public Change foreignKey(PlannedKey key) {
        String name = constraint(key.from(), key.columns(), "fkey");
        return addConstraint(key.from(), name, references(key));
    }

    @Override
    public Change drop(PlannedTable table, PlannedColumn column) {
        String alter = "ALTER TABLE " + table(table);
        String value = column.profile().min();
        String fill = value == null || column.distinct() == 0 ? "" : " DEFAULT " + literal(value);
        return new Change(
                alter + " DROP COLUMN " + column(table, column) + ";",
                alter + " ADD COLUMN " + column(table, column) + " " + type(column.type()) + fill + ";");
    }

    @Override
    public String literal(String text) {
        return SqlLiterals.quoteStandard(text);
    }

    @Override
    public Change check(Proposal proposal) {
        PlannedTable table = proposal.table();
        return addConstraint(table, checkName(proposal), "CHECK (" + condition(proposal) + ")");
    }

    private String checkName(Proposal check) {
        String side = check.boundSide();
        return constraint(check.table(), check.columns(), side.isEmpty() ? "check" : side + "_check");
    }

    @Override
    public Change split(PlannedTable table, PlannedColumn column, Detail.Split into) {
        List<String> added = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (int i = 1; i <= into.parts(); i++) {
            String part = SqlIdentifiers.quoteStandard(
                    new PostgresNames(Set.of()).claim(columnName(table, column) + "_" + i));
            added.add("ADD COLUMN " + part + " text");
            filled.add(part + " = split_part(" + column(table, column) + ", " + literal(into.separator()) + ", " + i
                    + ")");
            dropped.add("DROP COLUMN " + part);
        }
        String alter = "ALTER TABLE " + table(table) + " ";
        return new Change(
                alter + String.join(", ", added) + ";\nUPDATE " + table(table) + " SET " + String.join(", ", filled)
                        + ";",
                alter + String.join(", ", dropped) + ";");
    }

    @Override
    public Change normalise(PlannedTable table, List<PlannedColumn> key, PlannedColumn dependent) {
        String own = derivedName(table, "by_" + key.get(0).name() + "_" + dependent.name());
        String moved = column(table, dependent);
        String columns = columns(table, key);
        String filled = key.stream()
                .map(column -> column(table, column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String same = key.stream()
                .map(column -> "t." + column(table, column) + " = o." + column(table, column))
                .collect(Collectors.joining(" AND "));
        return new Change(
                "CREATE TABLE " + own + " AS SELECT DISTINCT " + columns + ", " + moved + " FROM " + table(table)
                        + " WHERE " + filled + ";\nALTER TABLE " + own + " ADD PRIMARY KEY (" + columns
                        + ");\nALTER TABLE " + table(table) + " DROP COLUMN " + moved + ";",
                "ALTER TABLE " + table(table) + " ADD COLUMN " + moved + " " + type(dependent.type()) + ";\nUPDATE "
                        + table(table) + " AS t SET " + moved + " = o." + moved + " FROM " + own + " AS o WHERE "
                        + same + ";\nDROP TABLE " + own + ";");
    }

    @Override
    public Change partition(PlannedTable table, PlannedColumn column) {
        String parted = derivedName(table, "by_" + column.name());
        StringBuilder sql = new StringBuilder("CREATE TABLE " + parted + " (LIKE " + table(table)
                + " INCLUDING DEFAULTS) PARTITION BY RANGE (" + column(table, column) + ");\n");
        int first = year(column.profile().min());
        int last = year(column.profile().max());
        for (int year = first; year <= last && last - first < MAX_PARTITIONS; year++) {
            sql.append(
                    "CREATE TABLE " + derivedName(table, "y" + year) + " PARTITION OF " + parted + " FOR VALUES FROM ('"
                            + String.format(Locale.ROOT, "%04d-01-01') TO ('%04d-01-01');%n", year, year + 1));
        }
        sql.append("CREATE TABLE " + derivedName(table, "rest") + " PARTITION OF " + parted + " DEFAULT;\nINSERT INTO "
                + parted + " SELECT * FROM " + table(table) + ";");
        return new Change(sql.toString(), "DROP TABLE " + parted + ";");
    }

    private static int year(@Nullable String date) {
        return date == null || !date.matches("\\d{4}-.*") ? 0 : Integer.parseInt(date.substring(0, 4));
    }

    @Override
    public Change sort(PlannedTable table, PlannedColumn column) {
        String index = derivedName(table, column.name() + "_idx");
        return new Change(
                "CREATE INDEX " + index + " ON " + table(table) + " (" + column(table, column) + ");\nCLUSTER "
                        + table(table) + " USING " + index + ";",
                "DROP INDEX " + index + ";");
    }

    @Override
    public Change distinct(PlannedTable table) {
        String distinct = derivedName(table, "distinct");
        return new Change(
                "CREATE TABLE " + distinct + " AS SELECT DISTINCT * FROM " + table(table) + ";",
                "DROP TABLE " + distinct + ";");
    }

    /** A unique name for a table or index derived from the table. */
    private String derivedName(PlannedTable table, String suffix) {
        return SqlIdentifiers.quoteStandard(relations.claim(table.name() + "_" + suffix));
    }

    private Change addConstraint(PlannedTable table, String name, String definition) {
        String alter = "ALTER TABLE " + table(table);
        return new Change(
                alter + " ADD CONSTRAINT " + name + " " + definition + ";", alter + " DROP CONSTRAINT " + name + ";");
    }

    private String references(PlannedKey key) {
        return "FOREIGN KEY (" + columns(key.from(), key.columns()) + ") REFERENCES " + table(key.to()) + " ("
                + columns(key.to(), key.toColumns()) + ")";
    }

    /** The constraint's name, the same in the statement and in the DDL. */
    private String constraint(PlannedTable table, List<PlannedColumn> on, String suffix) {
        String middle = suffix.equals("pkey")
                ? ""
                : on.stream().map(PlannedColumn::name).collect(Collectors.joining("_")) + "_";
        String key = table(table) + " " + columns(table, on) + " " + suffix;
        return SqlIdentifiers.quoteStandard(
                constraints.computeIfAbsent(key, k -> relations.claim(table.name() + "_" + middle + suffix)));
    }

    @Override
    public List<DdlPart> ddl(List<PlannedTable> ordered, Map<PlannedKey, String> foreignKeys) {
        ordered.forEach(this::table); // tables claim their names before any constraint does
        DdlPart.Builder ddl = new DdlPart.Builder();
        List<PlannedTable> made = new ArrayList<>();
        DdlPart.Builder later = new DdlPart.Builder();
        for (PlannedTable table : ordered) {
            made.add(table);
            ddl.add((made.size() == 1 ? "" : "\n") + "CREATE TABLE " + table(table) + " (\n    ");
            String between = "";
            for (PlannedColumn column : table.columns()) {
                ddl.add(between);
                addColumn(ddl, table, column);
                between = SEPARATOR;
            }
            List<List<PlannedColumn>> hashed = new ArrayList<>();
            for (List<PlannedColumn> key : table.keys()) {
                boolean primary = key.equals(table.primaryKey());
                if (indexable(key)) {
                    ddl.addIf(
                            table.keyIds(key),
                            SEPARATOR + "CONSTRAINT " + constraint(table, key, primary ? "pkey" : "key")
                                    + (primary ? " PRIMARY KEY (" : " UNIQUE (") + columns(table, key) + ")");
                } else {
                    hashed.add(key);
                }
            }
            table.checks()
                    .forEach((id, check) -> ddl.addIf(
                            List.of(id),
                            SEPARATOR + "CONSTRAINT " + checkName(check) + " CHECK (" + condition(check) + ")"));
            foreignKeys.forEach((key, id) -> {
                List<String> ids = new ArrayList<>(List.of(id));
                ids.addAll(key.to().keyIds(key.toColumns()));
                String clause = "CONSTRAINT " + constraint(key.from(), key.columns(), "fkey") + " " + references(key);
                if (key.from() != table) {
                    return;
                }
                if (!indexable(key.toColumns())) {
                    note(key.to(), key.toColumns(), "no foreign key can refer to it");
                } else if (made.contains(key.to())) {
                    ddl.addIf(ids, SEPARATOR + clause + (key.isSelfReference() ? DEFERRABLE : ""));
                } else {
                    later.addIf(ids, "ALTER TABLE " + table(table) + " ADD " + clause + DEFERRABLE + ";\n");
                }
            });
            ddl.add("\n);\n");
            hashed.forEach(key -> ddl.addIf(table.keyIds(key), "\n" + hashedKey(table, key) + "\n"));
        }
        List<DdlPart> last = later.parts();
        if (!last.isEmpty()) {
            ddl.add("\n");
        }
        last.forEach(part -> ddl.addIf(part.requires(), part.text()));
        return ddl.parts();
    }

    /** Whether the key fits a PostgreSQL index: at most 2,704 bytes a row, with up to four bytes a character. */
    private static boolean indexable(List<PlannedColumn> key) {
        long bytes = 0;
        for (PlannedColumn column : key) {
            Lengths lengths = column.profile().lengths();
            bytes += column.type().kind() == TargetType.Kind.BINARY
                    ? MAX_INDEX_BYTES
                    : lengths == null ? 16 : 4L * lengths.max() + 4;
        }
        return bytes < MAX_INDEX_BYTES;
    }

    /** Enforces uniqueness of values that are too long for an index, by their MD5; NOT NULL is declared apart. */
    private String hashedKey(PlannedTable table, List<PlannedColumn> key) {
        note(table, key, "a unique index on its MD5 enforces it");
        String parts = key.stream()
                .map(column -> "md5(" + column(table, column)
                        + (UNCAST.contains(column.type().kind()) ? ")" : "::text)"))
                .collect(Collectors.joining(", "));
        return "CREATE UNIQUE INDEX " + constraint(table, key, "key") + " ON " + table(table) + " (" + parts + ");";
    }

    private void note(PlannedTable table, List<PlannedColumn> key, String instead) {
        String note = "the key " + table.name() + "("
                + key.stream().map(PlannedColumn::name).collect(Collectors.joining(", "))
                + ") may be longer than the 2,704 bytes that an index of PostgreSQL takes; " + instead;
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }
}
