package io.github.bigdatamigrator.context;

/**
 * Holds the number of rows that equal another row in every cell.
 *
 * @param error for an estimate, the half-width of its 95 % confidence interval in rows; 0 when exact
 */
public record DuplicateRows(long rows, boolean exact, long error) {
    public static DuplicateRows exactly(long rows) {
        return new DuplicateRows(rows, true, 0);
    }

    public static DuplicateRows about(long rows, long error) {
        return new DuplicateRows(rows, false, error);
    }

    /** Whether there are certainly some. */
    public boolean certain() {
        return rows > error;
    }
}
