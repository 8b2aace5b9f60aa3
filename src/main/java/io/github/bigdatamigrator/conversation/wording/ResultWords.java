package io.github.bigdatamigrator.conversation.wording;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Describes in one sentence what a result shows, by template: who ranks first and last, or how a measure moves over
 * time. Each figure is a cell. Says nothing of a lowest or of all rows where rows are missing.
 */
public final class ResultWords {
    private static final String NO_ALIAS = "result";
    private static final int FEW = 3;
    /** So many rows are all named. */
    private static final int ALL = 5;

    private static final int MAX_AXES = 4;
    private static final int MAX_MEASURES = 3;
    private static final Set<String> COUNTS = Set.of("n", "cnt", "count", "c");
    /** Columns whose sign is a direction. */
    private static final Set<String> CHANGES =
            Set.of("change", "growth", "delta", "trend", "veranderung", "anderung", "wachstum", "entwicklung");
    /** Words of names that say how and not what is measured. */
    private static final Set<String> MEANS = Set.of(("avg average mean median sum total count number n num max min of"
                    + " anzahl summe gesamt durchschnitt durchschnittlich mittel percent pct prozent")
            .split(" "));

    private static final Set<String> SHARES =
            Set.of("share", "percent", "percentage", "proportion", "rate", "ratio", "anteil", "prozent", "quote");

    private final QueryResult result;
    private final int query;
    private final AnswerLanguage language;
    private final ResultColumns columns;
    private final CellWords cells;
    private final List<Integer> axes;
    private final List<Claim> claims = new ArrayList<>();

    public ResultWords(QueryResult result, int query, AnswerLanguage language) {
        this.result = result;
        this.query = query;
        this.language = language;
        columns = ResultColumns.of(result);
        cells = new CellWords(result, columns, language);
        axes = naming(columns);
    }

    /** The columns that name a row; of many, as few as tell the rows apart. */
    private static List<Integer> naming(ResultColumns columns) {
        List<Integer> all = columns.axes();
        return all.size() <= MAX_AXES
                ? all
                : IntStream.range(1, all.size())
                        .mapToObj(size -> all.subList(0, size))
                        .filter(columns::unique)
                        .findFirst()
                        .orElse(all);
    }

    public ResultColumns columns() {
        return columns;
    }

    public CellWords cells() {
        return cells;
    }

    /** The cells of the figures that were written so far. */
    List<Claim> claims() {
        return claims;
    }

    /** The cell, with its claim if it has a digit. */
    String cell(int row, int column) {
        String text = cells.of(row, column);
        if (FoldedWords.hasDigit(text)) {
            claims.add(new Claim(text, query, row, result.columns().get(column)));
        }
        return text;
    }

    /** The only row: its place if the query asks for one, otherwise its columns. */
    String row() {
        SqlOutline outline = columns.outline();
        if (outline.limit() == 1 && !outline.order().isEmpty() && named(0)) {
            SqlOutline.SortKey key = outline.order().get(0);
            int by = outline.item(key, result.columns());
            boolean amount = columns.measures().contains(by);
            boolean date = columns.times().contains(by) && axes.size() > 1;
            String place = amount || date ? language.place(outline.offset() + 1, key.descending(), date) : "";
            if (!place.isEmpty() && result.rows().get(0).get(by) != null) {
                return ranked(place, by, date);
            }
        }
        List<String> parts = new ArrayList<>();
        List<Integer> person = columns.labels().stream()
                .filter(column -> columns.namePart(column) > 0)
                .toList();
        boolean named = person.size() > 1 && !cells.name(0, person).isEmpty();
        for (int i = 0; i < result.columns().size(); i++) {
            if (named && person.contains(i)) {
                if (i == person.get(0)) {
                    parts.add("name: " + name(0, person));
                }
                continue;
            }
            String value = result.rows().get(0).get(i) == null ? language.noValue() : amount(0, i, false);
            parts.add(label(i) + ": " + value);
        }
        return AnswerLanguage.capital(String.join("; ", parts)) + ".";
    }

    /**
     * The cell; a change as a rise or a fall, without its sign.
     *
     * @param noun after “with”: {@code a fall of 5}; otherwise {@code down 5}
     */
    private String amount(int row, int column, boolean noun) {
        BigDecimal number = CellFormat.number(result.rows().get(row).get(column));
        if (number == null || number.signum() == 0 || !columns.named(column, CHANGES)) {
            return cell(row, column);
        }
        String size = cells.of(row, column).replaceFirst("^-", "");
        claims.add(new Claim(size, query, row, result.columns().get(column)));
        return language.change(number.signum() > 0, noun) + size;
    }

