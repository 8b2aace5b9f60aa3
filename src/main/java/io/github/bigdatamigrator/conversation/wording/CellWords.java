package io.github.bigdatamigrator.conversation.wording;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.PartialPeriods;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the cells of a result for readers: thousands grouped, money with two decimals, computed numbers rounded,
 * months as {@code 2023-04}; numbers that are ids or years, and numbers as they are stored, keep their digits.
 */
public final class CellWords {
    private static final Set<String> MONEY = Set.of(("revenue amount total price sales spent paid cost payment value"
                    + " turnover profit income salary umsatz betrag summe preis gesamt kosten erlos")
            .split(" "));
    private static final Set<String> AVERAGES =
            Set.of("avg", "average", "mean", "median", "durchschnitt", "durchschnittlich", "per", "pro");
    /** A figure without separators of thousands that is no year. */
    private static final Pattern PLAIN = Pattern.compile("-?(?!(?:1[89]|20|21)\\d\\d$)(?:\\d{4,18}|\\d+\\.\\d+)");
    /** A figure that has no separators of thousands in any language. */
    private static final Pattern LONG = Pattern.compile("-?\\d{4,18}(?:\\.\\d+)?");

    private static final Set<String> CODES = Set.of(("code key id nr no number nummer kurzel kuerzel kennung"
                    + " kennzeichen abkurzung abbreviation abbr symbol iso sku")
            .split(" "));

    /** The word of a key in the name of its column: {@code store_id}, {@code CustomerId}. */
    private static final Pattern KEY_WORD =
            Pattern.compile("(?<=.)(?:[ _](?i:id|key|nr|no|number)|(?<=\\p{Ll})(?:I[dD]|Key|Nr|No|Number))$");

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
        return cell == null ? "" : PromptSanitizer.cell(columns.period(column, cell.toString()));
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
    static String grouped(String digits) {
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

    /** The cell as a prompt shows it: a number in full, a date as its period. */
    public String plain(int row, int column) {
        Object cell = result.rows().get(row).get(column);
        return cell instanceof String text ? columns.period(column, text) : CellFormat.rounded(cell);
    }

    /**
     * The name of a row by its labels and times; a year and a month become {@code 2023-04}, the names of a person one
     * name, a code follows the name beside it: {@code Berlin (BE)}, and a key the word for it: {@code store 5}.
     *
     * @return empty if a part is null
     */
    String name(int row, List<Integer> axes) {
        List<@Nullable Object> cells = result.rows().get(row);
        if (axes.stream().anyMatch(axis -> cells.get(axis) == null && columns.namePart(axis) != 2)) {
            return "";
        }
        if (axes.size() == 2 && columns.named(axes.get(0), ResultColumns.YEARS)) {
            String part = Objects.requireNonNull(cells.get(axes.get(1))).toString();
            boolean number = part.matches("\\d{1,2}");
            if (columns.named(axes.get(1), ResultColumns.MONTHS)) {
                return number
                        ? of(row, axes.get(0)) + (part.length() == 1 ? "-0" : "-") + part
                        : part + " " + of(row, axes.get(0));
            }
            if (number && columns.named(axes.get(1), ResultColumns.QUARTERS)) {
                return of(row, axes.get(0)) + "-Q" + part;
            }
        }
        List<String> parts = new ArrayList<>();
        int before = 0;
        boolean person = false;
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            int part = columns.namePart(axis);
            if (i + 1 < axes.size() && isCodeAndName(axis, axes.get(i + 1))) {
                parts.add(of(row, axes.get(i + 1)) + " (" + of(row, axis) + ")");
                i++;
            } else if (i + 1 < axes.size() && isCodeAndName(axes.get(i + 1), axis)) {
                parts.add(of(row, axis) + " (" + of(row, axes.get(i + 1)) + ")");
                i++;
            } else if (part > before && before > 0) {
                parts.set(parts.size() - 1, (parts.get(parts.size() - 1) + " " + of(row, axis)).strip());
            } else {
                person |= parts.isEmpty() && part > 0;
                parts.add(columns.ids().contains(axis) ? keyWord(axis) + " " + of(row, axis) : of(row, axis));
            }
            before = part;
        }
        return person && parts.size() > 1
                ? parts.get(0) + " (" + String.join(", ", parts.subList(1, parts.size())) + ")"
                : String.join(", ", parts);
    }

