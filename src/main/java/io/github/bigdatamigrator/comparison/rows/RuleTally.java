package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.source.ByteHash;
import java.io.Serial;
import java.io.Serializable;

/**
 * Counts the cells of one table that a rule about single values has changed, by column. A sum over their stored values
 * and keys tells whether the same cells of the other table are stored alike, so that no rule was needed.
 */
final class RuleTally implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final int EMPTY_IS_NULL = 0;
    static final int NULL_MARKER = 1;
    static final int PADDING = 2;
    /** The rules about single values. */
    static final ComparisonRule[] RULES = {
        ComparisonRule.EMPTY_IS_NULL, ComparisonRule.NULL_MARKER, ComparisonRule.PADDING
    };

    private long rows;
    private final long[] cells;
    private final long[] sums;

    RuleTally(int columns) {
        cells = new long[columns * RULES.length];
        sums = new long[columns * RULES.length];
    }

    void addRow() {
        rows++;
    }

    /** Counts a cell that a rule has changed. */
    void add(int column, int rule, long keyHash, long storedHash) {
        int at = column * RULES.length + rule;
        cells[at]++;
        sums[at] += ByteHash.of(keyHash ^ storedHash);
    }

    void merge(RuleTally other) {
        rows += other.rows;
        for (int i = 0; i < cells.length; i++) {
            cells[i] += other.cells[i];
            sums[i] += other.sums[i];
        }
    }

    long rows() {
        return rows;
    }

    long cells(int column, int rule) {
        return cells[column * RULES.length + rule];
    }

    /** Whether the rule concerns different cells of the other table, or cells that are stored differently. */
    boolean differs(RuleTally other, int column, int rule) {
        int at = column * RULES.length + rule;
        return cells[at] != other.cells[at] || sums[at] != other.sums[at];
    }
}
