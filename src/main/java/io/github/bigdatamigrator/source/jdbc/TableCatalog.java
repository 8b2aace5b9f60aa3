package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.DeclaredFacts.ForeignKey;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.jdbc.DatabaseTable.Described;
import io.github.bigdatamigrator.source.jdbc.TableSelection.TablePattern;
import io.github.bigdatamigrator.text.NearestName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds tables of a database, their columns, and what is declared of them. For one thread. */
final class TableCatalog {
    private static final String[] TYPES = {
        "TABLE", "BASE TABLE", "PARTITIONED TABLE", "FOREIGN TABLE", "VIEW", "MATERIALIZED VIEW"
    };

    private final DatabaseConnection place;
    private final Connection connection;
    private final DatabaseSystem system;

    TableCatalog(DatabaseConnection place, Connection connection) {
        this.place = place;
        this.connection = connection;
        system = place.url().system();
    }

    /** Whether what stands before the name of a table is the database, since there are no schemas. */
    private boolean catalogs() {
        return system == DatabaseSystem.MARIADB || system == DatabaseSystem.MYSQL;
    }

    ColumnSql sql() {
        return new ColumnSql(system);
    }

    /** @throws MigratorException PATH_FORBIDDEN for a schema that may not be read, FILE_NOT_FOUND */
    List<DatabaseTable> find(List<TablePattern> patterns) throws SQLException {
        Set<DatabaseTable> found = new LinkedHashSet<>();
        for (TablePattern pattern : patterns) {
            String wanted = pattern.schema();
            String space = wanted != null ? wanted : ownSpace();
            requireAllowed(space);
            List<DatabaseTable> all = tables(space);
            if (all.isEmpty() && !space.equals(space.toLowerCase(Locale.ROOT))) {
                all = tables(space.toLowerCase(Locale.ROOT));
            } else if (all.isEmpty() && !space.equals(space.toUpperCase(Locale.ROOT))) {
                all = tables(space.toUpperCase(Locale.ROOT));
            }
            if (pattern.table() == null) {
                List<DatabaseTable> tables =
                        all.stream().filter(table -> !table.view()).toList();
                if (tables.isEmpty()) {
                    throw missing("There are no tables that this user may read in the schema " + space, "");
                }
                found.addAll(tables);
            } else {
                found.add(named(pattern.table(), space, all));
            }
        }
        return List.copyOf(found);
    }

    private String ownSpace() throws SQLException {
        String own = catalogs() ? connection.getCatalog() : connection.getSchema();
        if (own == null || own.isEmpty()) {
            throw MigratorException.badInput("Name the schema of the table: #schema.table.");
        }
        return own;
    }

    private void requireAllowed(String space) {
        if (!place.allows(space)) {
            throw new MigratorException(
                    ErrorCode.PATH_FORBIDDEN,
                    "The schema " + space + " of " + place.place() + " may not be read. Allowed are "
                            + String.join(", ", place.schemas()) + ".");
        }
    }

    private DatabaseTable named(String name, String space, List<DatabaseTable> all) {
        return all.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .or(() -> all.stream()
                        .filter(table -> table.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> missing(
                        "There is no table " + name + " that this user may read in the schema " + space,
                        NearestName.of(
                                        name,
                                        all.stream().map(DatabaseTable::name).toList())
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")));
    }

    private MigratorException missing(String what, String remedy) {
        return new MigratorException(ErrorCode.FILE_NOT_FOUND, what + " of " + place.place() + "." + remedy);
    }

    private List<DatabaseTable> tables(String space) throws SQLException {
        Set<String> partitions = system == DatabaseSystem.POSTGRESQL ? partitions(space) : Set.of();
        List<DatabaseTable> tables = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet rows = catalogs()
                ? data.getTables(space, null, "%", TYPES)
                : data.getTables(connection.getCatalog(), escaped(space), "%", TYPES)) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                String name = rows.getString("TABLE_NAME");
                if (!partitions.contains(name)) {
                    tables.add(new DatabaseTable(
                            orEmpty(rows.getString("TABLE_CAT")),
                            catalogs() ? "" : orEmpty(rows.getString("TABLE_SCHEM")),
                            name,
                            type.contains("VIEW"),
                            type.startsWith("PARTITIONED")));
                }
            }
        }
        return tables;
    }

