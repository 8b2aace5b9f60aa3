package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One result as the audit sees it: which columns name a row, which hold figures, and what a percentage of a column is.
 */
final class ResultTable {
    private static final Set<String> PERCENT = Set.of("percent", "pct", "percentage", "prozent");
    private static final Set<String> IDS = Set.of("id", "key", "nr", "no", "code");
    private static final Set<String> PERIODS = Set.of("year", "yr", "jahr");
    private static final Set<String> RATES =
            Set.of("share", "rate", "ratio", "growth", "change", "margin", "discount", "anteil");
    private static final BigDecimal LARGEST_FRACTION = new BigDecimal("1.5");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What makes a percentage of a column's cells. */
    private enum Percent {
        UNCHANGED,
        TIMES_HUNDRED,
        NONE
    }

    private final int query;
    private final QueryResult result;
    /** By column, since every figure of a sentence is held against every cell. */
    private final List<List<String>> words;

    private final List<Integer> measures;
    private final @Nullable Percent[] percentKind;

    ResultTable(int query, QueryResult result) {
        this.query = query;
        this.result = result;
        words = result.columns().stream().map(FoldedWords::of).toList();
        percentKind = new Percent[result.columns().size()];
        measures = findMeasures();
    }

    int query() {
        return query;
    }

    int rows() {
        return result.rowCount();
    }

    boolean isComplete() {
        return !result.truncated();
    }

    int columns() {
        return result.columns().size();
    }

    String name(int column) {
        return result.columns().get(column);
    }

    @Nullable
    Object cell(int row, int column) {
        return result.rows().get(row).get(column);
    }

    /** The number in a cell, or null. */
    @Nullable
    BigDecimal number(int row, int column) {
        Object cell = cell(row, column);
        if (cell instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (cell instanceof Double real) {
            return Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
        }
        return cell instanceof BigDecimal decimal ? decimal : null;
    }

    /** Whether the cells are numbers that name a row instead of measuring it: ids, years. */
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
     * What a cell is in percent: itself where the column is one of percentages, a hundred times itself where it is one
     * of fractions.
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
        if (result.types().get(column).kind() == ColumnType.Kind.BIGINT) {
            return false;
        }
        for (int row = 0; row < rows(); row++) {
            BigDecimal number = number(row, column);
            if (number != null && number.abs().compareTo(LARGEST_FRACTION) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The sum of some rows of a column; null where one holds no number. */
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
        BigDecimal sum = BigDecimal.ZERO;
        for (int row = 0; row < rows(); row++) {
            BigDecimal number = number(row, column);
            sum = number == null ? sum : sum.add(number);
        }
        return sum;
    }

    /** The mean of all numbers of a column; zero where there is none. */
    BigDecimal mean(int column) {
        int count = 0;
        for (int row = 0; row < rows(); row++) {
            count += number(row, column) == null ? 0 : 1;
        }
        return count == 0 ? BigDecimal.ZERO : total(column).divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
    }

    /** Part of whole in percent; null for a whole of zero. */
    static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64);
    }

    /** The words of the columns that name rows, in the singular: what a count of rows may count. */
    Set<String> nouns() {
        Set<String> nouns =
                new HashSet<>(Set.of("row", "entry", "result", "record", "item", "value", "group", "line", "one"));
        for (int column = 0; column < columns(); column++) {
            if (!result.types().get(column).numeric() || isRowNumber(column)) {
                nouns.addAll(FoldedWords.stems(name(column)));
            }
        }
        return nouns;
    }

    /** Indexes of the columns of numbers that measure. */
    List<Integer> measures() {
        return measures;
    }

    private List<Integer> findMeasures() {
        List<Integer> measures = new ArrayList<>();
        for (int column = 0; column < columns(); column++) {
            boolean numbers = false;
            for (int row = 0; row < rows() && !numbers; row++) {
                numbers = number(row, column) != null;
            }
            if (numbers && (rows() == 1 || !isRowNumber(column))) {
                measures.add(column);
            }
        }
        return List.copyOf(measures);
    }
}
