package io.github.bigdatamigrator.schema.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names in one PostgreSQL name space. PostgreSQL cuts a name at 63 bytes without a word, so that two long ones can
 * become one; here a long name is cut first and told apart by a hash of the whole.
 */
final class PostgresNames {
    static final int LONGEST_BYTES = 63;

    /** Commands of psql end with their line. */
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final Set<String> taken = new HashSet<>();

    PostgresNames(Set<String> reserved) {
        taken.addAll(reserved);
    }

    /** A name for this text that nothing else here has. */
    String claim(String wanted) {
        String clean = CONTROLS.matcher(wanted).replaceAll(" ").strip();
        String name = fit(clean.isEmpty() ? "unnamed" : clean, "");
        for (int i = 2; !taken.add(name); i++) {
            name = fit(clean.isEmpty() ? "unnamed" : clean, "_" + i);
        }
        return name;
    }

    private static String fit(String text, String suffix) {
        if (bytes(text) + bytes(suffix) <= LONGEST_BYTES) {
            return text + suffix;
        }
        String tail = "_" + String.format(Locale.ROOT, "%08x", text.hashCode()) + suffix;
        StringBuilder head = new StringBuilder();
        int room = LONGEST_BYTES - bytes(tail);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            String letter = Character.toString(codePoint);
            if (bytes(letter) > room) {
                break;
            }
            room -= bytes(letter);
            head.append(letter);
            i += letter.length();
        }
        return head + tail;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
