package io.github.bigdatamigrator.source.excel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Determines from a cell's format whether its number is a date, a time, an id or a plain number.
 *
 * @param zeros for an IDENTIFIER: the digits that it is filled up to with zeros
 */
record CellNumberFormat(Meaning meaning, int zeros) {
    /** What a stored number means. */
    enum Meaning {
        NUMBER,
        /** A day, with or without a time: a count of days. */
        DATE,
        /** A time of day: a part of a day. */
        TIME,
        /** A time span in days, displayed as hours beyond 24 ({@code [h]:mm}). */
        DURATION,
        /** A number displayed with leading zeros ({@code 00000}). */
        IDENTIFIER
    }

    static final CellNumberFormat NUMBER = new CellNumberFormat(Meaning.NUMBER, 0);
    private static final CellNumberFormat DATE = new CellNumberFormat(Meaning.DATE, 0);
    private static final CellNumberFormat TIME = new CellNumberFormat(Meaning.TIME, 0);
    private static final CellNumberFormat DURATION = new CellNumberFormat(Meaning.DURATION, 0);

    /**
     * Quoted texts, escaped characters, paddings and fillings; then brackets, which color, compare or name a locale.
     */
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"?|[\\\\_*].?");

    private static final Pattern ELAPSED = Pattern.compile("\\[(h+|m+|s+)]");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^]]*]");
    private static final Pattern HALF_DAY = Pattern.compile("am/pm|a/p|上午/下午");
    private static final Pattern ZEROS = Pattern.compile("0{2,}");

    /** The format of a number that the standard defines without a code. */
    static CellNumberFormat builtIn(int id) {
        if (id == 46) {
            return DURATION;
        }
        boolean time = (id >= 18 && id <= 21) || id == 32 || id == 33 || id == 45 || id == 47;
        boolean date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
        return time ? TIME : date ? DATE : NUMBER;
    }

    /** The format of a code such as {@code yyyy-mm-dd}; its first section decides. */
    static CellNumberFormat of(String code) {
        String plain = LITERALS.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        String first = plain.split(";", 2)[0];
        if (ELAPSED.matcher(first).find()) {
            return DURATION;
        }
        first = BRACKETS.matcher(first).replaceAll("").strip();
        if (first.startsWith("general") || first.startsWith("standard")) {
            return NUMBER;
        }
        Matcher zeros = ZEROS.matcher(first);
        if (zeros.matches()) {
            return new CellNumberFormat(Meaning.IDENTIFIER, first.length());
        }
        first = HALF_DAY.matcher(first).replaceAll("");
        boolean clock = first.matches(".*[hs].*");
        boolean date = first.matches(".*[yd].*") || (first.indexOf('m') >= 0 && !clock);
        return date ? DATE : clock ? TIME : NUMBER;
    }
}
