package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places where a sentence names rows of the results: by a text cell, a date in any form, a year or an id.
 * Blanks these places in the sentence, so that their digits do not count as figures.
 */
final class RowMentionFinder {
    private static final int MAX_CASE_SENSITIVE_LENGTH = 3;
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2200;
    private static final Pattern LETTER_LABEL = Pattern.compile(
            "(?i)^['’\"”)]?\\s*(?:[:,)(–—=-]|made|has|had|with|is|was|sold|at\\b|and\\b|$).*", Pattern.DOTALL);

    /**
     * A place that names rows.
     *
     * @param rows indexes of all rows that it may mean
     */
    record Mention(int start, int end, String text, ResultTable table, int column, Set<Integer> rows) {}

    /** A number before this names a row if its column is spoken of: {@code then 3 with 81.12}. */
    private static final Pattern FIGURE_AFTER = Pattern.compile(
            "(?i)^\\s*(?:(?:with|has|have|had|made|at|mit|hat|haben|hatte|hatten|bei|kommt auf)\\b|:|\\()\\s*"
                    + "[$€£]?\\s*[-−+]?\\d.*",
            Pattern.DOTALL);

    private static final Pattern LIST_MARK = Pattern.compile("(?i)\\s*(?:,|,?\\s(?:and|or|und|oder)|&|/)\\s*");
    private static final Set<String> NUMBER_WORDS = Set.of("number", "id", "no", "nr", "nummer");

    private final List<ResultTable> tables;
    private final String sentence;
    private final String question;
    private final List<Mention> mentions = new ArrayList<>();
    private final List<String> unknownDates = new ArrayList<>();
    private final StringBuilder remainder;

    private RowMentionFinder(String sentence, String question, List<ResultTable> tables) {
        this.tables = tables;
        this.sentence = sentence;
        this.question = question;
        this.remainder = new StringBuilder(sentence);
    }

    /** @param question the question; its dates need no row */
    static RowMentionFinder in(String sentence, String question, List<ResultTable> tables) {
        RowMentionFinder found = new RowMentionFinder(sentence, question, tables);
        found.labels();
        found.dates();
        found.mentions.sort(Comparator.comparingInt(Mention::start));
        return found;
    }

    List<Mention> mentions() {
        return mentions;
    }

    /** Dates that are neither in a row nor in the question. */
    List<String> unknownDates() {
        return unknownDates;
    }

    /** The sentence with names of rows blanked; positions stay the same. */
    String remainder() {
        return remainder.toString();
    }

