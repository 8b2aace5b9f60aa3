package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Describes in one sentence what a result shows, by template: who ranks first and last, or how a measure moves over
 * time. Each figure is a cell. Says nothing of a lowest or of all rows where rows are missing.
 */
final class ResultWords {
    private static final int FEW = 3;
    private static final int MAX_AXES = 3;
    private static final Set<String> COUNTS = Set.of("n", "cnt", "count", "c");

    private final QueryResult result;
    private final int query;
    private final AnswerLanguage language;
    private final ResultColumns columns;
    private final CellWords cells;
    private final List<Integer> axes;
    private final List<Claim> claims = new ArrayList<>();

    ResultWords(QueryResult result, int query, AnswerLanguage language) {
        this.result = result;
        this.query = query;
        this.language = language;
        columns = ResultColumns.of(result);
        cells = new CellWords(result, columns, language);
        axes = columns.axes();
    }

    ResultColumns columns() {
        return columns;
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
        for (int i = 0; i < result.columns().size(); i++) {
            String value = result.rows().get(0).get(i) == null ? language.noValue : cell(0, i);
            parts.add(label(i) + ": " + value);
        }
        return AnswerLanguage.capital(String.join("; ", parts)) + ".";
    }

    private String ranked(String place, int by, boolean date) {
        List<Integer> names = axes.stream().filter(axis -> axis != by).toList();
        List<Integer> measures =
                columns.measures().stream().filter(column -> column != by).toList();
        String value = cell(0, by);
        StringBuilder text = new StringBuilder(language == AnswerLanguage.GERMAN ? "Der " : "The ").append(place);
        text.append(language == AnswerLanguage.GERMAN ? " Wert: " : " is ").append(name(0, names));
        text.append(date ? " (" : language == AnswerLanguage.GERMAN ? " mit " : " with ")
                .append(value)
                .append(date ? ")" : "");
        for (int other : measures) {
            String cell = result.rows().get(0).get(other) == null ? language.noValue : cell(0, other);
            text.append("; ").append(label(other)).append(": ").append(cell);
        }
        return text.append('.').toString();
    }

    /** The sentence above a table of several rows; empty if there is nothing to say for sure. */
    String rows(String question) {
        if (columns.measures().isEmpty()) {
            return list();
        }
        int measure = main(question);
        List<Integer> rows = IntStream.range(0, result.rowCount())
                .filter(row -> CellFormat.number(result.rows().get(row).get(measure)) != null)
                .boxed()
                .toList();
        boolean usable = rows.size() == result.rowCount()
                && !axes.isEmpty()
                && axes.size() <= MAX_AXES
                && rows.stream().allMatch(this::named)
                && columns.unique(axes);
        if (!usable) {
            return "";
        }
        if (!result.partial() && rows.size() <= FEW) {
            List<String> all = rows.stream()
                    .map(row -> name(row, axes) + " " + cell(row, measure))
                    .toList();
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
        String what = " (" + label(measure) + ")";
        if (tied == order.size()) {
            return result.partial()
                    ? ""
                    : (german ? "Alle haben denselben Wert: " : "All have the same value: ")
                            + cell(order.get(0), measure) + what + ".";
        }
        if (tied > 1) {
            List<String> names = order.stream()
                    .limit(Math.min(tied, FEW))
                    .map(row -> name(row, axes))
                    .toList();
            String count = String.valueOf(tied);
            claims.add(new Claim(count, query, order.get(0), result.columns().get(measure)));
            String who = tied <= FEW
                    ? language.list(names)
                    : count + (german ? " Zeilen (darunter " : " rows (among them ") + language.list(names) + ")";
            return who + (german ? " teilen sich den " : " share the ") + first
                    + (german ? "n Wert mit " : " place with ") + cell(order.get(0), measure) + what + ".";
        }
        List<String> next = order.subList(1, Math.min(FEW, order.size())).stream()
                .map(row -> name(row, axes) + with + cell(row, measure))
                .toList();
        String text = (german ? "Der " + first + " Wert: " : "The " + first + " is ")
                + name(order.get(0), axes)
                + with
                + cell(order.get(0), measure)
                + what
                + (german ? ", dann " : ", then ")
                + language.list(next);
        int last = order.get(order.size() - 1);
        boolean tiedLast = number(last, measure).compareTo(number(order.get(order.size() - 2), measure)) == 0;
        if (!result.partial() && order.size() > FEW && !tiedLast) {
            text += "; " + (german ? "der " : "the ") + language.place(1, rising, false) + (german ? ": " : " is ")
                    + name(last, axes) + with + cell(last, measure);
        }
        return text + ".";
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

    /** The measure that ranks the rows, else the one that the question names, else the first that is no percentage. */
    private int main(String question) {
        List<Integer> measures = columns.measures();
        return columns.ranking()
                .orElseGet(() -> measures.stream()
                        .filter(column -> FoldedWords.stems(question)
                                .containsAll(FoldedWords.stems(result.columns().get(column))))
                        .findFirst()
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

    /** “total revenue” for {@code total_revenue}; “count” for {@code n}; “result” for an expression without alias. */
    String label(int column) {
        String name = result.columns().get(column);
        if (COUNTS.contains(name.toLowerCase(Locale.ROOT)) && columns.isNumeric(column)) {
            return language == AnswerLanguage.GERMAN ? "Anzahl" : "count";
        }
        return name.matches("[\\p{L}\\p{N}_ ]+") ? name.replace('_', ' ').strip() : "result";
    }
}
