package io.github.bigdatamigrator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits the names of tables and columns into words: {@code billingZIPCode} and {@code billing_zip_code} are billing,
 * zip, code.
 */
public final class IdentifierWords {
    private static final Pattern BETWEEN =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private IdentifierWords() {}

    /** The words in order, in lower case; accents and digits stay in them. */
    public static List<String> of(String name) {
        return split(BETWEEN, name);
    }

    static List<String> split(Pattern between, String text) {
        List<String> words = new ArrayList<>();
        for (String word : between.split(text)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }
}
