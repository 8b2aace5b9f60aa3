package io.github.bigdatamigrator.text;

import io.github.bigdatamigrator.error.MigratorException;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents the name of data as a user gives it: a path, a URI ({@code s3a://bucket/sales.csv}), or a word and what it
 * names ({@code table:sales.orders}, {@code delta:PATH}).
 *
 * @param scheme in lower case; empty for a path, also for one with a drive of Windows
 * @param rest what follows the colon; for a path all of it
 */
public record SourceName(String scheme, String rest) {
    /** The words before names that are neither paths nor URIs. */
    private static final Set<String> TABLES = Set.of("table", "dataframe", "jdbc", "db");
    /** The words before a path or URI. */
    private static final Set<String> FOLDERS = Set.of("delta");

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);
    /** A host with its port, several of them for some databases, without a password before it. */
    private static final Pattern PASSWORD =
            Pattern.compile("[^/]*//(?:\\[[^\\]/]*]|[^/?#\\[])*?:(?!\\d{0,5}(?:[/?#,;]|$)).*", Pattern.DOTALL);

    public static SourceName of(String name) {
        Matcher matcher = SCHEME.matcher(name);
        return matcher.matches()
                ? new SourceName(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2))
                : new SourceName("", name);
    }

    /** Whether the name has a scheme and an absolute path; a local file may have a colon in its name. */
    public boolean isUri() {
        return !scheme.isEmpty() && rest.startsWith("/");
    }

    /** The name with a path in it replaced; URIs and tables stay as they are. */
    public static String resolve(String name, UnaryOperator<String> path) {
        SourceName parsed = of(name);
        if (FOLDERS.contains(parsed.scheme)) {
            return parsed.scheme + ":" + resolve(parsed.rest, path);
        }
        return parsed.isUri() || TABLES.contains(parsed.scheme) ? name : path.apply(name);
    }

    /** Refuses an address with a password, since names of data are stored and shown; throws BAD_INPUT. */
    public static void requireNoPassword(String name) {
        if (!of(name).scheme().isEmpty() && PASSWORD.matcher(name).matches()) {
            throw MigratorException.badInput("An address of data (" + of(name).scheme() + "://…) contains a password or"
                    + " key, which would be stored and shown. Give it without; credentials come from the environment"
                    + " or a file, see “Data that is not local” in the README.");
        }
    }
}