    private String ranked(String place, int by, boolean date) {
        List<Integer> names = axes.stream().filter(axis -> axis != by).toList();
        List<Integer> measures =
                columns.measures().stream().filter(column -> column != by).toList();
        String value = date ? cell(0, by) : amount(0, by, true) + measure(by);
        StringBuilder text = new StringBuilder(language == AnswerLanguage.GERMAN ? "Der " : "The ").append(place);
        text.append(language == AnswerLanguage.GERMAN ? " Wert: " : " is ").append(name(0, names));
        text.append(date ? " (" : language == AnswerLanguage.GERMAN ? " mit " : " with ")
                .append(value)
                .append(date ? ")" : "");
        for (int other : measures) {
            String cell = result.rows().get(0).get(other) == null ? language.noValue() : amount(0, other, false);
            text.append("; ").append(label(other)).append(": ").append(cell);
        }
        return text.append('.').toString();
    }

    /** The sentences above a table of several rows, one for each measure; empty if there is nothing to say for sure. */
    String rows(String question) {
        if (columns.measures().isEmpty()) {
            return list();
        }
        boolean named = !axes.isEmpty()
                && axes.size() <= MAX_AXES
                && IntStream.range(0, result.rowCount()).allMatch(this::named)
                && columns.unique(axes);
        List<String> sentences =
                named ? asked(question).stream().map(this::about).toList() : List.of("");
        return sentences.get(0).isEmpty() ? "" : String.join(" ", sentences).strip();
    }

    /** The measures to speak of: the one that ranks the rows, and those that the question names, or a second one. */
    private List<Integer> asked(String question) {
        int main = main(question);
        if (result.partial()) {
            return List.of(main);
        }
        Set<String> words = FoldedWords.stems(question);
        boolean share = !Collections.disjoint(words, SHARES);
        List<Integer> measures = columns.measures();
        Stream<Integer> others = measures.stream()
                .filter(column -> column != main
                        && (measures.size() == 2 || (share && columns.isPercent(column)) || isNamed(column, words)));
        return Stream.concat(Stream.of(main), others).limit(MAX_MEASURES).toList();
    }

    /** Whether the words name what a column measures: {@code visits} of {@code total_visits}. */
    private boolean isNamed(int column, Set<String> words) {
        Set<String> content = content(column);
        return !content.isEmpty() && words.containsAll(content);
    }

    private Set<String> content(int column) {
        Set<String> content = FoldedWords.stems(result.columns().get(column));
        content.removeAll(MEANS);
        return content;
    }

    private String about(int measure) {
        List<Integer> rows = IntStream.range(0, result.rowCount())
                .filter(row -> CellFormat.number(result.rows().get(row).get(measure)) != null)
                .boxed()
                .toList();
        if (rows.size() < result.rowCount()) {
            return "";
        }
        if (columns.repeatsTotal(measure)) {
            return AnswerLanguage.capital(label(measure)) + ": " + cell(0, measure) + ".";
        }
        if (!result.partial() && rows.size() <= FEW) {
            List<String> all = rows.stream().map(row -> named(row, measure)).toList();
            return AnswerLanguage.capital(label(measure)) + ": " + language.list(all) + ".";
        }
        List<Integer> falling = new ArrayList<>(rows);
        falling.sort(Comparator.comparing((Integer row) -> number(row, measure)).reversed());
        if (columns.labels().isEmpty() && axes.equals(columns.times())) {
            return result.partial() ? "" : overTime(measure, falling);
        }
        return ranking(measure, falling);
    }

    /** A column of labels, if it is short. */
    private String list() {
        boolean listed = result.columns().size() == 1
                && !result.partial()
                && result.rowCount() <= AnswerText.TABLE_ROWS
                && columns.labels().size() == 1
                && IntStream.range(0, result.rowCount()).allMatch(this::named);
        return listed
                ? AnswerLanguage.capital(label(0)) + ": "
                        + language.list(IntStream.range(0, result.rowCount())
                                .mapToObj(row -> cell(row, 0))
                                .toList())
                        + "."
                : "";
    }

    private String overTime(int measure, List<Integer> falling) {
        int high = falling.get(0);
        int low = falling.get(falling.size() - 1);
        boolean flat = tied(falling, measure) == falling.size();
        boolean german = language == AnswerLanguage.GERMAN;
        String span = (german ? "Von " : "From ")
                + name(0, axes)
                + (german ? " bis " : " to ")
                + name(result.rowCount() - 1, axes);
        String is = german ? " ist " : ", ";
        if (flat) {
            return span + is + label(measure) + (german ? " immer " : " is always ") + cell(high, measure) + ".";
        }
        return span + is + label(measure) + (german ? " am höchsten in " : " is highest in ") + name(high, axes)
                + (german ? " mit " : " with ") + cell(high, measure)
                + (german ? " und am niedrigsten in " : " and lowest in ") + name(low, axes)
                + (german ? " mit " : " with ") + cell(low, measure) + ".";
    }

