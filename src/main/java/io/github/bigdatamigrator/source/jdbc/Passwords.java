package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds user and password of connections. What a user types is kept in the memory of this process only. Safe for use by
 * several threads.
 */
public final class Passwords {
    static final String REMEDY = "Set BDM_JDBC_USER and BDM_JDBC_PASSWORD, or use a ~/.pgpass file.";
    private static final String USER = "BDM_JDBC_USER";
    private static final String PASSWORD = "BDM_JDBC_PASSWORD";
    private static final Pattern POSTGRES_PLACE =
            Pattern.compile("jdbc:postgresql:(?://(\\[[^]]+]|[^/:,]+)(?::(\\d+))?[^/]*/)?([^?]+).*");
    private static final Map<String, String> TYPED = new ConcurrentHashMap<>();

    private static volatile @Nullable Function<String, Optional<String>> prompt;

    private Passwords() {}

    /**
     * Sets what asks the user for a password if none is found, such as a terminal; its argument is the question.
     * Without it no question is asked.
     */
    public static void askWith(Function<String, Optional<String>> terminal) {
        prompt = terminal;
    }

    static String user(DatabaseConnection connection, Map<String, String> environment) {
        if (connection.user() != null) {
            return connection.user();
        }
        String given = environment.get(USER);
        return given == null || given.isEmpty() ? System.getProperty("user.name") : given;
    }

    /**
     * @return null if there is none, as for a server that trusts its user
     * @throws MigratorException BAD_INPUT if the connection's own source of the password has none
     */
    static @Nullable String password(DatabaseConnection connection, String user, Map<String, String> environment) {
        PasswordSource source = connection.password();
        return switch (source.kind()) {
            case ENVIRONMENT -> {
                String value = environment.get(source.place());
                if (value == null) {
                    throw MigratorException.badInput("The environment variable " + source.place()
                            + " is not set, which holds the password of " + connection.place() + ". Set it.");
                }
                yield value;
            }
            case FILE -> firstLine(connection, source.place());
            case PGPASS -> pgpass(connection, user, environment);
            case DEFAULT -> {
                String value = environment.get(PASSWORD);
                String stored = value != null && !value.isEmpty() ? value : pgpass(connection, user, environment);
                yield stored != null ? stored : typed(connection, user);
            }
        };
    }

    private static String firstLine(DatabaseConnection connection, String path) {
        try {
            List<String> lines = Files.readAllLines(Path.of(path), StandardCharsets.UTF_8);
            return lines.isEmpty() ? "" : lines.get(0);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "The file " + path + " with the password of " + connection.place() + " cannot be read ("
                            + e.getClass().getSimpleName() + ").",
                    e);
        }
    }

    private static @Nullable String typed(DatabaseConnection connection, String user) {
        Function<String, Optional<String>> asked = prompt;
        if (asked == null) {
            return null;
        }
        synchronized (TYPED) {
            String key = connection.url().text() + "\n" + user;
            String known = TYPED.get(key);
            if (known == null) {
                Optional<String> answer = asked.apply("Password of " + user + " for " + connection.place() + ": ");
                answer.ifPresent(text -> TYPED.put(key, text));
                return answer.orElse(null);
            }
            return known;
        }
    }

    /** Forgets what the user typed, after it was rejected. */
    static void forget(DatabaseConnection connection, String user) {
        TYPED.remove(connection.url().text() + "\n" + user);
    }

    /** The password of the first line that fits, {@code host:port:database:user:password}. */
    private static @Nullable String pgpass(
            DatabaseConnection connection, String user, Map<String, String> environment) {
        Matcher place = POSTGRES_PLACE.matcher(connection.url().text());
        if (!place.matches()) {
            return null;
        }
        String given = environment.get("PGPASSFILE");
        Path file =
                given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".pgpass") : Path.of(given);
        List<String> wanted = List.of(
                place.group(1) == null ? "localhost" : place.group(1),
                place.group(2) == null ? "5432" : place.group(2),
                place.group(3),
                user);
        try {
            for (String line : Files.isRegularFile(file) ? Files.readAllLines(file) : List.<String>of()) {
                List<String> fields = fields(line);
                if (fields.size() >= 5 && fits(fields, wanted)) {
                    return fields.get(4);
                }
            }
        } catch (IOException e) {
            throw new MigratorException(ErrorCode.BAD_INPUT, file + " cannot be read. Check its permissions.", e);
        }
        return null;
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The fields of a line; a backslash before a colon or backslash makes it part of the field. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        if (line.startsWith("#")) {
            return fields;
        }
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
