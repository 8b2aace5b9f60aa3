package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to databases, which can only read. What is configured holds for this process, since environment and
 * drivers are the process's too. Safe for use by several threads.
 */
public final class DatabaseConnections {
    private static final int DEFAULT_MOST = 4;
    private static final String CONNECT_SECONDS = "15";
    private static final String SOCKET_SECONDS = "900";
    private static final String MILLIS = "000";

    private static volatile Connections named = new Connections(Path.of("conf", "connections.yaml"));
    private static volatile int most = DEFAULT_MOST;

    private DatabaseConnections() {}

    /**
     * @param connections for {@code db:name#…}
     * @param mostConnections that are open to one database while it is profiled
     */
    public static void configure(Connections connections, int mostConnections) {
        named = connections;
        most = mostConnections;
    }

    static int most() {
        return most;
    }

    /**
     * The connection that names of tables begin with: an address, or {@code db:name}.
     *
     * @throws MigratorException BAD_INPUT for an address that is not allowed and an unknown name
     */
    static DatabaseConnection of(String place) {
        if (!place.startsWith(TableSelection.NAMED)) {
            return DatabaseConnection.of(place);
        }
        return named.named(place.substring(TableSelection.NAMED.length()));
    }

    /**
     * The driver of an address.
     *
     * @throws MigratorException FILE_UNREADABLE if none is on the class path
     */
    static Driver driver(JdbcUrl url) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (Driver driver : ServiceLoader.load(
                Driver.class, loader == null ? DatabaseConnections.class.getClassLoader() : loader)) {
            try {
                if (driver.acceptsURL(url.text())) {
                    return driver;
                }
            } catch (SQLException e) {
                // Another driver may accept it.
            }
        }
        String scheme = url.text().substring(0, url.text().indexOf(':', "jdbc:".length()) + 1);
        throw new MigratorException(
                ErrorCode.FILE_UNREADABLE,
                "There is no driver for " + scheme + "… on the class path. Name its jar for the launcher"
                        + " (BDM_JARS=/path/to/driver.jar), or start spark-submit with --jars"
                        + (url.system().driver().isEmpty()
                                ? "."
                                : "; it is " + url.system().driver() + "."));
    }

    /** User, password and what keeps a connection from waiting for ever, as the driver takes them. */
    static Properties properties(DatabaseConnection connection) {
        Map<String, String> environment = System.getenv();
        Properties properties = new Properties();
        String user = Passwords.user(connection, environment);
        properties.setProperty("user", user);
        String password = Passwords.password(connection, user, environment);
        if (password != null) {
            properties.setProperty("password", password);
        }
        switch (connection.url().system()) {
            case POSTGRESQL -> {
                set(connection, properties, "connectTimeout", CONNECT_SECONDS);
                set(connection, properties, "socketTimeout", SOCKET_SECONDS);
                set(connection, properties, "tcpKeepAlive", "true");
                set(connection, properties, "ApplicationName", "big-data-migrator");
                // A value arrives as text, which the scan reads as it reads files.
                properties.setProperty("binaryTransfer", "false");
            }
            case MARIADB, MYSQL -> {
                set(connection, properties, "connectTimeout", CONNECT_SECONDS + MILLIS);
                set(connection, properties, "socketTimeout", SOCKET_SECONDS + MILLIS);
                properties.setProperty("allowLocalInfile", "false");
                properties.setProperty("tinyInt1isBit", "false");
                properties.setProperty("yearIsDateType", "false");
                if (connection.url().system() == DatabaseSystem.MYSQL) {
                    properties.setProperty("allowLoadLocalInfile", "false");
                    properties.setProperty("allowUrlInLocalInfile", "false");
                    properties.setProperty("autoDeserialize", "false");
                    properties.setProperty("useCursorFetch", "true");
                }
            }
            case SQLSERVER -> {
                set(connection, properties, "loginTimeout", CONNECT_SECONDS);
                set(connection, properties, "socketTimeout", SOCKET_SECONDS + MILLIS);
            }
            case ORACLE -> {
                properties.setProperty("oracle.net.CONNECT_TIMEOUT", CONNECT_SECONDS + MILLIS);
                properties.setProperty("oracle.jdbc.ReadTimeout", SOCKET_SECONDS + MILLIS);
            }
            case H2, OTHER -> {}
        }
        return properties;
    }

    private static void set(DatabaseConnection connection, Properties properties, String name, String value) {
        if (!connection.url().text().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT) + "=")) {
            properties.setProperty(name, value);
        }
    }

    /**
     * Opens a connection for reading only, with times in UTC.
     *
     * @throws MigratorException FILE_UNREADABLE if the database cannot be reached or refuses the user
     */
    static Connection open(DatabaseConnection connection) {
        Properties properties = properties(connection);
        Driver driver = driver(connection.url());
        Connection opened = null;
        try {
            opened = driver.connect(connection.url().text(), properties);
            if (opened == null) {
                throw new SQLException("the driver does not take this address");
            }
            opened.setReadOnly(true);
            for (String statement : connection.url().system().onConnect()) {
                try (Statement setting = opened.createStatement()) {
                    setting.execute(statement);
                }
            }
            return opened;
        } catch (SQLException e) {
            close(opened);
            boolean refused = e.getSQLState() != null && e.getSQLState().startsWith("28");
            if (refused) {
                Passwords.forget(connection, properties.getProperty("user"));
            }
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot connect to " + connection.place() + " as " + properties.getProperty("user") + ": "
                            + message(e, properties.getProperty("password")) + " "
                            + (refused ? Passwords.REMEDY : "Check the address and whether the server runs."));
        }
    }

    static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is gone in any case.
        }
    }

    /** The first line of a driver's message, without the password. */
    static String message(SQLException e, @Nullable String password) {
        String text =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String safe = password == null || password.isEmpty() ? text : text.replace(password, "…");
        return safe.endsWith(".") ? safe : safe + ".";
    }
}
