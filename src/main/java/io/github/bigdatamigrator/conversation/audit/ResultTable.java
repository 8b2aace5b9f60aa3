package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Classifies the columns of one result for the grounding check: columns that name a row, measures, and percentages. */
final class ResultTable {
    private static final Set<String> PERCENT = Set.of("percent", "pct", "percentage", "prozent");
    private static final Set<String> IDS = Set.of("id", "key", "nr", "no", "code");
    private static final Set<String> PERIODS = Set.of("year", "yr", "jahr");
    private static final Set<String> RATES =
            Set.of("share", "rate", "ratio", "growth", "change", "margin", "discount", "anteil");
    /** The nouns of which a question wants rows: {@code which nations}, {@code per store}. */
    private static final Pattern ROW_NOUNS = Pattern.compile("(?iu)(?<!\\p{L})(?:which|what|each|every|per|by|all"
            + "|welche[rsn]?|je|pro|jede[rsnm]?|alle|nach)((?:\\s+\\p{L}+){1,3})");

    private static final BigDecimal LARGEST_FRACTION = new BigDecimal("1.5");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** How the cells of a column convert to percentages. */
    private enum Percent {
        UNCHANGED,
        TIMES_HUNDRED,
        NONE
    }

    private final int query;
    private final QueryResult result;
    /** By column; cached, because every figure of a sentence is compared with every cell. */
    private final List<List<String>> words;

    private final List<Integer> keys;
    private final List<Integer> measures;
    private final @Nullable Percent[] percentKind;

    ResultTable(int query, QueryResult result) {
        this.query = query;
        this.result = result;
        words = result.columns().stream().map(FoldedWords::of).toList();
        percentKind = new Percent[result.columns().size()];
        keys = ResultColumns.of(result).ids();
        measures = findMeasures();
    }

    int query() {
        return query;
    }

    int rows() {
        return result.rowCount();
    }

    boolean isComplete() {
        return !result.partial();
    }

    int columns() {
        return result.columns().size();
    }

    String name(int column) {
        return result.columns().get(column);
    }

    Claim claim(String text, int row, int column) {
        return new Claim(text, query, row, name(column));
    }

    @Nullable
    Object cell(int row, int column) {
        return result.rows().get(row).get(column);
    }

    /** The number in a cell, or null. */
    @Nullable
    BigDecimal number(int row, int column) {
        return CellFormat.number(cell(row, column));
    }

    /** Whether the numbers of a column are what the query groups by, or identify rows. */
    boolean isKey(int column) {
        return isRowNumber(column) || keys.contains(column);
    }

    /** The words of the name of a column, folded. */
    List<String> words(int column) {
        return words.get(column);
    }

    /** Whether the numbers of a column identify rows instead of measuring something: ids, years. */
    boolean isRowNumber(int column) {
        return hasWord(column, IDS) || hasWord(column, PERIODS);
    }

    boolean isYear(int column) {
        return hasWord(column, PERIODS);
    }

    private boolean hasWord(int column, Set<String> words) {
        return !Collections.disjoint(this.words.get(column), words);
    }

    /**
     * The cell in percent: unchanged in a column of percentages, times 100 in a column of fractions, null in others.
     */
    @Nullable
    BigDecimal percent(int row, int column) {
        BigDecimal number = number(row, column);
        if (number == null) {
            return null;
        }
        Percent kind = percentKind[column];
        if (kind == null) {
            kind = percentKind(column);
            percentKind[column] = kind;
        }
        return switch (kind) {
            case UNCHANGED -> number;
            case TIMES_HUNDRED -> number.multiply(HUNDRED);
            case NONE -> null;
        };
    }

    private Percent percentKind(int column) {
        if (hasWord(column, PERCENT) || name(column).contains("%")) {
            return Percent.UNCHANGED;
        }
        if (isFraction(column)) {
            return Percent.TIMES_HUNDRED;
        }
        return hasWord(column, RATES) ? Percent.UNCHANGED : Percent.NONE;
    }

    private boolean isFraction(int column) {
        return result.types().get(column).kind() != ColumnType.Kind.BIGINT
                && numbers(column).allMatch(number -> number.abs().compareTo(LARGEST_FRACTION) <= 0);
    }

    /** The sum of some rows of a column; null if one of them has no number. */
    @Nullable
    BigDecimal sum(List<Integer> rows, int column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int row : rows) {
            BigDecimal number = number(row, column);
            if (number == null) {
                return null;
            }
            sum = sum.add(number);
        }
        return sum;
    }

    /** The sum of all numbers of a column. */
    BigDecimal total(int column) {
        return numbers(column).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Stream<BigDecimal> numbers(int column) {
        return IntStream.range(0, rows()).boxed().flatMap(row -> Stream.ofNullable(number(row, column)));
    }

    /** The mean of all numbers of a column; zero if there is none. */
    BigDecimal mean(int column) {
        long count = numbers(column).count();
        return count == 0 ? BigDecimal.ZERO : total(column).divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
    }

    /** Part of whole in percent; null for a whole of zero. */
    static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64);
    }

    /** Whether the question wants a row for each thing of this noun, which no column measures. */
    boolean isAskedFor(String noun, String question) {
        return measures.stream()
                        .filter(column -> !isKey(column))
                        .noneMatch(column -> FoldedWords.stems(name(column)).contains(noun))
                && ROW_NOUNS
                        .matcher(question)
                        .results()
                        .anyMatch(match -> FoldedWords.stems(match.group(1)).contains(noun));
    }

    /** Nouns that a count of rows may have, in the singular: general ones and words of columns that name rows. */
    Set<String> nouns() {
        Set<String> nouns =
                new HashSet<>(Set.of("row", "entry", "result", "record", "item", "value", "group", "line", "one"));
        for (int column = 0; column < columns(); column++) {
            if (!result.types().get(column).numeric() || isKey(column)) {
                nouns.addAll(FoldedWords.stems(name(column)));
            }
        }
        return nouns;
    }

    /** Indexes of the numeric columns that measure something. */
    List<Integer> measures() {
        return measures;
    }

    private List<Integer> findMeasures() {
        return IntStream.range(0, columns())
                .filter(column -> numbers(column).findAny().isPresent() && (rows() == 1 || !isRowNumber(column)))
                .boxed()
                .toList();
    }
}
