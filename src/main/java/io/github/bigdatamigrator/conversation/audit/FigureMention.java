package io.github.bigdatamigrator.conversation.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a figure in a text: {@code 1,234.5}, {@code 1.234,5}, {@code 1.2 million}, {@code 12 %}, {@code 3.4k},
 * {@code 2nd}.
 *
 * @param text as written, with its unit
 * @param start index of its first character
 * @param end index after its last character
 * @param value the value times the factor of its unit; 12 for {@code 12 %}
 * @param tolerance half a unit of the last digit
 * @param kind kind of unit
 */
record FigureMention(String text, int start, int end, BigDecimal value, BigDecimal tolerance, Kind kind) {
    /** The kind of unit. */
    enum Kind {
        NUMBER,
        PERCENT,
        ORDINAL,
        TIMES
    }

    private static final String SEPARATORS = ",.'’ \u00a0\u202f";
    private static final Pattern FIGURE = Pattern.compile("(?i)(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}][.,-])[-−+]?"
            + "(?:\\d{1,3}(?:([,.'’ \u00a0\u202f])\\d{3}(?!\\d))(?:\\1\\d{3}(?!\\d))*(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?)"
            + "(?:e[-+]?\\d{1,3})?(?<unit>(?:st|nd|rd|th)(?![\\p{L}\\p{N}])"
            + "|[\\s\u00a0\u202f-]?(?:%|percent(?:age points?)?\\b|per cent\\b|prozent\\b"
            + "|thousand\\b|tausend\\b|million(?:s|en)?\\b|billions?\\b|milliarden?\\b|mio\\b|mrd\\b"
            + "|bn\\b|times\\b|-?fold\\b)"
            + "|\\s?(?-i:k|K|M|mn|B|x)(?![\\p{L}\\p{N}]))?(?![\\p{L}\\p{N}_]|[.,]\\d)");
    private static final Pattern GERMAN = Pattern.compile("(?iu)(?<!\\p{L})(?:der|die|das|und|hat|haben|mit|für"
            + "|ist|sind|von|im|wurden?|beträgt|umsatz|anzahl)(?!\\p{L})");
    private static final int GERMAN_WORDS = 2;

    /**
     * Returns all figures in order.
     *
     * @param whole the text that contains this part; determines the decimal separator
     */
    static List<FigureMention> in(String text, String whole) {
        boolean comma = decimalComma(whole);
        List<FigureMention> figures = new ArrayList<>();
        Matcher matcher = FIGURE.matcher(text);
        while (matcher.find()) {
            figures.add(of(matcher, comma));
        }
        return figures;
    }

    private static FigureMention of(Matcher matcher, boolean comma) {
        String unit = matcher.group("unit") == null ? "" : matcher.group("unit").strip();
        int digitsEnd = matcher.group("unit") == null ? matcher.end() : matcher.start("unit");
        String digits = matcher.group().substring(0, digitsEnd - matcher.start());
        BigDecimal value = new BigDecimal(plain(digits.replace('−', '-').strip(), comma));
        BigDecimal half = BigDecimal.valueOf(5).scaleByPowerOfTen(-value.scale() - 1);
        int power = power(unit);
        return new FigureMention(
                matcher.group().strip(),
                matcher.start(),
                matcher.end(),
                value.scaleByPowerOfTen(power),
                half.scaleByPowerOfTen(power),
                kind(unit));
    }

    /** The digits with a decimal point and without thousands separators. */
    private static String plain(String digits, boolean comma) {
        int last = -1;
        int separators = 0;
        boolean mixed = false;
        for (int i = 0; i < digits.length(); i++) {
            if (SEPARATORS.indexOf(digits.charAt(i)) >= 0) {
                mixed |= last >= 0 && digits.charAt(last) != digits.charAt(i);
                last = i;
                separators++;
            }
        }
        if (last < 0) {
            return digits;
        }
        char mark = digits.charAt(last);
        boolean decimal =
                mixed || (separators == 1 && (mark == ',' || mark == '.') && startsDecimals(digits, last, mark, comma));
        String bare = digits.replaceAll("[" + SEPARATORS + "]", "");
        if (!decimal) {
            return bare;
        }
        String whole = digits.substring(0, last).replaceAll("[" + SEPARATORS + "]", "");
        return whole + "." + digits.substring(last + 1);
    }

    /**
     * Whether the only separator of a figure is the decimal one; before three digits that depends on the rest of the
     * text.
     */
    private static boolean startsDecimals(String digits, int last, char mark, boolean comma) {
        int after = 0;
        while (last + 1 + after < digits.length() && Character.isDigit(digits.charAt(last + 1 + after))) {
            after++;
        }
        int before = 0;
        while (last - 1 - before >= 0 && Character.isDigit(digits.charAt(last - 1 - before))) {
            before++;
        }
        boolean thousands = after == 3 && before <= 3 && !(before == 1 && digits.charAt(last - 1) == '0');
        return !thousands || (mark == ',') == comma;
    }

    /** Whether the text has decimal commas: by figures that can be read in one way only, otherwise by its language. */
    private static boolean decimalComma(String text) {
        boolean point = Pattern.compile(
                        "\\d,\\d{3}\\.\\d|\\d,\\d{3},\\d{3}|(?<![\\d.,])\\d+\\.(?:\\d{1,2}|\\d{4,})(?![\\d.,]*\\d)")
                .matcher(text)
                .find();
        boolean comma = Pattern.compile(
                        "\\d\\.\\d{3},\\d|\\d\\.\\d{3}\\.\\d{3}|(?<![\\d.,])\\d+,(?:\\d{1,2}|\\d{4,})(?![\\d.,]*\\d)")
                .matcher(text)
                .find();
        if (point != comma) {
            return comma;
        }
        return GERMAN.matcher(text).results().limit(GERMAN_WORDS).count() == GERMAN_WORDS;
    }

    private static int power(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "k", "thousand", "tausend", "-thousand" -> 3;
            case "m", "mn", "million", "millions", "millionen", "mio", "-million" -> 6;
            case "b", "bn", "billion", "billions", "milliarde", "milliarden", "mrd", "-billion" -> 9;
            default -> 0;
        };
    }

    private static Kind kind(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "%", "percent", "per cent", "prozent", "-percent", "percentage point", "percentage points" ->
                Kind.PERCENT;
            case "st", "nd", "rd", "th" -> Kind.ORDINAL;
            case "x", "times", "fold", "-fold" -> Kind.TIMES;
            default -> Kind.NUMBER;
        };
    }

    boolean fits(BigDecimal cell) {
        return cell.subtract(value).abs().compareTo(tolerance) <= 0;
    }

    /** Whether it is an integer without unit, such as a count or a year. */
    boolean isPlainInteger() {
        return kind == Kind.NUMBER && value.scale() <= 0 && text.matches(".*\\d");
    }
}
