package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the cells of a result for readers: thousands grouped, money with two decimals, computed numbers rounded,
 * months as {@code 2023-04}; numbers that are ids or years, and numbers as they are stored, keep their digits.
 */
final class CellWords {
    private static final Set<String> MONEY = Set.of(("revenue amount total price sales spent paid cost payment value"
                    + " turnover profit income salary umsatz betrag summe preis gesamt kosten erlos")
            .split(" "));
    private static final Set<String> AVERAGES =
            Set.of("avg", "average", "mean", "median", "durchschnitt", "durchschnittlich", "per", "pro");
    private static final Set<String> MONTHS = Set.of("month", "monat", "months", "ym");
    private static final Pattern BY_MONTH =
            Pattern.compile("(?is).*\\b(?:date_trunc|trunc)\\s*\\([^)]*'(?:month|mon|mm)'.*");
    private static final Pattern MIDNIGHT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]00:00(?::00(?:\\.0+)?)?Z?");
    private static final Pattern MONTH_START = Pattern.compile("(\\d{4}-\\d{2})-01");

    private final QueryResult result;
    private final ResultColumns columns;
    private final AnswerLanguage language;

    CellWords(QueryResult result, ResultColumns columns, AnswerLanguage language) {
        this.result = result;
        this.columns = columns;
        this.language = language;
    }

    /** The cell as one line; the empty string for null. */
    String of(int row, int column) {
        Object cell = result.rows().get(row).get(column);
        if (cell instanceof Number) {
            return columns.isPlainNumber(column) ? CellFormat.rounded(cell) : language.number(amount(cell, column));
        }
        return cell == null ? "" : PromptSanitizer.cell(date(cell.toString(), column));
    }

    /** The cell for a model: times as for readers, numbers without separators. */
    String plain(int row, int column) {
        Object cell = result.rows().get(row).get(column);
        String text = CellFormat.rounded(cell);
        return cell == null || cell instanceof Number ? text : date(text, column);
    }

    private String amount(Object cell, int column) {
        BigDecimal number = CellFormat.number(cell);
        if (number == null) {
            return CellFormat.rounded(cell);
        }
        if (cell instanceof Long whole) {
            return NumberFormat.of(whole);
        }
        boolean computed = columns.isComputed(column) || columns.named(column, AVERAGES);
        boolean money = columns.named(column, MONEY) && hasFractions(column);
        int decimals = number.stripTrailingZeros().scale();
        if (money && (computed || decimals <= 2) && number.abs().compareTo(BigDecimal.ONE) >= 0) {
            return NumberFormat.of(number.setScale(2, RoundingMode.HALF_UP));
        }
        return computed || decimals <= 2 ? NumberFormat.of(number) : grouped(CellFormat.rounded(cell));
    }

    /** Groups the thousands of a plain number. */
    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        return whole.matches("-?\\d{1,18}")
                ? (whole.startsWith("-0") ? "-0" : NumberFormat.of(Long.parseLong(whole)))
                        + (point < 0 ? "" : digits.substring(point))
                : digits;
    }

    private boolean hasFractions(int column) {
        return result.rows().stream()
                .map(row -> row.get(column))
                .anyMatch(cell -> (cell instanceof Double real && real != Math.rint(real))
                        || (cell instanceof BigDecimal decimal && decimal.scale() > 0));
    }

    private String date(String text, int column) {
        String day = MIDNIGHT.matcher(text).replaceFirst("$1");
        boolean months = MONTH_START.matcher(day).matches()
                && (columns.named(column, MONTHS) || (columns.isComputed(column) && isByMonth(column)));
        return months ? day.substring(0, 7) : day;
    }

    private boolean isByMonth(int column) {
        return BY_MONTH.matcher(columns.outline().items().get(column)).matches();
    }

    /**
     * The name of a row by its labels and times; a year and a month become {@code 2023-04}.
     *
     * @return empty if a part is null
     */
    String name(int row, List<Integer> axes) {
        List<@Nullable Object> cells = result.rows().get(row);
        if (axes.stream().anyMatch(axis -> cells.get(axis) == null)) {
            return "";
        }
        if (axes.size() == 2 && isYear(axes.get(0)) && columns.named(axes.get(1), MONTHS)) {
            String month = Objects.requireNonNull(cells.get(axes.get(1))).toString();
            return month.matches("\\d{1,2}")
                    ? of(row, axes.get(0)) + (month.length() == 1 ? "-0" : "-") + month
                    : month + " " + of(row, axes.get(0));
        }
        return String.join(", ", axes.stream().map(axis -> of(row, axis)).toList());
    }

    private boolean isYear(int column) {
        return columns.named(column, Set.of("year", "jahr", "yr"));
    }
}