    private boolean isCodeAndName(int code, int name) {
        return isCode(code) && columns.labels().contains(name) && !isCode(name) && columns.namePart(name) == 0;
    }

    /** Whether a text column is named as a code: {@code iso_code}, {@code Kürzel}. */
    private boolean isCode(int column) {
        List<String> words = FoldedWords.of(result.columns().get(column));
        return columns.labels().contains(column) && !words.isEmpty() && CODES.contains(words.get(words.size() - 1));
    }

    /** Says which periods of the rows are not whole, because the data begins or ends in them. */
    public Optional<String> partialPeriods(DataContext context) {
        List<String> periods = IntStream.range(0, columns.times().isEmpty() ? 0 : result.rowCount())
                .mapToObj(row -> name(row, columns.times()))
                .filter(period -> !period.isEmpty())
                .sorted()
                .toList();
        if (periods.isEmpty()) {
            return Optional.empty();
        }
        String first = periods.get(0);
        String last = periods.get(periods.size() - 1);
        PartialPeriods partial = PartialPeriods.of(first, last, result.sql(), context);
        Set<String> which = new LinkedHashSet<>();
        List<String> why = new ArrayList<>();
        partial.begin().ifPresent(day -> {
            which.add(first);
            why.add(language.begins(day));
        });
        partial.end().ifPresent(day -> {
            which.add(last);
            why.add(language.ends(day));
        });
        return which.isEmpty()
                ? Optional.empty()
                : Optional.of(language.partial(language.list(why), List.copyOf(which)));
    }

    /**
     * The sentence of a model with its plain figures formatted as in the table: a cell as its cell, another number with
     * its thousands grouped. What may also be a year or a key stays as it is.
     *
     * @param grounded the cells of the figures
     */
    AnswerText formatted(String sentence, List<Claim> grounded) {
        Set<String> keys = new HashSet<>();
        for (Claim claim : grounded) {
            int column = result.columns().indexOf(claim.column());
            if (column < 0 || columns.isPlainNumber(column) || !columns.isNumeric(column)) {
                keys.add(claim.text());
            }
        }
        String text = sentence;
        List<Claim> claims = new ArrayList<>();
        for (Claim claim : grounded) {
            String figure = claim.text();
            String shown = PLAIN.matcher(figure).matches() && !keys.contains(figure) ? shown(claim) : figure;
            if (!shown.equals(figure)) {
                text = text.replaceAll(
                        "(?<![\\p{L}\\p{N}.,-])" + Pattern.quote(figure) + "(?![\\p{L}\\p{N}%]|[.,]\\d|\\s?%)",
                        Matcher.quoteReplacement(shown));
            }
            claims.add(new Claim(shown, claim.query(), claim.row(), claim.column()));
        }
        return new AnswerText(text, claims);
    }

    private String shown(Claim claim) {
        String figure = claim.text();
        int column = result.columns().indexOf(claim.column());
        BigDecimal cell = claim.row() < 0
                ? null
                : CellFormat.number(result.rows().get(claim.row()).get(column));
        if (cell != null && cell.compareTo(new BigDecimal(figure)) == 0) {
            return of(claim.row(), column);
        }
        return LONG.matcher(figure).matches() ? language.number(grouped(figure)) : figure;
    }

    private String keyWord(int column) {
        return KEY_WORD.matcher(result.columns().get(column)).replaceFirst("").replace('_', ' ');
    }
}