    private Set<String> partitions(String space) throws SQLException {
        return new LinkedHashSet<>(texts(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relispartition AND n.nspname = ?",
                space));
    }

    private String escaped(String name) throws SQLException {
        String escape = connection.getMetaData().getSearchStringEscape();
        return escape == null || escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Reads the columns and declarations of a table. */
    Described describe(DatabaseTable table) throws SQLException {
        Map<String, String> types = types(table);
        List<DatabaseColumn> columns = new ArrayList<>();
        List<DeclaredFacts.Column> declared = new ArrayList<>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet rows = data.getColumns(
                catalog(table), catalogs() ? null : escaped(table.schema()), escaped(table.name()), "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                String typeName = rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                int precision = rows.getInt("COLUMN_SIZE");
                int scale = rows.getInt("DECIMAL_DIGITS");
                ColumnKind kind = ColumnKind.of(system, rows.getInt("DATA_TYPE"), typeName, precision, scale);
                columns.add(DatabaseColumn.of(name, kind, precision, scale));
                String remarks = rows.getString("REMARKS");
                declared.add(new DeclaredFacts.Column(
                        name,
                        types.getOrDefault(name, typeName),
                        rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls,
                        remarks == null || remarks.isBlank() ? null : remarks));
            }
        }
        List<String> key = primaryKey(data, table);
        return new Described(
                table,
                List.copyOf(columns),
                new DeclaredFacts(
                        comment(data, table),
                        declared,
                        key,
                        uniqueKeys(data, table, key),
                        foreignKeys(data, table),
                        checks(table)));
    }

    private @Nullable String catalog(DatabaseTable table) {
        return table.catalog().isEmpty() ? null : table.catalog();
    }

    private @Nullable String schema(DatabaseTable table) {
        return table.schema().isEmpty() ? null : table.schema();
    }

    /** The types of columns as the database writes them, where that tells more than the driver. */
    private Map<String, String> types(DatabaseTable table) throws SQLException {
        return switch (system) {
            case POSTGRESQL ->
                pairs(
                        "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
                                + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped",
                        table);
            case MARIADB, MYSQL ->
                pairs(
                        "SELECT column_name, column_type FROM information_schema.columns"
                                + " WHERE table_schema = ? AND table_name = ?",
                        table);
            case SQLSERVER, ORACLE, H2, OTHER -> Map.of();
        };
    }

    private List<String> checks(DatabaseTable table) throws SQLException {
        return switch (system) {
            case POSTGRESQL ->
                texts(
                        "SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE k.contype = 'c' AND n.nspname = ? AND c.relname = ? ORDER BY k.conname",
                        table.space(),
                        table.name());
            case MARIADB ->
                texts(
                        "SELECT check_clause FROM information_schema.check_constraints"
                                + " WHERE constraint_schema = ? AND table_name = ? ORDER BY constraint_name",
                        table.space(),
                        table.name());
            case MYSQL, SQLSERVER, ORACLE, H2, OTHER -> List.of();
        };
    }

    private @Nullable String comment(DatabaseMetaData data, DatabaseTable table) throws SQLException {
        try (ResultSet rows = data.getTables(
                catalog(table), catalogs() ? null : escaped(table.schema()), escaped(table.name()), null)) {
            String remarks = rows.next() ? rows.getString("REMARKS") : null;
            return remarks == null || remarks.isBlank() ? null : remarks;
        }
    }