    private String ranking(int measure, List<Integer> falling) {
        boolean rising = isRising(measure);
        if (result.partial() && !isRanked(measure)) {
            return "";
        }
        List<Integer> order = new ArrayList<>(falling);
        if (rising) {
            order.sort(Comparator.comparing(row -> number(row, measure)));
        }
        boolean german = language == AnswerLanguage.GERMAN;
        String with = german ? " mit " : " with ";
        String first = language.place(1, !rising, false);
        int tied = tied(order, measure);
        String what = measure(measure);
        if (tied == order.size()) {
            return result.partial()
                    ? ""
                    : (german ? "Alle haben denselben Wert: " : "All have the same value: ")
                            + cell(order.get(0), measure) + what + ".";
        }
        boolean all = order.size() <= ALL;
        if (tied > 1) {
            String count = String.valueOf(tied);
            if (tied > FEW) {
                claims.add(
                        new Claim(count, query, order.get(0), result.columns().get(measure)));
            }
            String names = names(order.subList(0, Math.min(tied, FEW)));
            String who =
                    tied <= FEW ? names : count + (german ? " Zeilen (darunter " : " rows (among them ") + names + ")";
            return who + (german ? " teilen sich den " : " share the ") + first
                    + (german ? "n Wert mit " : " place with ") + amount(order.get(0), measure, true) + what
                    + (all ? then(order.subList(tied, order.size()), measure) : "") + ".";
        }
        String text = (german ? "Der " + first + " Wert: " : "The " + first + " is ")
                + name(order.get(0), axes)
                + with
                + amount(order.get(0), measure, true)
                + what
                + then(order.subList(1, all ? order.size() : FEW), measure);
        List<Integer> last = new ArrayList<>(order);
        Collections.reverse(last);
        List<Integer> least = last.subList(0, tied(last, measure));
        if (!result.partial() && !all && least.size() <= FEW) {
            String are = least.size() == 1 ? " is " : " are ";
            text += "; " + (german ? "der " : "the ") + language.place(1, rising, false) + (german ? ": " : are)
                    + names(least) + with + amount(least.get(0), measure, true);
        }
        return text + ".";
    }

    /** {@code Lamp 5}; a name that ends with a digit or a parenthesis needs a word: {@code 2024 with 5}. */
    private String named(int row, int measure) {
        String name = name(row, axes);
        char last = name.charAt(name.length() - 1);
        return Character.isDigit(last) || last == ')'
                ? name + (language == AnswerLanguage.GERMAN ? " mit " : " with ") + amount(row, measure, true)
                : name + " " + amount(row, measure, false);
    }

    private String names(List<Integer> rows) {
        return language.list(rows.stream().map(row -> name(row, axes)).toList());
    }

    private String then(List<Integer> rows, int measure) {
        boolean german = language == AnswerLanguage.GERMAN;
        return (german ? ", dann " : ", then ")
                + language.list(rows.stream()
                        .map(row -> name(row, axes) + (german ? " mit " : " with ") + amount(row, measure, true))
                        .toList());
    }

    /** The number of rows that share the first place. */
    private int tied(List<Integer> order, int measure) {
        BigDecimal first = number(order.get(0), measure);
        return (int) order.stream()
                .takeWhile(row -> number(row, measure).compareTo(first) == 0)
                .count();
    }

    private boolean isRanked(int measure) {
        SqlOutline outline = columns.outline();
        return !outline.order().isEmpty() && outline.item(outline.order().get(0), result.columns()) == measure;
    }

    private boolean isRising(int measure) {
        return isRanked(measure) && !columns.outline().order().get(0).descending();
    }

    /**
     * The measure that ranks the rows, else the one that the question names with most words, else the first that is no
     * percentage.
     */
    private int main(String question) {
        List<Integer> measures = columns.measures();
        return columns.ranking()
                .orElseGet(() -> measures.stream()
                        .filter(column -> isNamed(column, FoldedWords.stems(question)))
                        .max(Comparator.comparingInt(
                                        (Integer column) -> content(column).size())
                                .thenComparing(Comparator.reverseOrder()))
                        .or(() -> measures.stream()
                                .filter(column -> !columns.isPercent(column))
                                .findFirst())
                        .orElse(measures.get(0)));
    }

    private boolean named(int row) {
        return !axes.isEmpty() && !cells.name(row, axes).isEmpty();
    }

    /** The name of a row, with a claim for each of its cells that has a digit. */
    private String name(int row, List<Integer> names) {
        String name = cells.name(row, names).replace("\\|", "|");
        if (FoldedWords.hasDigit(name)) {
            claims.add(new Claim(name, query, row, result.columns().get(names.get(0))));
        }
        return name;
    }

    private BigDecimal number(int row, int column) {
        BigDecimal number = CellFormat.number(result.rows().get(row).get(column));
        return number == null ? BigDecimal.ZERO : number;
    }

    /** The measure in parentheses; nothing for an expression without alias. */
    private String measure(int column) {
        String label = label(column);
        return label.equals(NO_ALIAS) ? "" : " (" + label + ")";
    }

    /** “total revenue” for {@code total_revenue}; “count” for {@code n}; “result” for an expression without alias. */
    public String label(int column) {
        String name = result.columns().get(column);
        if (COUNTS.contains(name.toLowerCase(Locale.ROOT)) && columns.isNumeric(column)) {
            return language == AnswerLanguage.GERMAN ? "Anzahl" : "count";
        }
        return name.matches("[\\p{L}\\p{N}_ ]+") ? name.replace('_', ' ').strip() : NO_ALIAS;
    }
}
