package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.Ledger.Begun;
import io.github.bigdatamigrator.source.jdbc.TableSelection;
import io.github.bigdatamigrator.source.jdbc.WritableDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Represents a schema of a PostgreSQL database that a migration loads. */
record PostgresTarget(WritableDatabase database, String schema) {
    private static final String DEFAULT_SCHEMA = "public";
    private static final int WAIT_SECONDS = 120;

    static boolean isDatabase(String target) {
        return TableSelection.isDatabase(target);
    }

    /** @throws MigratorException as {@link WritableDatabase#of}; PATH_FORBIDDEN for a schema that may not be loaded */
    static PostgresTarget of(String target) {
        int hash = target.indexOf('#');
        String place = hash < 0 ? target : target.substring(0, hash);
        String schema = hash < 0
                ? DEFAULT_SCHEMA
                : SchemaNames.unquoted(target.substring(hash + 1).strip());
        if (!SchemaNames.fits(schema) || schema.startsWith("pg_") || schema.contains("*")) {
            throw MigratorException.badInput(
                    "“" + schema + "” names no schema to load. Write" + " jdbc:postgresql://host/database#schema.");
        }
        WritableDatabase database = WritableDatabase.of(place);
        if (!WritableDatabase.allows(place, schema)) {
            throw new MigratorException(
                    ErrorCode.PATH_FORBIDDEN,
                    "The schema " + schema + " is not among the schemas of " + place + ". Add it to the connection.");
        }
        return new PostgresTarget(database, schema);
    }

    /** What users name. */
    String name() {
        return database + "#" + schema;
    }

    /** The name of a loaded table, as a user would name it to read it. */
    String location(String table) {
        return database + "#" + PostgresStatements.quoted(schema) + "." + PostgresStatements.quoted(table);
    }

    /** The latest migration of this schema, with its plan; an unfinished one first. */
    Optional<Begun> latest() {
        try (Connection connection = database.open()) {
            List<Begun> begun = new Ledger(connection, schema).migrations();
            return begun.stream()
                    .filter(one -> !one.ended())
                    .findFirst()
                    .or(() -> begun.stream().findFirst());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Whether a failure is one of the connection or a restart of the server, after which it can go on. */
    static boolean isLost(Throwable failure) {
        SQLException e = ExceptionUtils.throwableOfType(failure, SQLException.class);
        String state = e == null ? "" : String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Waits until the server answers again; returns whether it does. */
    boolean awaitServer() {
        for (int second = 0; second < WAIT_SECONDS; second++) {
            try (Connection connection = database.open()) {
                return connection.isValid(WAIT_SECONDS);
            } catch (SQLException e) {
                if (!isLost(e)) {
                    return false;
                }
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** The error that users see. */
    MigratorException failure(Throwable failure) {
        MigratorException ours = ExceptionUtils.getThrowableList(failure).stream()
                .filter(MigratorException.class::isInstance)
                .map(MigratorException.class::cast)
                .reduce((outer, inner) -> inner)
                .orElse(null);
        if (ours != null && ours.code() != ErrorCode.INTERNAL) {
            return new MigratorException(ours.code(), String.valueOf(ours.getMessage()), failure);
        }
        SQLException e = ExceptionUtils.throwableOfType(failure, SQLException.class);
        if (e == null) {
            return new MigratorException(
                    ErrorCode.INTERNAL,
                    "The migration to " + name() + " failed: " + ExceptionUtils.getRootCauseMessage(failure)
                            + ". What is loaded is kept; go on with --resume.",
                    failure);
        }
        boolean connecting = isLost(e) || String.valueOf(e.getSQLState()).startsWith("28");
        return new MigratorException(
                connecting ? ErrorCode.FILE_UNREADABLE : ErrorCode.STORE_FAILED,
                (connecting ? "Cannot reach " : "The migration to ")
                        + name()
                        + (connecting ? ": " : " failed: ")
                        + database.message(e)
                        + (connecting
                                ? " Check the address, the user and whether the server runs."
                                : " What is loaded is kept; go on with --resume."),
                failure);
    }
}
