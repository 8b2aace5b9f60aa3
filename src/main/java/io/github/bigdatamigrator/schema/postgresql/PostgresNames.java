package io.github.bigdatamigrator.schema.postgresql;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes unique names in one PostgreSQL namespace. PostgreSQL silently truncates a name to 63 bytes, so that two long
 * names can collide; here a long name is truncated first and gets a hash of the whole.
 */
final class PostgresNames {
    static final int MAX_BYTES = 63;
    /** A control character in a name could break a psql command, which ends with its line. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final Set<String> taken = new HashSet<>();

    PostgresNames(Set<String> reserved) {
        taken.addAll(reserved);
    }

    /** The name, changed where it is taken or too long. */
    String claim(String wanted) {
        String clean = CONTROLS.matcher(wanted).replaceAll(" ").strip();
        String name = fit(clean.isEmpty() ? "unnamed" : clean, "");
        for (int i = 2; !taken.add(name); i++) {
            name = fit(clean.isEmpty() ? "unnamed" : clean, "_" + i);
        }
        return name;
    }

    private static String fit(String text, String suffix) {
        if (bytes(text) + bytes(suffix) <= MAX_BYTES) {
            return text + suffix;
        }
        String tail = "_" + String.format(Locale.ROOT, "%08x", text.hashCode()) + suffix;
        CharBuffer rest = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, ByteBuffer.allocate(MAX_BYTES - bytes(tail)), true);
        return text.substring(0, rest.position()) + tail;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
