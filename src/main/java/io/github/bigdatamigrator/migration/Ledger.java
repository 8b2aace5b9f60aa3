package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, in the target's own schema, what a migration has loaded: a row for each migration with its plan, for each
 * table, and for each split. What it writes takes part in the transaction of its connection. For one thread.
 */
final class Ledger {
    static final String MIGRATION = "bdm_migration";
    static final String TABLE = "bdm_migration_table";
    static final String SPLIT = "bdm_migration_split";
    static final String REJECT = "bdm_migration_reject";
    static final Set<String> TABLES = Set.of(MIGRATION, TABLE, SPLIT, REJECT);

    /** The first key of the advisory locks of migrations; the second is the schema. */
    private static final int LOCK = 0x62646d;

    private static final String CREATE = """
        CREATE TABLE IF NOT EXISTS bdm_migration (
            id text PRIMARY KEY, plan text NOT NULL, steps int NOT NULL DEFAULT 0, unmet text[] NOT NULL DEFAULT '{}',
            begun timestamptz NOT NULL DEFAULT now(), ended timestamptz);
        CREATE TABLE IF NOT EXISTS bdm_migration_table (
            table_name text PRIMARY KEY, migration text NOT NULL REFERENCES bdm_migration, source text NOT NULL,
            run text NOT NULL, layout text, splits int, loaded boolean NOT NULL DEFAULT false);
        CREATE TABLE IF NOT EXISTS bdm_migration_split (
            table_name text, split int, rows bigint NOT NULL DEFAULT 0, rejected bigint NOT NULL DEFAULT 0,
            loaded timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (table_name, split));
        CREATE TABLE IF NOT EXISTS bdm_migration_reject (
            table_name text NOT NULL, split int NOT NULL, row_in_split bigint NOT NULL, source text, line bigint,
            column_name text NOT NULL, reason text NOT NULL, cells text NOT NULL);
        """;

    private final Connection connection;
    private final String schema;

    /** Sets the connection's search path to the schema, which need not exist yet. */
    Ledger(Connection connection, String schema) throws SQLException {
        this.connection = connection;
        this.schema = schema;
        execute("SET search_path TO " + SqlIdentifiers.quoteStandard(schema));
    }