    private void labels() {
        Map<String, Map<Integer, Mention>> byText = new LinkedHashMap<>();
        for (ResultTable table : tables) {
            for (int column = 0; column < table.columns(); column++) {
                for (int row = 0; row < table.rows(); row++) {
                    if (table.cell(row, column) instanceof String label && !label.isBlank()) {
                        String shown = PromptSanitizer.cell(label);
                        int place = column;
                        byText.computeIfAbsent(shown, text -> new LinkedHashMap<>())
                                .computeIfAbsent(
                                        table.query() * 10_000 + column,
                                        key -> new Mention(0, 0, shown, table, place, new TreeSet<>()))
                                .rows()
                                .add(row);
                    }
                }
            }
        }
        byText.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().length()))
                .forEach(entry ->
                        find(entry.getKey(), List.copyOf(entry.getValue().values())));
        tables.forEach(table -> {
            for (int column = 0; column < table.columns(); column++) {
                if (FoldedWords.hasDigit(table.name(column))) {
                    find(PromptSanitizer.cell(table.name(column)), List.of());
                }
            }
        });
    }

    private void find(String label, List<Mention> places) {
        int flags = label.length() > MAX_CASE_SENSITIVE_LENGTH ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        Matcher matcher = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(label) + "(?![\\p{L}\\p{N}])", flags)
                .matcher(remainder.toString());
        while (matcher.find()) {
            boolean letter = label.length() == 1
                    && !LETTER_LABEL.matcher(remainder.substring(matcher.end())).matches();
            if (!letter) {
                String text = matcher.group();
                places.forEach(place -> mentions.add(new Mention(
                        matcher.start(), matcher.end(), text, place.table(), place.column(), place.rows())));
                blank(matcher.start(), matcher.end());
            }
        }
    }

    private void blank(int start, int end) {
        remainder.replace(start, end, "\u0000".repeat(end - start));
    }

    private void dates() {
        List<DateMention> asked = DateMention.in(question);
        for (DateMention date : DateMention.in(remainder.toString())) {
            String text = remainder.substring(date.start(), date.end());
            boolean found = addMentions(date.start(), date.end(), text, (table, column) -> rows(table, column, date));
            boolean inQuestion = asked.stream()
                    .anyMatch(other -> other.year() == date.year()
                            && other.months().equals(date.months())
                            && other.days().equals(date.days())
                            && other.quarter() == date.quarter());
            if (!found && !inQuestion && FoldedWords.hasDigit(text)) {
                unknownDates.add(text);
            }
            blank(date.start(), date.end());
        }
    }

    private static Set<Integer> rows(ResultTable table, int column, DateMention date) {
        Set<Integer> rows = new TreeSet<>();
        for (int row = 0; row < table.rows(); row++) {
            if (table.cell(row, column) instanceof String cell && date.matches(cell)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Adds the figure as a mention if it is a year or a key that names rows; returns whether it is. */
    boolean addNamedRow(FigureMention figure) {
        if (!figure.isPlainInteger() || !figure.text().matches("\\d+")) {
            return false;
        }
        boolean found = addMentions(
                wordStart(figure), figure.end(), figure.text(), (table, column) -> rowsNamedBy(table, column, figure));
        mentions.sort(Comparator.comparingInt(Mention::start));
        return found;
    }

    /** The start of the word before a figure, so that in “5 in store 1” only “in” is between figure and name. */
    private int wordStart(FigureMention figure) {
        for (ResultTable table : tables) {
            for (int column = 0; column < table.columns(); column++) {
                if (table.isKey(column) && namesKey(wordBefore(figure), table, column)) {
                    return remainder
                            .substring(0, figure.start())
                            .replaceFirst("[\\p{L}\\p{N}_]+[\\s#]*$", "")
                            .length();
                }
            }
        }
        return figure.start();
    }

    /** Adds a mention for each column with matching rows; returns whether there is one. */
    private boolean addMentions(
            int start, int end, String text, BiFunction<ResultTable, Integer, Set<Integer>> matchingRows) {
        int before = mentions.size();
        for (ResultTable table : tables) {
            for (int column = 0; column < table.columns(); column++) {
                Set<Integer> rows = matchingRows.apply(table, column);
                if (!rows.isEmpty()) {
                    mentions.add(new Mention(start, end, text, table, column, rows));
                }
            }
        }
        return mentions.size() > before;
    }

    private Set<Integer> rowsNamedBy(ResultTable table, int column, FigureMention figure) {
        boolean year = figure.text().length() == 4
                && figure.value().intValue() >= FIRST_YEAR
                && figure.value().intValue() <= LAST_YEAR;
        boolean key = table.isKey(column) && !table.isYear(column) && isSpokenOf(figure, table, column);
        Set<Integer> rows = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            Object cell = table.cell(row, column);
            @Nullable BigDecimal number = table.number(row, column);
            boolean same = number != null && number.compareTo(figure.value()) == 0;
            boolean inYear = year && cell instanceof String text && text.matches(figure.text() + "(?:[-QT ].*)?");
            if (inYear || (same && (key || (year && table.isYear(column))))) {
                rows.add(row);
            }
        }
        return rows;
    }

    /**
     * Whether a number is a key of the column: after a word of its name ({@code store 1}), in a list of such keys
     * ({@code stores 1 and 2}), or before a figure where the column is spoken of.
     */
    private boolean isSpokenOf(FigureMention figure, ResultTable table, int column) {
        String before = wordBefore(figure);
        boolean hash = remainder.substring(0, figure.start()).stripTrailing().endsWith("#");
        if (hash || namesKey(before, table, column) || NUMBER_WORDS.contains(before)) {
            return true;
        }
        boolean listed = mentions.stream()
                .anyMatch(other -> other.table() == table
                        && other.column() == column
                        && other.start() >= 0
                        && other.end() <= figure.start()
                        && LIST_MARK
                                .matcher(sentence.substring(other.end(), figure.start()))
                                .matches()
                        && isPluralList(other, table, column));
        return listed
                || (FIGURE_AFTER.matcher(sentence.substring(figure.end())).matches()
                        && FoldedWords.of(sentence.substring(0, figure.start()) + " " + question).stream()
                                .anyMatch(word -> isColumnWord(word, table, column)));
    }

    /** Whether the list that this mention ends begins with the plural of the column's word: {@code stores 1, 2}. */
    private boolean isPluralList(Mention last, ResultTable table, int column) {
        List<String> words = FoldedWords.of(sentence.substring(0, last.end()));
        for (int i = words.size() - 1; i >= 0; i--) {
            if (isColumnWord(words.get(i), table, column)) {
                return !table.words(column).contains(words.get(i));
            }
        }
        return false;
    }

    private String wordBefore(FigureMention figure) {
        String text = remainder.substring(0, figure.start());
        List<String> words = FoldedWords.of(text);
        return words.isEmpty() || !text.stripTrailing().matches("(?s).*[\\p{L}\\p{N}_#]")
                ? ""
                : words.get(words.size() - 1);
    }

    /** Whether a key of the column may follow the word: part of its name, or what the question wants rows of. */
    private boolean namesKey(String word, ResultTable table, int column) {
        return isColumnWord(word, table, column)
                || (word.length() > 3 && table.isAskedFor(Plurals.stem(word), question));
    }

    /** Whether the word is part of the column's name; German plurals have up to two more letters. */
    private static boolean isColumnWord(String word, ResultTable table, int column) {
        return !word.isEmpty()
                && table.words(column).stream()
                        .anyMatch(part -> Plurals.stem(part).equals(Plurals.stem(word))
                                || (part.length() > 3 && word.startsWith(part) && word.length() <= part.length() + 2));
    }
}
