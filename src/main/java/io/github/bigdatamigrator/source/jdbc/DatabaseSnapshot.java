package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the connections through which one profile reads a database. On PostgreSQL all of them, and those that Spark
 * opens with {@link #onConnect}, see the state of one moment; elsewhere each sees that of its own beginning. Safe for
 * use by several threads.
 */
final class DatabaseSnapshot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSnapshot.class);

    private final DatabaseConnection place;
    private final @Nullable String exported;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> opened = new ArrayList<>();
    private final ExecutorService threads;
    private final AtomicBoolean first = new AtomicBoolean(true);

    private DatabaseSnapshot(DatabaseConnection place, int most) {
        this.place = place;
        exported = begin();
        // All at once, so that their states are close where they are not one.
        while (opened.size() < most) {
            try {
                idle.add(connect(exported));
            } catch (MigratorException e) {
                LOG.info("{} admits {} connections: {}", place.place(), opened.size(), e.getMessage());
                break;
            }
        }
        threads = Executors.newFixedThreadPool(opened.size(), work -> {
            Thread thread = new Thread(work, "database scan");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens as many connections as are allowed and the database admits, but at least one.
     *
     * @throws MigratorException FILE_UNREADABLE if the database cannot be reached
     */
    static DatabaseSnapshot open(DatabaseConnection place, int most) {
        return new DatabaseSnapshot(place, most);
    }

    private @Nullable String begin() {
        Connection holder = connect(null);
        idle.add(holder);
        if (place.url().system() != DatabaseSystem.POSTGRESQL) {
            return null;
        }
        try (Statement statement = holder.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_export_snapshot()")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            // A standby server exports none.
            rollback(holder);
            return null;
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The next statement reports it.
        }
    }

    /** Opens a connection in the snapshot. */
    private Connection connect(@Nullable String snapshot) {
        Connection connection = DatabaseConnections.open(place);
        try {
            switch (place.url().system()) {
                case POSTGRESQL -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    connection.setAutoCommit(false);
                    if (snapshot != null) {
                        execute(connection, "SET TRANSACTION SNAPSHOT '" + snapshot + "'");
                    }
                }
                case MARIADB, MYSQL -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
                }
                case SQLSERVER, ORACLE, H2, OTHER -> connection.setAutoCommit(false);
            }
            opened.add(connection);
            return connection;
        } catch (SQLException e) {
            DatabaseConnections.close(connection);
            throw failed("Cannot begin to read " + place.place(), e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static MigratorException failed(String what, SQLException e) {
        return new MigratorException(ErrorCode.FILE_UNREADABLE, what + ": " + DatabaseConnections.message(e, null), e);
    }

    DatabaseConnection place() {
        return place;
    }

    int connections() {
        return opened.size();
    }

    /** Whether all connections see the state of one moment. */
    boolean consistent() {
        return exported != null;
    }

    /** What a connection of Spark runs first to see the same state; null if there is nothing. */
    @Nullable
    String onConnect() {
        return exported == null
                ? null
                : "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET TRANSACTION SNAPSHOT '" + exported
                        + "'";
    }

    /** True once. */
    boolean takeFirst() {
        return first.getAndSet(false);
    }

    /** Work that may fail with an error of the database. */
    interface DatabaseWork<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs work on one of the threads and waits for its result.
     *
     * @throws MigratorException FILE_UNREADABLE if the database fails, CANCELLED when interrupted
     */
    <T> T call(String what, DatabaseWork<T> work) {
        return result(submit(() -> {
            Connection connection = take();
            try {
                return exported == null ? work.run(connection) : kept(connection, work);
            } catch (SQLException e) {
                throw failed(what, e);
            } finally {
                give(connection);
            }
        }));
    }

    /** Runs work so that its failure does not end the transaction, which may be the one that holds the snapshot. */
    private static <T> T kept(Connection connection, DatabaseWork<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            T result = work.run(connection);
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback(before);
            throw e;
        }
    }

    static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new MigratorException(ErrorCode.INTERNAL, "Reading a database failed: " + e.getCause(), e);
        }
    }

    /** Starts work on one of the threads, of which there are as many as connections. */
    <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    /** A connection for a thread of {@link #submit}; to be given back. */
    synchronized Connection take() {
        return idle.remove();
    }

    synchronized void give(Connection connection) {
        idle.push(connection);
    }

    /** Ends a connection on which a thread may be waiting. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone in any case.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        List<Connection> free;
        List<Connection> used;
        synchronized (this) {
            free = List.copyOf(idle);
            opened.removeAll(free);
            used = List.copyOf(opened);
            idle.clear();
        }
        free.forEach(DatabaseConnections::close);
        used.forEach(DatabaseSnapshot::abort);
    }
}