    /**
     * Takes the lock of the schema for as long as the connection lives.
     *
     * @throws MigratorException STORE_FAILED if another migration has it
     */
    void lock() throws SQLException {
        if (!text("SELECT pg_try_advisory_lock(" + LOCK + ", hashtext(?))::text", schema)
                .equals(Optional.of("true"))) {
            String holder =
                    text("""
                            SELECT 'since ' || to_char(a.backend_start, 'YYYY-MM-DD HH24:MI') || ', backend ' || a.pid
                            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                            WHERE l.locktype = 'advisory' AND l.classid::bigint = ? AND l.granted
                              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                              AND l.objid::bigint = hashtext(?)::bit(32)::bigint LIMIT 1
                            """, LOCK, schema).map(found -> " (" + found + ")").orElse("");
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Another migration is loading the schema " + schema + holder
                            + ". Wait until it has ended, or name another schema.");
        }
    }

    boolean schemaExists() throws SQLException {
        return text("SELECT 'yes' FROM pg_namespace WHERE nspname = ?", schema).isPresent();
    }

    /** Whether a migration has been here before. */
    boolean exists() throws SQLException {
        return text("SELECT to_regclass(?)::text", SqlIdentifiers.quoteStandard(schema) + "." + MIGRATION)
                .isPresent();
    }

    void create() throws SQLException {
        if (!schemaExists()) {
            execute("CREATE SCHEMA IF NOT EXISTS " + SqlIdentifiers.quoteStandard(schema));
        }
        if (!exists()) {
            execute(CREATE);
        }
    }

    /** Tables, views and the like of the schema by name, with their approximate rows. */
    Map<String, String> relations() throws SQLException {
        Map<String, String> relations = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT c.relname, c.reltuples::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ?
                """)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    relations.put(rows.getString(1), NumberFormat.count(Math.max(0, rows.getLong(2)), "row"));
                }
            }
        }
        return relations;
    }

    /**
     * A migration that has begun here.
     *
     * @param tables their names in the target
     */
    record Begun(String id, String plan, int steps, boolean ended, List<String> tables) {}

    /** The migrations of this schema, the latest first. */
    List<Begun> migrations() throws SQLException {
        if (!exists()) {
            return List.of();
        }
        List<Begun> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT m.id, m.plan, m.steps, m.ended IS NOT NULL,
                            array_remove(array_agg(t.table_name ORDER BY t.table_name), NULL)
                        FROM bdm_migration m LEFT JOIN bdm_migration_table t ON t.migration = m.id
                        GROUP BY m.id ORDER BY m.begun DESC
                        """)) {
            while (rows.next()) {
                found.add(new Begun(
                        rows.getString(1), rows.getString(2), rows.getInt(3), rows.getBoolean(4), List.of((String[])
                                rows.getArray(5).getArray())));
            }
        }
        return found;
    }

    void begin(String id, String plan) throws SQLException {
        update("INSERT INTO bdm_migration (id, plan) VALUES (?, ?)", id, plan);
    }

    void addTable(String table, String id, String source, String run) throws SQLException {
        update(
                "INSERT INTO bdm_migration_table (table_name, migration, source, run) VALUES (?, ?, ?, ?)",
                table,
                id,
                source,
                run);
    }

    /** Forgets a table, and migrations that then have none. */
    void forget(String table) throws SQLException {
        clear(table);
        update("DELETE FROM bdm_migration_table WHERE table_name = ?", table);
        execute("DELETE FROM bdm_migration m WHERE NOT EXISTS"
                + " (SELECT FROM bdm_migration_table t WHERE t.migration = m.id)");
    }

    private void clear(String table) throws SQLException {
        update("DELETE FROM bdm_migration_split WHERE table_name = ?", table);
        update("DELETE FROM bdm_migration_reject WHERE table_name = ?", table);
    }

    /**
     * Gives the tables of a migration to a run, so that tasks of earlier runs can load nothing any more. Waits for
     * those that are committing.
     */
    void take(String id, String run) throws SQLException {
        execute("SET LOCAL lock_timeout = '60s'");
        update("UPDATE bdm_migration_table SET run = ? WHERE migration = ?", run, id);
    }

    /**
     * Records how a table is divided, and empties it if an earlier run had divided it in another way.
     *
     * @return whether it was emptied
     */
    boolean divide(String table, String quoted, String layout, int splits) throws SQLException {
        Optional<String> before = text("SELECT layout FROM bdm_migration_table WHERE table_name = ?", table);
        if (before.equals(Optional.of(layout))) {
            return false;
        }
        if (before.isPresent()) {
            execute("TRUNCATE TABLE " + quoted);
            clear(table);
        }
        update("UPDATE bdm_migration_table SET layout = ?, splits = ? WHERE table_name = ?", layout, splits, table);
        return before.isPresent();
    }

    /**
     * What is loaded of a table.
     *
     * @param splits how many the table has; null while it is not divided
     */
    record Loaded(@Nullable Integer splits, int done, long rows, long rejected, boolean complete) {}

    Loaded loaded(String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT t.splits, t.loaded, count(s.split), coalesce(sum(s.rows), 0), coalesce(sum(s.rejected), 0)
                FROM bdm_migration_table t LEFT JOIN bdm_migration_split s USING (table_name)
                WHERE t.table_name = ? GROUP BY t.table_name
                """)) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return new Loaded(null, 0, 0, 0, false);
                }
                return new Loaded(
                        (Integer) row.getObject(1), row.getInt(3), row.getLong(4), row.getLong(5), row.getBoolean(2));
            }
        }
    }

    void complete(String table) throws SQLException {
        update("UPDATE bdm_migration_table SET loaded = true WHERE table_name = ?", table);
    }

    void step(String id, int done) throws SQLException {
        update("UPDATE bdm_migration SET steps = ? WHERE id = ?", done, id);
    }

    /** Records a step that could not be done. */
    void unmet(String id, int done, String reason) throws SQLException {
        update("UPDATE bdm_migration SET steps = ?, unmet = array_append(unmet, ?) WHERE id = ?", done, reason, id);
    }

    List<String> unmet(String id) throws SQLException {
        try (PreparedStatement query = prepared("SELECT unmet FROM bdm_migration WHERE id = ?", id);
                ResultSet row = query.executeQuery()) {
            return row.next() ? List.of((String[]) row.getArray(1).getArray()) : List.of();
        }
    }

    void end(String id) throws SQLException {
        update("UPDATE bdm_migration SET ended = now() WHERE id = ?", id);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = prepared(sql, values)) {
            update.executeUpdate();
        }
    }

    /** The first value as text; empty for no row and for null. */
    Optional<String> text(String sql, Object... values) throws SQLException {
        try (PreparedStatement query = prepared(sql, values);
                ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
