package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the connections that an operator has named, from a file of YAML:
 *
 * <pre>{@code
 * crm:
 *   url: jdbc:postgresql://db.example.com/crm
 *   user: reader
 *   password: {env: CRM_PASSWORD}   # or {file: /run/secrets/crm}, or pgpass
 *   schemas: [public, sales]        # the only ones that may be read; all without this line
 *   writable: true                  # a migration may create and load tables; without this line none may
 * }</pre>
 *
 * The file holds no password. It is read each time it is needed, so that a change has effect at once. Thread-safe.
 */
public final class Connections {
    private static final List<String> KEYS = List.of("url", "user", "password", "schemas", "writable");
    private static final List<String> PLACES = List.of("env", "file");
    private static final String PASSWORD_FORM =
            "“password” says where the password is: {env: NAME}, {file: PATH} or pgpass; it must not be the password"
                    + " itself";

    private final Path file;

    /** @param file need not exist */
    public Connections(Path file) {
        this.file = file;
    }

    /**
     * All connections by name; none without the file.
     *
     * @throws MigratorException BAD_INPUT with the line of what is wrong; the message contains no value
     */
    public Map<String, DatabaseConnection> all() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "Cannot read the connections in " + file + " (" + e + "). It must be UTF-8 text.",
                    e);
        }
        return parse(file.toString(), text);
    }

    /**
     * The connection of that name, which {@code db:name#…} refers to.
     *
     * @throws MigratorException BAD_INPUT if there is none, or as {@link #all}
     */
    DatabaseConnection named(String name) {
        Map<String, DatabaseConnection> all = all();
        DatabaseConnection found = all.get(name);
        if (found == null) {
            throw MigratorException.badInput("No connection is named " + name + ". "
                    + (all.isEmpty()
                            ? "Name it in " + file + "."
                            : "Known are " + all.keySet().stream().sorted().collect(Collectors.joining(", ")) + "."));
        }
        return found;
    }

    static Map<String, DatabaseConnection> parse(String name, String text) {
        Yaml document = YamlReader.read(name, text);
        Map<String, DatabaseConnection> connections = new LinkedHashMap<>();
        if (document instanceof Scalar empty && empty.kind() == Yaml.Kind.NULL) {
            return connections;
        }
        if (!(document instanceof Mapping mapping)) {
            throw document.place().refuse("expected names of connections, such as “crm: {url: jdbc:…}”");
        }
        for (Entry entry : mapping.entries()) {
            if (!entry.key().matches("[\\w-]+")) {
                throw entry.place().refuse("the name of a connection is letters, digits, _ and -");
            }
            if (!(entry.value() instanceof Mapping fields)) {
                throw entry.place().refuse("“" + entry.key() + "” needs keys: " + String.join(", ", KEYS));
            }
            connections.put(entry.key(), connection(entry, fields.fields(KEYS)));
        }
        return connections;
    }

    private static DatabaseConnection connection(Entry name, Map<String, Entry> fields) {
        Entry address = fields.get("url");
        if (address == null) {
            throw name.place().refuse("“" + name.key() + "” has no url, such as jdbc:postgresql://host/database");
        }
        JdbcUrl url = url(address);
        Entry user = fields.get("user");
        Entry password = fields.get("password");
        Entry schemas = fields.get("schemas");
        Entry writable = fields.get("writable");
        return new DatabaseConnection(
                name.key(),
                url,
                user == null ? url.user() : user.text("the name of a user"),
                password == null ? PasswordSource.DEFAULT : password(password),
                schemas == null ? List.of() : schemas.texts(),
                writable != null && writable.flag());
    }

    private static JdbcUrl url(Entry entry) {
        try {
            return JdbcUrl.of(entry.text("an address such as jdbc:postgresql://host/database"));
        } catch (MigratorException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(entry.place().file()) ? e : entry.place().refuse(message.replaceAll("\\.$", ""));
        }
    }

    private static PasswordSource password(Entry entry) {
        if (entry.value() instanceof Scalar scalar && scalar.text().equals("pgpass")) {
            return PasswordSource.pgpass();
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            throw entry.place().refuse(PASSWORD_FORM);
        }
        List<Entry> places = new ArrayList<>(mapping.fields(PLACES).values());
        if (places.size() != 1) {
            throw entry.place().refuse(PASSWORD_FORM);
        }
        String place = places.get(0).text("a name");
        if (places.get(0).key().equals("env")) {
            if (!place.matches("[A-Za-z_]\\w*")) {
                throw entry.place().refuse("“env” holds no name of an environment variable");
            }
            return PasswordSource.environment(place);
        }
        return PasswordSource.file(place);
    }
}
