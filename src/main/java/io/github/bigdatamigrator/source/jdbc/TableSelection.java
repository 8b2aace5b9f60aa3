package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Represents the tables that a user names: {@code jdbc:postgresql://host/db#public.orders,sales.*} or
 * {@code db:crm#public.orders}. Parts of a name in quotes ({@code "} or a backtick, doubled within) are taken as they
 * are.
 *
 * @param place the address or {@code db:name} before the {@code #}
 * @param patterns at least one
 */
public record TableSelection(String place, List<TablePattern> patterns) {
    /** What the name of a connection begins with. */
    public static final String NAMED = "db:";

    static final String JDBC = "jdbc:";
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$#@]*");

    /**
     * Represents one of the tables that a user names.
     *
     * @param schema null if none was named
     * @param table null for all tables of the schema
     */
    public record TablePattern(
            @Nullable String schema, @Nullable String table) {}

    public TableSelection {
        patterns = List.copyOf(patterns);
    }

    /** Whether a user names tables of a database. */
    public static boolean isDatabase(String name) {
        return name.regionMatches(true, 0, JDBC, 0, JDBC.length()) || name.startsWith(NAMED);
    }

    /** The name of the connection that {@code db:name#…} refers to, or null for an address. */
    public @Nullable String connection() {
        return place.startsWith(NAMED) ? place.substring(NAMED.length()) : null;
    }

    /**
     * Parses what a user names. The address is not checked here, see {@link JdbcUrl#of}.
     *
     * @throws MigratorException BAD_INPUT if no table is named or a name cannot be parsed; the message contains nothing
     *     of the address
     */
    public static TableSelection parse(String name) {
        int hash = name.indexOf('#');
        if (hash < 0 || hash == name.length() - 1) {
            throw MigratorException.badInput("No table of the database is named. Append #schema.table, #schema.* for"
                    + " all tables of a schema, or several: #public.orders,public.items.");
        }
        String place = name.substring(0, hash);
        if (place.startsWith(NAMED) && !place.substring(NAMED.length()).matches("[\\w-]+")) {
            throw MigratorException.badInput(
                    "The name of a connection is letters, digits, _ and -: db:crm#public.orders.");
        }
        return new TableSelection(place, new Reader(name.substring(hash + 1)).patterns());
    }

    /** The name of one table as {@link #parse} reads it. */
    static String text(String place, @Nullable String schema, String table) {
        return place + "#" + (schema == null ? "" : quoted(schema) + ".") + quoted(table);
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<TablePattern> patterns() {
            List<TablePattern> found = new ArrayList<>();
            do {
                List<@Nullable String> parts = new ArrayList<>();
                do {
                    parts.add(part());
                } while (takes('.'));
                if (parts.size() > 2 || (parts.size() == 2 && parts.get(0) == null)) {
                    throw invalid();
                }
                found.add(
                        parts.size() == 1
                                ? new TablePattern(null, parts.get(0))
                                : new TablePattern(parts.get(0), parts.get(1)));
            } while (takes(','));
            if (at < text.length()) {
                throw invalid();
            }
            return found;
        }

        /** A name, or null for {@code *}. */
        private @Nullable String part() {
            skipBlanks();
            if (takes('*')) {
                return null;
            }
            char quote = at < text.length() ? text.charAt(at) : 0;
            StringBuilder name = new StringBuilder();
            if (quote == '"' || quote == '`') {
                for (at++; at < text.length(); at++) {
                    if (text.charAt(at) == quote) {
                        if (at + 1 == text.length() || text.charAt(at + 1) != quote) {
                            break;
                        }
                        at++;
                    }
                    name.append(text.charAt(at));
                }
                if (at == text.length()) {
                    throw invalid();
                }
                at++;
            } else {
                while (at < text.length() && ".,*\"`".indexOf(text.charAt(at)) < 0) {
                    name.append(text.charAt(at++));
                }
            }
            String found = quote == '"' || quote == '`'
                    ? name.toString()
                    : name.toString().strip();
            if (found.isEmpty()) {
                throw invalid();
            }
            return found;
        }

        private boolean takes(char expected) {
            skipBlanks();
            boolean taken = at < text.length() && text.charAt(at) == expected;
            at += taken ? 1 : 0;
            return taken;
        }

        private void skipBlanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private MigratorException invalid() {
            return MigratorException.badInput(String.format(
                    Locale.ROOT,
                    "“%s” does not name tables of a database. Write schema.table, schema.* or \"My schema\".\"Table\","
                            + " several of them with commas between.",
                    text));
        }
    }
}
