package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.source.CellReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Sniffs how a text writes its numbers from its first rows.
 *
 * @param grouping the thousands separator, or NUL if no column shows one: a column does if a number can be read in no
 *     other way ({@code 1,234.50}, {@code 1.234.567}), or if decimals elsewhere in the file have the other separator,
 *     and none of its numbers contradicts
 */
record NumberFormatSniffer(boolean decimalComma, char grouping) {
    /** What may surround a number: a sign, parentheses, a currency or percent sign. */
    private static final Pattern AROUND = Pattern.compile("^[-+(\u2212\u2013]?(?:[A-Z]{0,2}\\p{Sc}|[A-Z]{3}\\h|%)?\\h?"
            + "|\\h?(?:\\p{Sc}|[%\u2030]|\\h[A-Z]{3}|kr\\.?|z\u0142|K\u010d|Ft)?\\)?$");

    private static final Pattern COMMA_DECIMAL =
            Pattern.compile("(\\d+,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{1,3}(\\.\\d{3})+,\\d+)");
    private static final Pattern POINT_DECIMAL =
            Pattern.compile("(\\d+\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)");
    private static final String SEPARATORS = ".,' \u00a0\u202f";
    private static final int MAX_LENGTH = 40;

    static NumberFormatSniffer of(DialectTrial trial, DialectOptions given) {
        boolean pointGroups = given.grouping() != null && given.grouping() == '.';
        List<List<String>> columns = columns(trial);
        boolean commas = !trial.dialect.delimiter().equals(",");
        long withComma = count(columns, COMMA_DECIMAL);
        long withPoint = count(columns, POINT_DECIMAL);
        boolean sniffed = pointGroups || (commas && withComma > withPoint);
        boolean comma = given.decimalComma() != null ? given.decimalComma() : sniffed;
        long decimals = comma ? withComma : withPoint;
        long others = comma ? withPoint : withComma;
        // Whoever writes decimals with a comma rarely separates cells by commas.
        boolean known = others == 0 && (decimals > 0 || (!comma && !commas));
        Character grouping = given.grouping();
        return new NumberFormatSniffer(
                comma,
                grouping == null
                        ? grouping(columns, comma, known)
                        : grouping == '\0' ? CellReader.UNGROUPED : grouping);
    }

    /** Whether the numbers are consistent with that decimal separator. */
    static boolean isConsistent(DialectTrial trial, boolean comma) {
        List<List<String>> columns = columns(trial);
        long commas = count(columns, COMMA_DECIMAL);
        long points = count(columns, POINT_DECIMAL);
        return comma ? points <= commas : commas <= points;
    }

    /** @param known whether decimals elsewhere show that the other separator is that of thousands */
    private static char grouping(List<List<String>> columns, boolean comma, boolean known) {
        char other = comma ? '.' : ',';
        for (char grouping : new char[] {other, '\'', ' '}) {
            String between = grouping == ' ' ? "[ \u00a0\u202f]" : Pattern.quote(String.valueOf(grouping));
            String decimal = (comma ? "," : "\\.") + "\\d+";
            String groups = "(" + between + "\\d{3})";
            // A blank between digits certainly separates thousands only with decimals, or in numbers of seven and more
            // digits that do not have the form of telephone numbers.
            Pattern sure = Pattern.compile("[1-9]\\d{0,2}(" + between + "\\d{2,3})*" + groups + decimal + "|[1-9]\\d"
                    + (grouping == ' ' ? "?" : "{0,2}") + "(" + between + "\\d{2,3})+" + groups);
            Pattern likely = Pattern.compile("[1-9]\\d{0,2}" + groups);
            Pattern against = Pattern.compile("(0|\\d+)" + between + "(\\d{1,2}|\\d{4,})|\\d{4,}" + between + "\\d{3}");
            for (List<String> column : columns) {
                boolean found = matchesAny(column, sure) || (grouping == other && known && matchesAny(column, likely));
                if (found && !matchesAny(column, against)) {
                    return grouping;
                }
            }
        }
        return '\0';
    }

    /** The short texts of each column that have a separator between digits, without signs and units. */
    private static List<List<String>> columns(DialectTrial trial) {
        int width =
                trial.lines.stream().mapToInt(DialectTrial.Line::width).max().orElse(0);
        return IntStream.range(0, width)
                .mapToObj(column -> trial.lines.stream()
                        .filter(line -> column < line.width())
                        .map(line -> line.text(column))
                        .filter(text -> text.length() <= MAX_LENGTH && separatesDigits(text))
                        .map(text -> AROUND.matcher(text).replaceAll(""))
                        .toList())
                .toList();
    }

    /** Whether a separator stands between two digits: cheap, and true for whatever the patterns match. */
    private static boolean separatesDigits(String text) {
        for (int i = text.length() - 2; i > 0; i--) {
            if (SEPARATORS.indexOf(text.charAt(i)) >= 0 && isDigit(text.charAt(i - 1)) && isDigit(text.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean matchesAny(List<String> texts, Pattern pattern) {
        return texts.stream().anyMatch(text -> pattern.matcher(text).matches());
    }

    private static long count(List<List<String>> columns, Pattern pattern) {
        return columns.stream()
                .flatMap(List::stream)
                .filter(text -> pattern.matcher(text).matches())
                .count();
    }
}
