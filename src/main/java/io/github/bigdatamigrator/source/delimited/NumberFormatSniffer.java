package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DialectOptions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a text writes its numbers, as far as its first rows tell.
 *
 * @param grouping what stands between thousands, or NUL: only where some number can be read in no other way
 *     ({@code 1,234.50}, {@code 1.234.567}) and none contradicts
 */
record NumberFormatSniffer(boolean decimalComma, char grouping) {
    private static final Pattern COMMA_DECIMAL =
            Pattern.compile("-?(\\d+,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{1,3}(\\.\\d{3})+,\\d+)");
    private static final Pattern POINT_DECIMAL =
            Pattern.compile("-?(\\d+\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)");
    private static final List<Character> GROUPINGS = List.of(',', '.', '\'', ' ');

    static NumberFormatSniffer of(DialectTrial sample, DialectOptions given) {
        boolean pointGroups = given.grouping() != null && given.grouping() == '.';
        boolean sniffed = pointGroups || (!sample.dialect.delimiter().equals(",") && moreCommas(sample));
        boolean comma = given.decimalComma() != null ? given.decimalComma() : sniffed;
        return new NumberFormatSniffer(comma, given.grouping() != null ? given.grouping() : grouping(sample, comma));
    }

    /** Whether nothing speaks against numbers being written that way. */
    static boolean isConsistent(DialectTrial sample, boolean comma) {
        return comma
                ? count(sample, POINT_DECIMAL) <= count(sample, COMMA_DECIMAL)
                : count(sample, COMMA_DECIMAL) <= count(sample, POINT_DECIMAL);
    }

    private static boolean moreCommas(DialectTrial sample) {
        return count(sample, COMMA_DECIMAL) > count(sample, POINT_DECIMAL);
    }

    private static char grouping(DialectTrial sample, boolean comma) {
        for (char grouping : GROUPINGS) {
            if (grouping != (comma ? ',' : '.')) {
                String between = grouping == ' ' ? "[ \u00a0\u202f]" : Pattern.quote(String.valueOf(grouping));
                String point = comma ? "," : "\\.";
                String groups = "-?[1-9]\\d{0,2}";
                // A blank between digits is no number's own: only with decimals, or twice, is it a number for sure.
                Pattern sure = Pattern.compile(
                        groups + "((" + between + "\\d{3})+" + point + "\\d+|(" + between + "\\d{3}){2,})");
                Pattern against =
                        Pattern.compile("-?(0|\\d+)" + between + "(\\d{1,2}|\\d{4,})|-?\\d{4,}" + between + "\\d{3}");
                if (count(sample, sure) > 0 && count(sample, against) == 0) {
                    return grouping;
                }
            }
        }
        return '\0';
    }

    private static long count(DialectTrial sample, Pattern pattern) {
        return sample.lines.stream()
                .flatMap(line -> line.texts().stream())
                .filter(text -> text.length() <= 40 && pattern.matcher(text).matches())
                .count();
    }
}
