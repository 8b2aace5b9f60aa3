package io.github.bigdatamigrator.sketch;

import java.io.Serializable;

/**
 * Limits how much the sketch of a column keeps. The size depends on the number of columns only, so that every run and
 * every machine finds the same figures. When memory is short, a sketch shrinks to a {@link #smaller} size; merging
 * takes the smaller of two sizes.
 *
 * @param exactValues distinct values up to which everything is exact
 * @param lgRegisters binary logarithm of the registers that estimate the distinct count beyond that; the standard error
 *     is 1.04 / sqrt(2^lgRegisters)
 * @param frequentValues candidates for the most frequent values, a multiple of 8
 * @param quantiles parameter k of the quantile sketch
 * @param sampledHashes hashes kept for the containment between columns
 */
public record SketchSize(int exactValues, int lgRegisters, int frequentValues, int quantiles, int sampledHashes)
        implements Serializable {
    private static final int STEPS = 7;

    /** For tables of at most 80 columns: at most about 2 MiB per column. */
    public static final SketchSize FULL = new SketchSize(1 << 14, 14, 1 << 11, 200, 1 << 11);

    /** Keeps all columns of a table, even 10,000, within about 128 MiB per task. */
    private static final int COLUMNS_AT_FULL_SIZE = 80;

    /** Returns the size per column of a table with that many columns. */
    public static SketchSize forColumns(int columns) {
        SketchSize size = FULL;
        for (long width = COLUMNS_AT_FULL_SIZE; width < columns; width *= 2) {
            size = size.smaller();
        }
        return size;
    }

    /** Returns about half this size; the smallest size returns itself. */
    public SketchSize smaller() {
        return exactValues <= FULL.exactValues >> STEPS
                ? this
                : new SketchSize(
                        exactValues / 2,
                        Math.max(10, lgRegisters - (exactValues <= FULL.exactValues / 4 ? 1 : 0)),
                        Math.max(32, frequentValues / 2),
                        Math.max(64, quantiles * 4 / 5),
                        Math.max(64, sampledHashes / 2));
    }
}
