package io.github.bigdatamigrator.server.access;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.jdbc.Connections;
import io.github.bigdatamigrator.source.jdbc.DatabaseConnection;
import io.github.bigdatamigrator.source.jdbc.TableSelection;
import io.github.bigdatamigrator.text.SourceName;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which data a caller of the server may name: files under DATA_ROOTS, tables of the connections that the
 * operator named, and what begins as an entry of DATA_SOURCES does.
 */
public final class DataAccess {
    private final DataPaths files;
    private final List<AllowedPrefix> prefixes;
    private final Connections connections;

    /**
     * @param prefixes addresses of folders and names of catalogs or databases, {@code s3a://bucket/sales} and
     *     {@code table:sales}
     * @throws MigratorException BAD_INPUT for a prefix that cannot be allowed
     */
    public DataAccess(DataPaths files, List<String> prefixes, Connections connections) {
        this.connections = connections;
        this.files = files;
        this.prefixes = prefixes.stream().map(AllowedPrefix::of).toList();
    }

    /**
     * Checks the name and returns it, as {@link DataPaths#allowed} does for a file. Opens no connection.
     *
     * @throws MigratorException PATH_FORBIDDEN, or FILE_NOT_FOUND for a missing file under the roots
     */
    public String allowed(String given) {
        SourceName name = SourceName.of(given);
        return switch (name.scheme()) {
            case "", "file" -> files.allowed(given);
            case "delta" -> given.substring(0, "delta:".length()) + deltaFolder(given, name.rest());
            case "db" -> database(given);
            default -> {
                if (prefixes.stream().noneMatch(prefix -> prefix.allows(given))) {
                    throw DataPaths.forbidden(given);
                }
                yield given;
            }
        };
    }

    /** A Delta table is allowed where its folder is. */
    private String deltaFolder(String given, String rest) {
        int version = rest.lastIndexOf('@');
        boolean versioned = version > 0 && rest.substring(version).matches("@v\\d{1,18}");
        String folder = versioned ? rest.substring(0, version) : rest;
        SourceName place = SourceName.of(folder);
        if (folder.isEmpty() || !(place.scheme().isEmpty() || place.isUri())) {
            throw DataPaths.forbidden(given);
        }
        return allowed(folder) + (versioned ? rest.substring(version) : "");
    }

    private String database(String given) {
        TableSelection selection;
        try {
            selection = TableSelection.parse(given);
        } catch (MigratorException e) {
            throw DataPaths.forbidden(given);
        }
        String named = selection.connection();
        DatabaseConnection connection = named == null ? null : connections.all().get(named);
        if (connection == null
                || selection.patterns().stream()
                        .anyMatch(pattern -> pattern.schema() != null && !connection.allows(pattern.schema()))) {
            throw DataPaths.forbidden(given);
        }
        return given;
    }

    /**
     * Checks that a name is a schema of a connection that is marked writable: {@code db:crm#sales}. Opens no
     * connection.
     *
     * @throws MigratorException PATH_FORBIDDEN
     */
    public void requireTarget(String given) {
        int hash = given.indexOf('#');
        String named = given.startsWith(TableSelection.NAMED)
                ? given.substring(TableSelection.NAMED.length(), hash < 0 ? given.length() : hash)
                : "";
        DatabaseConnection connection = connections.all().get(named);
        if (connection == null || !connection.writable()) {
            throw new MigratorException(
                    ErrorCode.PATH_FORBIDDEN,
                    "“" + given + "” may not be loaded. Name a connection that the operator marked writable, with a"
                            + " schema: " + writable() + ".");
        }
    }

    private String writable() {
        return connections.all().entrySet().stream()
                .filter(one -> one.getValue().writable())
                .map(one -> TableSelection.NAMED + one.getKey() + "#schema")
                .reduce((first, second) -> first + ", " + second)
                .orElse("there is none");
    }

    /** What may be named besides files, for people who look for it: {@code db:crm}, {@code s3a://bucket/sales/}. */
    public List<String> offered() {
        return Stream.concat(
                        connections.all().keySet().stream().map(name -> TableSelection.NAMED + name),
                        prefixes.stream().map(AllowedPrefix::toString))
                .toList();
    }
}
