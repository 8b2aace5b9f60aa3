package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates date patterns of other dialects to Spark's: {@code YYYY-MM} of PostgreSQL, {@code %Y-%m} of MySQL. */
final class DatePattern {
    /** Parts of date patterns of PostgreSQL and Oracle, the longer ones first. */
    private static final Pattern LETTERS = Pattern.compile(
            "\"[^\"]*\"|YYYY|YY|HH24|HH12|HH|MI|MM|MONTH|Month|month|MON|Mon|mon|DD|DAY|Day|day|DY|Dy|dy|SS|FM|TH|th");
    /** Parts that Spark rejects or takes for something else. */
    private static final Pattern FOREIGN =
            Pattern.compile("HH24|HH12|MI|MONTH|Month|month|MON|Mon|mon|^DD$|DAY|Day|day|DY|Dy|dy|FM");

    /** Their equivalents in Spark; the other parts only become lower case. */
    private static final Map<String, String> OF_LETTERS = Map.ofEntries(
            Map.entry("HH24", "HH"),
            Map.entry("HH12", "hh"),
            Map.entry("MI", "mm"),
            Map.entry("MM", "MM"),
            Map.entry("MONTH", "MMMM"),
            Map.entry("MON", "MMM"),
            Map.entry("DAY", "EEEE"),
            Map.entry("DY", "EEE"),
            Map.entry("FM", ""),
            Map.entry("TH", ""));

    /** Date patterns of MySQL and of C. */
    private static final Map<String, String> OF_SIGNS = Map.ofEntries(
            Map.entry("Y", "yyyy"),
            Map.entry("y", "yy"),
            Map.entry("m", "MM"),
            Map.entry("d", "dd"),
            Map.entry("H", "HH"),
            Map.entry("i", "mm"),
            Map.entry("s", "ss"),
            Map.entry("b", "MMM"),
            Map.entry("M", "MMMM"),
            Map.entry("W", "EEEE"),
            Map.entry("B", "MMMM"),
            Map.entry("S", "ss"),
            Map.entry("a", "EEE"),
            Map.entry("A", "EEEE"),
            Map.entry("p", "a"),
            Map.entry("I", "hh"),
            Map.entry("F", "yyyy-MM-dd"),
            Map.entry("j", "DDD"));

    private static final Pattern SIGNS = Pattern.compile("%([A-Za-z])");

    private DatePattern() {}

    /** Whether all percent signs of a pattern have an equivalent. */
    static boolean hasKnownSigns(String pattern) {
        return SIGNS.matcher(pattern).results().allMatch(sign -> OF_SIGNS.containsKey(sign.group(1)));
    }

    /** Whether a pattern of to_char has parts that Spark rejects or takes for something else. */
    static boolean isForeign(String pattern) {
        return FOREIGN.matcher(pattern).find()
                && !pattern.replaceAll("HH(?:12|24)", "").matches(".*[0-9].*");
    }

    /** Translates patterns with percent signs, and those with YY, which Spark rejects; any other is Spark's own. */
    static String translated(String pattern) {
        if (SIGNS.matcher(pattern).find()) {
            return SIGNS.matcher(pattern)
                    .replaceAll(sign -> Matcher.quoteReplacement(OF_SIGNS.getOrDefault(sign.group(1), sign.group())));
        }
        return pattern.contains("YY") ? ofLetters(pattern) : pattern;
    }

    /** Translates the words and letters of PostgreSQL and Oracle. */
    static String ofLetters(String pattern) {
        return LETTERS.matcher(pattern).replaceAll(part -> {
            String text = part.group();
            return Matcher.quoteReplacement(
                    text.startsWith("\"")
                            ? "''" + text.substring(1, text.length() - 1) + "''"
                            : OF_LETTERS.getOrDefault(text.toUpperCase(Locale.ROOT), fold(text)));
        });
    }
}
