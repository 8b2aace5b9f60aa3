package io.github.bigdatamigrator.server.access;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.SourceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Represents an entry of DATA_SOURCES. A name is compared part by part, and a name that could be read in two ways has
 * no parts, so that nothing allows it.
 *
 * @param parts the parts of the name: the address of a store and its folders, or catalog, schema and table
 */
record AllowedPrefix(List<String> parts) {
    /**
     * Schemes that read other addresses than they name (archives, links, redirects), that read this machine's files, or
     * that are no stores of data.
     */
    private static final Set<String> NEVER =
            Set.of("file", "local", "http", "https", "ftp", "ftps", "sftp", "jar", "har", "viewfs", "data");

    private static final Set<String> TABLES = Set.of("table");
    private static final Pattern STORE = Pattern.compile(
            "([a-z][a-z0-9+.-]+://(?:[\\w.-]+@)?[A-Za-z0-9._-]+(?::\\d{1,5})?)((?:/.*)?)", Pattern.DOTALL);
    private static final Pattern TABLE_PART = Pattern.compile("`[^`\\p{Cntrl}]+`|[A-Za-z0-9_]+|\\*");
    /** Percent signs and backslashes, which some readers decode, and what no name needs. */
    private static final Pattern AMBIGUOUS = Pattern.compile(".*[%\\\\\\p{Cntrl}].*|.*\\{[^}]*[/{].*", Pattern.DOTALL);

    static AllowedPrefix of(String entry) {
        List<String> parts = parts(entry);
        if (parts == null || entry.matches(".*[*?\\[{].*")) {
            String scheme = SourceName.of(entry).scheme(); // the rest may have a password in it
            throw MigratorException.badInput("DATA_SOURCES has an entry, " + (scheme.isEmpty() ? entry : scheme + ":…")
                    + ", that is no address of a folder (s3a://bucket/sales) and no name of a catalog or database"
                    + " (table:sales). Folders of this machine are named by DATA_ROOTS, databases in the file of"
                    + " CONNECTIONS_FILE.");
        }
        return new AllowedPrefix(parts);
    }

    boolean allows(String name) {
        List<String> named = parts(name);
        return named != null
                && named.size() >= parts.size()
                && named.subList(0, parts.size()).equals(parts);
    }

    /** The parts of a name, or null if it has another form. */
    private static @Nullable List<String> parts(String name) {
        SourceName parsed = SourceName.of(name);
        return TABLES.contains(parsed.scheme()) ? tableParts(parsed) : storeParts(name, parsed.scheme());
    }

    private static @Nullable List<String> storeParts(String name, String scheme) {
        Matcher store = STORE.matcher(name);
        if (NEVER.contains(scheme)
                || !store.matches()
                || AMBIGUOUS.matcher(name).matches()) {
            return null;
        }
        List<String> parts = new ArrayList<>(List.of(store.group(1)));
        String path = store.group(2);
        if (path.length() > 1) {
            String folders = path.endsWith("/") ? path.substring(1, path.length() - 1) : path.substring(1);
            parts.addAll(Arrays.asList(folders.split("/", -1)));
        }
        return parts.stream().anyMatch(part -> part.isEmpty() || part.matches("\\.\\.?")) ? null : parts;
    }

    /** The parts without quotes and in lower case, as Spark compares them. */
    private static @Nullable List<String> tableParts(SourceName name) {
        List<String> parts = new ArrayList<>(List.of("table:"));
        Matcher part = TABLE_PART.matcher(name.rest());
        int at = 0;
        do {
            if (!part.find(at) || part.start() != at) {
                return null;
            }
            String text = part.group();
            parts.add(
                    text.startsWith("`")
                            ? text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT)
                            : text.toLowerCase(Locale.ROOT));
            at = part.end() + 1;
        } while (part.end() < name.rest().length() && name.rest().charAt(part.end()) == '.');
        boolean wildcardWithin = parts.subList(0, parts.size() - 1).contains("*");
        return part.end() == name.rest().length() && !wildcardWithin ? parts : null;
    }

    @Override
    public String toString() {
        String first = parts.get(0);
        return first.equals("table:")
                ? parts.stream()
                        .skip(1)
                        .map(part -> part.matches("\\w+") ? part : "`" + part + "`")
                        .collect(Collectors.joining(".", first, ".*"))
                : String.join("/", parts) + "/";
    }
}
