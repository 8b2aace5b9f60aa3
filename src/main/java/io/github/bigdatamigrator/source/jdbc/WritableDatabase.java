package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens connections that may write, on the driver and in tasks. It travels to executors with its password, which
 * {@link #toString} does not show. Thread-safe.
 */
public final class WritableDatabase implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final JdbcUrl url;
    private final Properties properties;

    private WritableDatabase(String place, JdbcUrl url, Properties properties) {
        this.place = place;
        this.url = url;
        this.properties = properties;
    }

    /**
     * The database of an address, or of a named connection ({@code db:name}) that is marked writable.
     *
     * @throws MigratorException BAD_INPUT for an address that is not allowed, an unknown name, or another system than
     *     PostgreSQL; PATH_FORBIDDEN for a connection that is not marked writable
     */
    public static WritableDatabase of(String place) {
        DatabaseConnection connection = DatabaseConnections.of(place);
        if (connection.url().system() != DatabaseSystem.POSTGRESQL) {
            throw MigratorException.badInput("A migration loads PostgreSQL or tables of Spark; "
                    + connection.place() + " is another database. Write the target as"
                    + " jdbc:postgresql://host/database#schema, or as a folder.");
        }
        if (connection.name() != null && !connection.writable()) {
            throw new MigratorException(
                    ErrorCode.PATH_FORBIDDEN,
                    "The connection " + connection.name() + " is not marked writable. Add “writable: true” to it in the"
                            + " file of connections.");
        }
        Properties properties = DatabaseConnections.properties(connection);
        // Building an index takes longer than any read.
        properties.setProperty("socketTimeout", "0");
        return new WritableDatabase(connection.place(), connection.url(), properties);
    }

    /** Whether the connection, if it is a named one, may load the schema. */
    public static boolean allows(String place, String schema) {
        return DatabaseConnections.of(place).allows(schema);
    }

    public Connection open() throws SQLException {
        Connection opened = DatabaseConnections.driver(url).connect(url.text(), properties);
        if (opened == null) {
            throw new SQLException("The driver does not take the address " + url.text() + ".");
        }
        return opened;
    }

    /** Most connections that are open to one database. */
    public static int mostConnections() {
        return DatabaseConnections.most();
    }

    /** The first line of a driver's message, without the password. */
    public String message(SQLException e) {
        return DatabaseConnections.message(e, properties.getProperty("password"));
    }

    @Override
    public String toString() {
        return place;
    }
}
