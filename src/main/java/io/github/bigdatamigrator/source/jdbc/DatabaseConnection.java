package io.github.bigdatamigrator.source.jdbc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Describes how to connect to a database; holds no secret.
 *
 * @param name of a connection of {@code conf/connections.yaml}, which {@code db:name#…} refers to; null for one that
 *     was given by its address
 * @param user to connect as; null for BDM_JDBC_USER, or else the user of this process
 * @param password where its password is
 * @param schemas the schemas that may be read, ignoring case; empty for all
 * @param writable whether a migration may load it; by its address, a user may load any database
 */
public record DatabaseConnection(
        @Nullable String name,
        JdbcUrl url,
        @Nullable String user,
        PasswordSource password,
        List<String> schemas,
        boolean writable) {
    public DatabaseConnection {
        schemas = List.copyOf(schemas);
    }

    /** A connection that a user gives by its address: {@code jdbc:postgresql://host/database}. */
    public static DatabaseConnection of(String url) {
        JdbcUrl checked = JdbcUrl.of(url);
        return new DatabaseConnection(null, checked, checked.user(), PasswordSource.DEFAULT, List.of(), true);
    }

    /** What names of tables begin with: {@code db:crm}, or the address. */
    public String place() {
        return name == null ? url.text() : TableSelection.NAMED + name;
    }

    /** Whether tables of the schema may be read. */
    public boolean allows(String schema) {
        return schemas.isEmpty()
                || schemas.stream()
                        .anyMatch(allowed -> allowed.toLowerCase(Locale.ROOT).equals(schema.toLowerCase(Locale.ROOT)));
    }
}
