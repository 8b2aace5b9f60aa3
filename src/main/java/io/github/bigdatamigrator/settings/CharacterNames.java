package io.github.bigdatamigrator.settings;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the characters of {@link DialectOptions}: literal characters, hexadecimal escapes such as {@code \x09}, and
 * the names {@code tab}, {@code space}, {@code blank} and {@code none}.
 */
public final class CharacterNames {
    private static final Pattern CODE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))");

    private CharacterNames() {}

    /** Parses one or more characters; the option's name is for the message of BAD_INPUT. */
    public static String text(String option, String value) {
        if (value.isEmpty()) {
            throw MigratorException.badInput(option + " is empty. Give one or more characters, or tab.");
        }
        return plain(value);
    }

    /** Parses exactly one character, else BAD_INPUT; {@code none} is NUL. */
    public static char character(String option, String value) {
        String plain = value.toLowerCase(Locale.ROOT).equals("none") ? "\0" : plain(value);
        if (plain.length() != 1) {
            throw MigratorException.badInput(
                    option + " is “" + value + "”, but takes one character, or the word none.");
        }
        return plain.charAt(0);
    }

    private static String plain(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "tab" -> "\t";
            case "blank", "space" -> " ";
            default ->
                CODE.matcher(value.replace("\\t", "\t"))
                        .replaceAll(code -> Matcher.quoteReplacement(String.valueOf(
                                (char) Integer.parseInt(code.group(1) != null ? code.group(1) : code.group(2), 16))));
        };
    }
}
