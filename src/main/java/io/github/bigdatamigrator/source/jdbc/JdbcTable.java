package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.SplitVisitor;
import io.github.bigdatamigrator.source.jdbc.DatabaseTable.Described;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Represents a table of a database. Its rows are read by threads of this process: a cluster would open as few
 * connections, and the password stays here.
 */
record JdbcTable(
        String name,
        String location,
        Origin origin,
        List<SourceColumn> columns,
        List<Problem> problems,
        Described described,
        DatabaseSnapshot snapshot)
        implements SourceTable {
    private static final int FETCH_ROWS = 10_000;
    private static final int WIDE_FETCH_CELLS = 100_000;

    @Override
    public SourceTable only(List<DataFile> files) {
        return this;
    }

    @Override
    public SourceTable withProblem(Problem problem) {
        List<Problem> all = Stream.concat(problems.stream(), Stream.of(problem)).toList();
        return new JdbcTable(name, location, origin, columns, all, described, snapshot);
    }

    @Override
    public DeclaredFacts declared() {
        return described.declared();
    }

    /** What was read of one range, and what ended it early. */
    private record Part<T>(T value, @Nullable SQLException failure) {
        /** With an error of reading, or of closing what is broken. */
        Part<T> failedBy(SQLException error) {
            return failure == null ? new Part<>(value, error) : this;
        }
    }

    @Override
    public <T> SplitVisitor.Result<T> scan(LazySpark spark, SplitVisitor<T> visitor) {
        Map<Integer, Cancellation> running = new ConcurrentHashMap<>();
        List<Future<Part<T>>> parts = new ArrayList<>();
        T whole = visitor.empty();
        SQLException failure = null;
        try {
            List<ScanRange> ranges = snapshot.call("Cannot read " + location, this::ranges);
            for (int i = 0; i < ranges.size(); i++) {
                int number = i;
                parts.add(snapshot.submit(() -> read(number, ranges.get(number), visitor, running)));
            }
            for (Future<Part<T>> part : parts) {
                Part<T> done = DatabaseSnapshot.result(part);
                whole = visitor.merge(whole, done.value());
                failure = failure == null ? done.failure() : failure;
            }
        } finally {
            parts.forEach(part -> part.cancel(false));
            running.values().forEach(JdbcTable::cancel);
        }
        return new SplitVisitor.Result<>(
                whole,
                new RowRepairCounts(),
                origin,
                failure == null || visitor.stopped()
                        ? null
                        : DatabaseSnapshot.failed("The database failed while " + location + " was read", failure));
    }

    private List<ScanRange> ranges(Connection connection) throws SQLException {
        return new RangePlanner(connection, sql(), snapshot.connections()).ranges(described);
    }

    private ColumnSql sql() {
        return new ColumnSql(snapshot.place().url().system());
    }

    /** Ends a statement from another thread. */
    private interface Cancellation {
        void run() throws SQLException;
    }

    private static void cancel(Cancellation running) {
        try {
            running.run();
        } catch (SQLException e) {
            // It has ended.
        }
    }

    private <T> Part<T> read(int number, ScanRange range, SplitVisitor<T> visitor, Map<Integer, Cancellation> running) {
        if (visitor.stopped()) {
            return new Part<>(visitor.empty(), null);
        }
        Connection connection = snapshot.take();
        try {
            return snapshot.place().url().system() == DatabaseSystem.POSTGRESQL
                    ? copy(connection, number, range, visitor, running)
                    : select(connection, number, range, visitor, running);
        } catch (IOException e) {
            throw new MigratorException(ErrorCode.INTERNAL, "Reading " + location + " failed: " + e, e);
        } finally {
            running.remove(number);
            snapshot.give(connection);
        }
    }

    private <T> Part<T> copy(
            Connection connection,
            int number,
            ScanRange range,
            SplitVisitor<T> visitor,
            Map<Integer, Cancellation> running)
            throws IOException {
        Part<T> done = new Part<>(visitor.empty(), null);
        try {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            running.put(number, postgres::cancelQuery);
            CopyOut copy = postgres.getCopyAPI().copyOut("COPY (" + query(range) + ") TO STDOUT");
            DatabaseRowReader reader = new DatabaseRowReader(
                    new CopyTexts(copy, described.columns().size()), described.columns(), number);
            done = new Part<>(visitor.visit(reader), reader.failure());
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            return done;
        } catch (SQLException e) {
            return done.failedBy(e);
        }
    }

    private <T> Part<T> select(
            Connection connection,
            int number,
            ScanRange range,
            SplitVisitor<T> visitor,
            Map<Integer, Cancellation> running)
            throws IOException {
        Part<T> done = new Part<>(visitor.empty(), null);
        try (PreparedStatement statement = connection.prepareStatement(query(range))) {
            running.put(number, statement::cancel);
            statement.setFetchSize(fetchRows());
            for (int i = 0; i < range.bounds().size(); i++) {
                statement.setObject(i + 1, range.bounds().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                DatabaseRowReader reader = new DatabaseRowReader(
                        new ResultSetTexts(rows, described.columns().size()), described.columns(), number);
                done = new Part<>(visitor.visit(reader), reader.failure());
                if (visitor.stopped()) {
                    // Closing would read the rest.
                    statement.cancel();
                }
                return done;
            }
        } catch (SQLException e) {
            return done.failedBy(e);
        }
    }

    private int fetchRows() {
        return Math.max(100, Math.min(FETCH_ROWS, WIDE_FETCH_CELLS / Math.max(1, columns.size())));
    }

    private String query(ScanRange range) {
        ColumnSql sql = sql();
        return described.columns().stream().map(sql::scanned).collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM " + range.from() + (range.condition() == null ? "" : " WHERE " + range.condition());
    }

    /** A statement that reads nothing, and fails if the user may not read the table. */
    String probe() {
        return query(new ScanRange(described.table().sql(sql()), "1 = 0", List.of()));
    }
}
