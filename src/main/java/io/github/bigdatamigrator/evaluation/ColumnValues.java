package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.text.CellFormat;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column for comparison: as texts in one form, and as numbers where they are some.
 *
 * @param texts each cell as text, a time in its shortest ISO form; null for null
 * @param numbers each cell as a number; null for null, for a number that is not finite, and for another text
 * @param numeric whether every cell is null or a number, and one is a number
 * @param typed whether a cell has a numeric type, not only the text of a number
 * @param whole whether every number has the type of whole numbers
 * @param floating whether a cell is a floating-point number, so that a sum may differ in its last digits
 * @param percent whether every number is a text with a percent sign
 * @param decimals the most decimal places that a cell needs
 */
record ColumnValues(
        List<@Nullable String> texts,
        List<@Nullable BigDecimal> numbers,
        boolean numeric,
        boolean typed,
        boolean whole,
        boolean floating,
        boolean percent,
        int decimals) {
    private static final Pattern NUMBER = Pattern.compile("[$€£¥]?\\s?([-+−]?(?:0|[1-9]\\d*|[1-9]\\d{0,2}(?:,\\d{3})+)"
            + "(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?)\\s?([%$€£¥]?)");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2})(?::(\\d{2})(?:\\.(\\d*?)0*)?)?(?:Z|[+-]00:?00)?");

    static ColumnValues of(List<? extends @Nullable Object> cells) {
        List<@Nullable String> texts = new ArrayList<>();
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        boolean numeric = true;
        boolean typed = false;
        boolean whole = true;
        boolean floating = false;
        boolean percent = true;
        int decimals = 0;
        int found = 0;
        for (Object cell : cells) {
            BigDecimal number = CellFormat.number(cell);
            boolean infinite = cell instanceof Double && number == null;
            boolean sign = false;
            if (cell instanceof String text) {
                Matcher read = NUMBER.matcher(text.strip());
                if (read.matches()) {
                    number = new BigDecimal(read.group(1).replace(",", "").replace('−', '-'));
                    sign = read.group(2).equals("%");
                }
            }
            texts.add(cell == null ? null : text(String.valueOf(CellFormat.exact(cell))));
            numbers.add(number);
            numeric &= cell == null || number != null || infinite;
            if (number != null || infinite) {
                found++;
                typed |= !(cell instanceof String);
                whole &= cell instanceof Long;
                floating |= cell instanceof Double;
                percent &= sign;
            }
            if (number != null) {
                decimals = Math.max(decimals, decimals(number));
            }
        }
        return new ColumnValues(
                texts,
                numbers,
                numeric && found > 0,
                typed,
                whole && found > 0,
                floating,
                percent && found > 0,
                decimals);
    }

    static int decimals(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static String text(String cell) {
        String text = Normalizer.normalize(cell, Normalizer.Form.NFC)
                .replace('\u00A0', ' ')
                .strip();
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return text;
        }
        String seconds = Objects.requireNonNullElse(time.group(3), "00");
        String fraction = Objects.requireNonNullElse(time.group(4), "");
        boolean midnight = time.group(2).equals("00:00") && seconds.equals("00") && fraction.isEmpty();
        return time.group(1)
                + (midnight ? "" : "T" + time.group(2) + ":" + seconds + (fraction.isEmpty() ? "" : "." + fraction));
    }

    /** Whether the column has values, and all of them fit. */
    boolean all(Predicate<String> test) {
        return texts.stream().anyMatch(Objects::nonNull)
                && texts.stream().allMatch(text -> text == null || test.test(text));
    }

    /** The texts cut to a length. */
    List<@Nullable String> cut(int length) {
        List<@Nullable String> cut = new ArrayList<>();
        texts.forEach(text -> cut.add(text == null ? null : text.substring(0, length)));
        return cut;
    }
}
