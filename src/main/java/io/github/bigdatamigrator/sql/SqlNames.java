package io.github.bigdatamigrator.sql;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes SQL names that need no quotes: {@code Größe (cm)} becomes {@code Grosse_cm}, {@code order} becomes
 * {@code order_}. They have letters, digits and underscores, no digit first, and are no reserved word of Spark's ANSI
 * dialect; upper and lower case are kept.
 */
public final class SqlNames {
    private SqlNames() {}

    /**
     * One SQL name for each name, in the same order, distinct whatever the case: a second {@code a} becomes
     * {@code a_2}.
     */
    public static List<String> distinct(List<String> names) {
        List<String> plain = names.stream().map(SqlNames::plain).toList();
        Set<String> wanted = new HashSet<>();
        plain.forEach(name -> wanted.add(fold(name)));
        Set<String> taken = new HashSet<>();
        List<String> result = new ArrayList<>(names.size());
        for (String name : plain) {
            String chosen = name;
            for (int i = 2; !taken.add(fold(chosen)); i++) {
                chosen = name + (name.endsWith("_") ? "" : "_") + i;
                while (wanted.contains(fold(chosen))) {
                    chosen = name + "_" + ++i;
                }
            }
            result.add(chosen);
        }
        return result;
    }

    private static String plain(String name) {
        String safe = SqlIdentifiers.isPlain(name) ? name : spelled(name);
        return SqlIdentifiers.RESERVED.contains(fold(safe)) ? safe + "_" : safe;
    }

    private static String spelled(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("Æ", "AE")
                .replace('ø', 'o')
                .replace('Ø', 'O')
                .replace('ł', 'l')
                .replace('Ł', 'L');
        String safe = ascii.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+(?=.)|(?<=.)_+$", "");
        return safe.isEmpty() || Character.isDigit(safe.charAt(0)) ? "_" + safe : safe;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
