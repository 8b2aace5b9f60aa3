package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the columns of a result as labels, times, ids, ranks or measures: by the SELECT list where it groups,
 * otherwise by types, names and cells.
 */
public final class ResultColumns {
    private static final Set<String> PERIODS = Set.of(
            "year", "quarter", "month", "week", "day", "hour", "date", "jahr", "quartal", "monat", "woche", "tag",
            "decade", "weekday", "yr", "y", "m");
    private static final Set<String> IDS = Set.of(
            "id",
            "key",
            "code",
            "nr",
            "zip",
            "postcode",
            "postal",
            "plz",
            "phone",
            "isbn",
            "sku",
            "lat",
            "lon",
            "latitude",
            "longitude");
    private static final Pattern COUNTS_ROWS = Pattern.compile("(?i)^count\\s*\\(");
    private static final Pattern ADDS_ROWS = Pattern.compile("(?i)\\b(?:count|count_if|sum|avg)\\s*\\(");
    private static final Set<String> RANKS = Set.of("rank", "rk", "rnk", "rn", "position", "place", "rang", "platz");
    private static final Set<String> PERCENT =
            Set.of("percent", "pct", "percentage", "prozent", "share", "anteil", "rate", "ratio");
    private static final Set<String> COUNTS = Set.of("count", "n", "rows", "frequency", "number", "anzahl", "total");
    public static final Set<String> MONTHS = Set.of("month", "monat", "months", "ym");
    public static final Set<String> QUARTERS = Set.of("quarter", "quartal", "qtr");
    public static final Set<String> YEARS = Set.of("year", "jahr", "yr");
    private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1000);
    private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2100);
    private static final Pattern BY_MONTH = truncatedTo("month|mon|mm");
    private static final Pattern BY_QUARTER = truncatedTo("quarter|q");
    private static final Pattern BY_YEAR = truncatedTo("year|yyyy|yy");
    private static final Pattern MIDNIGHT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ]00:00(?::00(?:\\.0+)?)?Z?");
    private static final Pattern MONTH_START = Pattern.compile("\\d{4}-\\d{2}-01");
    private static final Pattern QUARTER_START = Pattern.compile("\\d{4}-(?:01|04|07|10)-01");
    private static final Pattern YEAR_START = Pattern.compile("\\d{4}-01-01");
    private static final Set<String> FIRST_NAMES =
            Set.of("first", "given", "vorname", "firstname", "forename", "fname");
    private static final Set<String> MIDDLE_NAMES = Set.of("middle", "middlename");
    private static final Set<String> LAST_NAMES =
            Set.of("last", "family", "surname", "lastname", "nachname", "familienname", "lname");
    private static final String TIME = "\\d{4}(-?(\\d{2}|[Qq][1-4])(-\\d{2})?)?";

    /** Two values are always sorted. */
    private static final int MIN_SORTED = 3;

    private enum Role {
        LABEL,
        TIME,
        ID,
        RANK,
        MEASURE
    }

    private final QueryResult result;
    private final SqlOutline outline;
    private final List<Role> roles = new ArrayList<>();

    private ResultColumns(QueryResult result) {
        this.result = result;
        outline = SqlOutline.of(result.sql());
        for (int i = 0; i < result.columns().size(); i++) {
            roles.add(role(i));
        }
    }

    public static ResultColumns of(QueryResult result) {
        return new ResultColumns(result);
    }

    private Role role(int column) {
        if (named(column, RANKS)) {
            return Role.RANK;
        } else if (isTime(column)) {
            return Role.TIME;
        } else if (!isNumeric(column)) {
            return Role.LABEL;
        } else if (isId(column)) {
            return Role.ID;
        }
        // Of a grouping query, a number that is no aggregate is what it groups by.
        boolean groupedBy = outline.grouped()
                && hasKnownItems()
                && !outline.isAggregate(column)
                && IntStream.range(0, result.columns().size()).anyMatch(outline::isAggregate)
                && !outline.items().get(column).contains("(");
        return groupedBy ? Role.ID : Role.MEASURE;
    }

    private boolean hasKnownItems() {
        return outline.items().size() == result.columns().size();
    }

    /** The outline of the statement. */
    public SqlOutline outline() {
        return outline;
    }

    /** Whether the cells of the column are computed; false where the statement does not tell. */
    public boolean isComputed(int column) {
        return hasKnownItems() && outline.isComputed(column);
    }

    public List<Integer> measures() {
        return with(Role.MEASURE);
    }

    public List<Integer> times() {
        return with(Role.TIME);
    }

    public List<Integer> labels() {
        return with(Role.LABEL);
    }

    public List<Integer> ids() {
        return with(Role.ID);
    }

    private List<Integer> with(Role role) {
        return IntStream.range(0, roles.size())
                .filter(column -> roles.get(column) == role)
                .boxed()
                .toList();
    }

    /** The columns that name a row, the best name first: labels, times, and ids if there is nothing else. */
    public List<Integer> axes() {
        List<Integer> axes = new ArrayList<>(labels());
        axes.addAll(times());
        return axes.isEmpty() ? ids() : axes;
    }

    private static Pattern truncatedTo(String units) {
        return Pattern.compile("(?is).*\\b(?:date_trunc|trunc)\\s*\\(.*'(?:" + units + ")'.*");
    }

    /** A date as {@code 2024-Q4}, {@code 2023-04} or {@code 2023} if the column holds such periods. */
    public String period(int column, String text) {
        String day = MIDNIGHT.matcher(text).replaceFirst("$1");
        if (QUARTER_START.matcher(day).matches() && isBy(column, QUARTERS, BY_QUARTER)) {
            return day.substring(0, 4) + "-Q" + (Integer.parseInt(day.substring(5, 7)) / 3 + 1);
        }
        if (MONTH_START.matcher(day).matches() && isBy(column, MONTHS, BY_MONTH)) {
            return day.substring(0, 7);
        }
        return YEAR_START.matcher(day).matches() && isBy(column, YEARS, BY_YEAR) ? day.substring(0, 4) : day;
    }

    private boolean isBy(int column, Set<String> names, Pattern truncation) {
        return named(column, names)
                || (isComputed(column)
                        && truncation.matcher(outline.items().get(column)).matches());
    }

    /** The place of the column in a person's name, from 1 for the first name; 0 for other columns. */
    public int namePart(int column) {
        boolean name = named(column, Set.of("name"));
        return List.of(FIRST_NAMES, MIDDLE_NAMES, LAST_NAMES).stream()
                        .map(part -> FoldedWords.of(result.columns().get(column)).stream()
                                .anyMatch(word -> part.contains(word) && (name || word.contains("name"))))
                        .toList()
                        .indexOf(true)
                + 1;
    }

    public boolean isPercent(int column) {
        return named(column, PERCENT) || result.columns().get(column).contains("%");
    }

    /** Whether the numbers of the column are names and not amounts: ids, codes, years. */
    public boolean isPlainNumber(int column) {
        return roles.get(column) == Role.TIME || isId(column) || isYear(column);
    }

    /** Whether the column holds whole numbers from 1000 to 2100 and is named as a year. */
    private boolean isYear(int column) {
        return FoldedWords.nameYears(result.columns().get(column))
                && !(hasKnownItems()
                        && ADDS_ROWS.matcher(outline.items().get(column)).find())
                && allCells(column, cell -> {
                    BigDecimal number = isWhole(cell) ? CellFormat.number(cell) : null;
                    return number != null && number.compareTo(FIRST_YEAR) >= 0 && number.compareTo(LAST_YEAR) <= 0;
                });
    }

    private boolean isId(int column) {
        List<String> words = FoldedWords.of(result.columns().get(column));
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        boolean number = words.size() > 1
                && last.equals("number")
                && !Set.of("total", "max", "min", "average").contains(words.get(0));
        // Before a noun, “no” is a negation: no_shows.
        return !counts(column) && (named(column, IDS) || last.equals("no") || number);
    }

    private boolean counts(int column) {
        return hasKnownItems()
                && COUNTS_ROWS.matcher(outline.items().get(column)).find();
    }

    /** Whether each row repeats one total of all rows: {@code COUNT(*) OVER ()}. */
    public boolean repeatsTotal(int column) {
        String name = Pattern.quote(result.columns().get(column));
        return Pattern.compile("(?iu)\\bover\\s*\\(\\s*\\)\\s*(?:as\\s+)?`?" + name + "(?![\\p{L}\\p{N}_])")
                        .matcher(result.sql())
                        .find()
                && result.rows().stream().map(row -> row.get(column)).distinct().count() == 1;
    }

    boolean isCount(int column) {
        return named(column, COUNTS);
    }

    /** Whether the name of the column has one of the words. */
    public boolean named(int column, Set<String> words) {
        return !Collections.disjoint(FoldedWords.of(result.columns().get(column)), words);
    }

    public boolean isNumeric(int column) {
        return result.types().get(column).numeric() || allCells(column, Number.class::isInstance);
    }

    /** Whether there is a cell that is not null, and all of those are so. */
    private boolean allCells(int column, Predicate<Object> test) {
        List<Object> cells = result.rows().stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(test);
    }

    private boolean isTime(int column) {
        if (result.types().get(column).temporal()) {
            return true;
        }
        if (isNumeric(column)) {
            boolean period = named(column, PERIODS) && allCells(column, ResultColumns::isWhole);
            return (period || isYear(column)) && !outline.isAggregate(column);
        }
        return allCells(column, cell -> cell instanceof String text && text.matches(TIME));
    }

    private static boolean isWhole(Object cell) {
        return cell instanceof Long
                || (cell instanceof BigDecimal decimal
                        && decimal.stripTrailingZeros().scale() <= 0)
                || (cell instanceof Double real && real == Math.rint(real));
    }

    /** Whether no two rows have the same cells in these columns. */
    public boolean unique(List<Integer> columns) {
        Set<List<@Nullable Object>> seen = new HashSet<>();
        return result.rows().stream()
                .allMatch(row -> seen.add(columns.stream()
                        .<@Nullable Object>map(row::get)
                        .collect(Collectors.toCollection(ArrayList::new))));
    }

    /** The measure that ranks the rows: by the ORDER BY, else by the order of the values; empty if none does. */
    public OptionalInt ranking() {
        List<Integer> measures = measures();
        int ordered =
                outline.order().isEmpty() ? -1 : outline.item(outline.order().get(0), result.columns());
        if (ordered >= 0) {
            return measures.contains(ordered) ? OptionalInt.of(ordered) : OptionalInt.empty();
        }
        List<Integer> sorted = measures.stream().filter(this::isSorted).toList();
        return sorted.size() == 1 ? OptionalInt.of(sorted.get(0)) : OptionalInt.empty();
    }

    /** Whether the values are sorted in one direction; nulls are skipped. */
    private boolean isSorted(int column) {
        List<Double> values = new ArrayList<>();
        result.rows().forEach(row -> {
            if (row.get(column) instanceof Number number) {
                values.add(number.doubleValue());
            }
        });
        boolean ascending = false;
        boolean descending = false;
        for (int i = 1; i < values.size(); i++) {
            int step = Double.compare(values.get(i), values.get(i - 1));
            ascending |= step > 0;
            descending |= step < 0;
        }
        return values.size() >= MIN_SORTED && ascending != descending;
    }
}
