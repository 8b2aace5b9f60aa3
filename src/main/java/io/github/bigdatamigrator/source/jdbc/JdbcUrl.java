package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.MigratorException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Represents the address of a database, which has been checked: hosts and database are plain names, and all options are
 * known to be harmless. It contains no password.
 *
 * @param text the address as the driver takes it
 * @param user the user that the address names, or null
 */
public record JdbcUrl(
        DatabaseSystem system, String text, @Nullable String user) implements Serializable {
    private static final String HOST = "(?:[\\w.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?";
    private static final String HOSTS = HOST + "(?:," + HOST + ")*";
    private static final String NAME = "[\\w.$~ -]+";
    private static final Pattern SCHEME = Pattern.compile("(?is)jdbc:([a-z0-9+_-]+):.*");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(pass|pwd|secret|token|credential|apikey|privatekey).*");

    /**
     * Checks an address.
     *
     * @throws MigratorException BAD_INPUT if it has a password, an option that is not known to be harmless, or another
     *     form; the message contains no value of an option
     */
    public static JdbcUrl of(String url) {
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            throw MigratorException.badInput(
                    "An address of a database begins with jdbc: and the name of the database system:"
                            + " jdbc:postgresql://host/database#schema.table.");
        }
        DatabaseSystem system = DatabaseSystem.ofScheme(scheme.group(1).toLowerCase(Locale.ROOT));
        int options = url.indexOf(system.optionsFrom());
        String place = options < 0 ? url : url.substring(0, options);
        requirePlain(system, place, scheme.group(1));
        List<String> kept = new ArrayList<>();
        String user = null;
        String rest = options < 0 ? "" : url.substring(options + 1);
        for (String option : rest.split(String.valueOf(system.optionsBetween()), -1)) {
            if (option.isEmpty()) {
                continue;
            }
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? "" : option.substring(equals + 1);
            requireHarmless(system, place, name, value);
            if (name.equalsIgnoreCase("user")) {
                user = value;
            }
            kept.add(option);
        }
        String text = kept.isEmpty()
                ? place
                : place + system.optionsFrom() + String.join(String.valueOf(system.optionsBetween()), kept);
        return new JdbcUrl(system, text, user == null || user.isEmpty() ? null : user);
    }

    private static void requirePlain(DatabaseSystem system, String place, String scheme) {
        String form = switch (system) {
            case POSTGRESQL -> "(?i)jdbc:postgresql:(?://" + HOSTS + "/)?" + NAME;
            case MARIADB, MYSQL -> "(?i)jdbc:(?:mariadb|mysql)://" + HOSTS + "/(?:" + NAME + ")?";
            case SQLSERVER -> "(?i)jdbc:sqlserver://[\\w.-]+(?:\\\\[\\w$-]+)?(?::\\d{1,5})?/?";
            case ORACLE -> "(?i)jdbc:oracle:thin:@(?:(?:tcps?:)?//)?" + HOST + "[/:]" + NAME;
            case H2 -> "(?i)jdbc:h2:(?:mem:[\\w.-]+|(?:tcp|ssl)://" + HOST + "/(?:mem:)?[\\w.~/-]+)";
            case OTHER -> "(?i)jdbc:[a-z0-9+_-]+://" + HOSTS + "(?:/" + NAME + ")*/?";
        };
        if (!place.matches(form)) {
            throw MigratorException.badInput("The address of the database (jdbc:" + scheme + ":…) is not of the form "
                    + system.example() + (place.indexOf('@') >= 0 ? "; it must contain no user and no password" : "")
                    + (system == DatabaseSystem.OTHER ? " without options" : "") + ". " + Passwords.REMEDY);
        }
    }

    private static void requireHarmless(DatabaseSystem system, String place, String name, String value) {
        if (SECRET.matcher(name).matches()) {
            throw MigratorException.badInput("The address of a database must not contain a password (its option "
                    + printable(name) + "), since addresses are shown and stored. " + Passwords.REMEDY);
        }
        if (!system.options().contains(name.toLowerCase(Locale.ROOT))) {
            throw MigratorException.badInput("The option " + printable(name) + " of the address " + place
                    + " is not allowed: drivers have options that run code or read files. Allowed are "
                    + String.join(", ", system.options()) + ".");
        }
        if (!value.matches("[\\w.$:,/+* -]*")) {
            throw MigratorException.badInput("The option " + printable(name) + " of the address " + place
                    + " has other characters than letters, digits, blanks and . $ : , / + * -.");
        }
    }

    /** The name of an option for a message, without what may be a secret in it. */
    private static String printable(String name) {
        return name.matches("[A-Za-z_.]{1,40}") ? name : "that is not a plain name";
    }
}
