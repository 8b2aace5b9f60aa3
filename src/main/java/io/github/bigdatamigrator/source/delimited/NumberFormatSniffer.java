package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DialectOptions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sniffs how a text writes its numbers from its first rows.
 *
 * @param grouping the thousands separator, or NUL: only if a number can be read in no other way ({@code 1,234.50},
 *     {@code 1.234.567}) and none contradicts it
 */
record NumberFormatSniffer(boolean decimalComma, char grouping) {
    private static final Pattern COMMA_DECIMAL =
            Pattern.compile("-?(\\d+,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{1,3}(\\.\\d{3})+,\\d+)");
    private static final Pattern POINT_DECIMAL =
            Pattern.compile("-?(\\d+\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)");
    private static final List<Character> GROUPINGS = List.of(',', '.', '\'', ' ');

    static NumberFormatSniffer of(DialectTrial trial, DialectOptions given) {
        boolean pointGroups = given.grouping() != null && given.grouping() == '.';
        boolean sniffed = pointGroups || (!trial.dialect.delimiter().equals(",") && moreCommas(trial));
        boolean comma = given.decimalComma() != null ? given.decimalComma() : sniffed;
        return new NumberFormatSniffer(comma, given.grouping() != null ? given.grouping() : grouping(trial, comma));
    }

    /** Whether the numbers are consistent with that decimal separator. */
    static boolean isConsistent(DialectTrial trial, boolean comma) {
        long commas = count(trial, COMMA_DECIMAL);
        long points = count(trial, POINT_DECIMAL);
        return comma ? points <= commas : commas <= points;
    }

    private static boolean moreCommas(DialectTrial trial) {
        return count(trial, COMMA_DECIMAL) > count(trial, POINT_DECIMAL);
    }

    private static char grouping(DialectTrial trial, boolean comma) {
        for (char grouping : GROUPINGS) {
            if (grouping != (comma ? ',' : '.')) {
                String between = grouping == ' ' ? "[ \u00a0\u202f]" : Pattern.quote(String.valueOf(grouping));
                String point = comma ? "," : "\\.";
                String groups = "-?[1-9]\\d{0,2}";
                // A blank between digits surely separates thousands only with decimals, or if it occurs twice.
                Pattern sure = Pattern.compile(
                        groups + "((" + between + "\\d{3})+" + point + "\\d+|(" + between + "\\d{3}){2,})");
                Pattern against =
                        Pattern.compile("-?(0|\\d+)" + between + "(\\d{1,2}|\\d{4,})|-?\\d{4,}" + between + "\\d{3}");
                if (count(trial, sure) > 0 && count(trial, against) == 0) {
                    return grouping;
                }
            }
        }
        return '\0';
    }

    private static long count(DialectTrial trial, Pattern pattern) {
        return trial.lines.stream()
                .flatMap(line -> line.texts().stream())
                .filter(text -> text.length() <= 40 && pattern.matcher(text).matches())
                .count();
    }
}