    private List<String> primaryKey(DatabaseMetaData data, DatabaseTable table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet rows = data.getPrimaryKeys(catalog(table), schema(table), table.name())) {
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    private List<List<String>> uniqueKeys(DatabaseMetaData data, DatabaseTable table, List<String> primary)
            throws SQLException {
        Map<String, TreeMap<Integer, String>> keys = new LinkedHashMap<>();
        Set<String> partial = new LinkedHashSet<>();
        if (table.view()) {
            return List.of();
        }
        try (ResultSet rows = data.getIndexInfo(catalog(table), schema(table), table.name(), true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                if (index == null || rows.getString("FILTER_CONDITION") != null || column == null) {
                    partial.add(String.valueOf(index));
                    continue;
                }
                keys.computeIfAbsent(index, unseen -> new TreeMap<>()).put(rows.getInt("ORDINAL_POSITION"), column);
            }
        }
        partial.forEach(keys::remove);
        Set<String> names = new LinkedHashSet<>();
        return keys.values().stream()
                .map(columns -> List.copyOf(columns.values()))
                // An index on an expression has a column that the table lacks.
                .filter(columns -> !columns.equals(primary) && names.add(columns.toString()))
                .toList();
    }

    private List<ForeignKey> foreignKeys(DatabaseMetaData data, DatabaseTable table) throws SQLException {
        Map<String, TreeMap<Integer, String>> children = new LinkedHashMap<>();
        Map<String, TreeMap<Integer, String>> parents = new HashMap<>();
        Map<String, String> targets = new HashMap<>();
        try (ResultSet rows = data.getImportedKeys(catalog(table), schema(table), table.name())) {
            while (rows.next()) {
                DatabaseTable target = new DatabaseTable(
                        orEmpty(rows.getString("PKTABLE_CAT")),
                        catalogs() ? "" : orEmpty(rows.getString("PKTABLE_SCHEM")),
                        rows.getString("PKTABLE_NAME"),
                        false,
                        false);
                String key = rows.getString("FK_NAME") + "\n" + target.location("");
                int position = rows.getInt("KEY_SEQ");
                targets.put(key, target.location(place.place()));
                children.computeIfAbsent(key, unseen -> new TreeMap<>()).put(position, rows.getString("FKCOLUMN_NAME"));
                parents.computeIfAbsent(key, unseen -> new TreeMap<>()).put(position, rows.getString("PKCOLUMN_NAME"));
            }
        }
        List<ForeignKey> keys = new ArrayList<>();
        children.forEach((key, columns) -> keys.add(new ForeignKey(
                List.copyOf(columns.values()),
                targets.getOrDefault(key, ""),
                List.copyOf(parents.getOrDefault(key, new TreeMap<>()).values()))));
        return keys;
    }

    private Map<String, String> pairs(String query, DatabaseTable table) throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table.space());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return found;
    }

    private List<String> texts(String query, String... arguments) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /**
     * A cheap fingerprint of a table's rows: estimates and counters of the database, and the largest key. A change may
     * leave it as it was. Null if the system has none.
     */
    @Nullable
    String version(Described described) throws SQLException {
        DatabaseTable table = described.table();
        String counters = switch (system) {
            case POSTGRESQL ->
                "SELECT concat_ws(' ', c.relfilenode, c.reltuples, pg_relation_size(c.oid), s.n_tup_ins, s.n_tup_upd,"
                        + " s.n_tup_del, s.last_analyze, s.last_autoanalyze) FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_stat_all_tables s ON s.relid = c.oid"
                        + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r'";
            case MARIADB, MYSQL ->
                "SELECT concat_ws(' ', table_rows, data_length, auto_increment, create_time, update_time)"
                        + " FROM information_schema.tables"
                        + " WHERE table_schema = ? AND table_name = ? AND table_type = 'BASE TABLE'";
            case SQLSERVER, ORACLE, H2, OTHER -> null;
        };
        List<String> found = counters == null ? List.of() : texts(counters, table.space(), table.name());
        if (found.isEmpty()) {
            return null;
        }
        String columns = described.columns().toString() + described.declared();
        return found.get(0) + " " + largestKey(described) + " " + Integer.toHexString(columns.hashCode());
    }

    private String largestKey(Described described) throws SQLException {
        List<String> key = described.declared().primaryKey();
        if (key.size() != 1) {
            return "";
        }
        ColumnSql sql = sql();
        return String.join(
                "",
                texts("SELECT MAX(" + sql.quoted(key.get(0)) + ") FROM "
                        + described.table().sql(sql)));
    }
}
