package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.source.jdbc.DatabaseTable.Described;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts tables into ranges that are read side by side: ranges of blocks on PostgreSQL, elsewhere ranges of the primary
 * key with about equally many rows, by quantiles of sampled keys. For one thread.
 */
final class RangePlanner {
    /** About what a connection reads in a second or two: less is not worth a statement. */
    private static final long RANGE_BYTES = 32L << 20;

    private static final int MAX_RANGES = 256;
    private static final long SMALL_BYTES = 4L << 20;
    private static final int SAMPLE = 2_000;
    /** The first version that finds a range of blocks without reading the others. */
    private static final int POSTGRES_BLOCK_RANGES = 14;

    private final Connection connection;
    private final DatabaseSystem system;
    private final ColumnSql sql;
    private final int connections;

    RangePlanner(Connection connection, ColumnSql sql, int connections) {
        this.connection = connection;
        this.system = sql.system();
        this.sql = sql;
        this.connections = connections;
    }

    List<ScanRange> ranges(Described described) throws SQLException {
        DatabaseTable table = described.table();
        return switch (system) {
            case POSTGRESQL ->
                table.view() || connection.getMetaData().getDatabaseMajorVersion() < POSTGRES_BLOCK_RANGES
                        ? List.of(ScanRange.whole(table.sql(sql)))
                        : blocks(table);
            case MARIADB, MYSQL, SQLSERVER, ORACLE -> keys(described);
            case H2, OTHER -> List.of(ScanRange.whole(table.sql(sql)));
        };
    }

    private int count(long bytes) {
        return bytes < SMALL_BYTES ? 1 : (int) Math.min(MAX_RANGES, Math.max(connections, bytes / RANGE_BYTES));
    }

    private List<ScanRange> blocks(DatabaseTable table) throws SQLException {
        List<ScanRange> ranges = new ArrayList<>();
        // A partitioned table has no rows, and its partitions are read one by one.
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT quote_ident(pn.nspname) || '.' || quote_ident(p.relname), p.relkind = 'r',
                    pg_relation_size(p.oid), current_setting('block_size')::int
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    CROSS JOIN LATERAL (
                        SELECT c.oid AS leaf WHERE c.relkind <> 'p'
                        UNION ALL SELECT relid FROM pg_partition_tree(c.oid) WHERE isleaf AND c.relkind = 'p') l
                    JOIN pg_class p ON p.oid = l.leaf JOIN pg_namespace pn ON pn.oid = p.relnamespace
                WHERE n.nspname = ? AND c.relname = ? ORDER BY 1""")) {
            statement.setString(1, table.space());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    addBlocks(rows.getString(1), rows.getBoolean(2), rows.getLong(3), rows.getInt(4), ranges);
                }
            }
        }
        return ranges;
    }

    private void addBlocks(String from, boolean heap, long bytes, int blockSize, List<ScanRange> ranges) {
        int count = heap ? count(bytes) : 1;
        long blocks = bytes / blockSize;
        for (int i = 0; i < count; i++) {
            List<String> conditions = new ArrayList<>();
            if (i > 0) {
                conditions.add("ctid >= '(" + blocks * i / count + ",0)'::tid");
            }
            if (i < count - 1) {
                conditions.add("ctid < '(" + blocks * (i + 1) / count + ",0)'::tid");
            }
            // The last one has no end, since the table may have grown.
            ranges.add(new ScanRange(from, count == 1 ? null : String.join(" AND ", conditions), List.of()));
        }
    }

    private List<ScanRange> keys(Described described) throws SQLException {
        String from = described.table().sql(sql);
        long bytes = described.table().view() ? 0 : bytes(described.table());
        List<String> key = described.declared().primaryKey();
        int count = count(bytes);
        if (key.isEmpty() || count == 1) {
            return List.of(ScanRange.whole(from));
        }
        String column = sql.quoted(key.get(0));
        List<Object> bounds = quantiles(sampled(from, column, described.table()), count);
        List<ScanRange> ranges = new ArrayList<>();
        for (int i = 0; i <= bounds.size(); i++) {
            List<String> conditions = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            if (i > 0) {
                conditions.add(column + " >= ?");
                values.add(bounds.get(i - 1));
            }
            if (i < bounds.size()) {
                conditions.add(column + " < ?");
                values.add(bounds.get(i));
            }
            ranges.add(new ScanRange(from, conditions.isEmpty() ? null : String.join(" AND ", conditions), values));
        }
        return ranges;
    }

    private long bytes(DatabaseTable table) throws SQLException {
        return switch (system) {
            case MARIADB, MYSQL ->
                number(
                        "SELECT data_length FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                        table.space(),
                        table.name());
            case SQLSERVER ->
                number(
                        "SELECT SUM(used_page_count) * 8192 FROM sys.dm_db_partition_stats WHERE object_id ="
                                + " OBJECT_ID(QUOTENAME(?) + '.' + QUOTENAME(?)) AND index_id < 2",
                        table.space(),
                        table.name());
            case ORACLE ->
                number(
                        "SELECT blocks * 8192 FROM all_tables WHERE owner = ? AND table_name = ?",
                        table.space(),
                        table.name());
            case POSTGRESQL, H2, OTHER -> 0;
        };
    }

    /** A figure; 0 if the user may not read it or there is none. */
    private long number(String query, String... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Some keys in the order of the database, which alone knows how it compares them. */
    private List<@Nullable Object> sampled(String from, String column, DatabaseTable table) throws SQLException {
        long rows = Math.max(1, estimatedRows(table));
        double share = Math.min(1, (double) SAMPLE / rows);
        String query = switch (system) {
            case SQLSERVER ->
                "SELECT " + column + " FROM " + from + " TABLESAMPLE (" + Math.max(0.01, share * 100)
                        + " PERCENT) ORDER BY " + column;
            case ORACLE ->
                "SELECT " + column + " FROM " + from + " SAMPLE (" + Math.max(0.0001, Math.min(99, share * 100))
                        + ") ORDER BY " + column;
            case MARIADB, MYSQL, POSTGRESQL, H2, OTHER ->
                "SELECT " + column + " FROM " + from + " WHERE RAND() < " + share + " ORDER BY " + column;
        };
        List<@Nullable Object> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                keys.add(found.getObject(1));
            }
        }
        return keys;
    }

    private long estimatedRows(DatabaseTable table) throws SQLException {
        return switch (system) {
            case MARIADB, MYSQL ->
                number(
                        "SELECT table_rows FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                        table.space(),
                        table.name());
            case SQLSERVER ->
                number(
                        "SELECT SUM(row_count) FROM sys.dm_db_partition_stats WHERE object_id ="
                                + " OBJECT_ID(QUOTENAME(?) + '.' + QUOTENAME(?)) AND index_id < 2",
                        table.space(),
                        table.name());
            case ORACLE ->
                number(
                        "SELECT num_rows FROM all_tables WHERE owner = ? AND table_name = ?",
                        table.space(),
                        table.name());
            case POSTGRESQL, H2, OTHER -> 0;
        };
    }

    /** The distinct bounds between ranges. */
    static List<Object> quantiles(List<@Nullable Object> sorted, int ranges) {
        List<Object> bounds = new ArrayList<>();
        for (int i = 1; i < ranges && !sorted.isEmpty(); i++) {
            Object bound = sorted.get((int) ((long) sorted.size() * i / ranges));
            boolean again = bounds.isEmpty()
                    ? Objects.equals(bound, sorted.get(0))
                    : Objects.equals(bound, bounds.get(bounds.size() - 1));
            if (bound != null && !again) {
                bounds.add(bound);
            }
        }
        return bounds;
    }
}
