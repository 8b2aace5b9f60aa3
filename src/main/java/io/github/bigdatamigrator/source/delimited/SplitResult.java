package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.RowRepairCounts;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The result of one task. Travels from executors to the driver.
 *
 * @param startedAt offset in the file of its first row
 * @param stoppedAt offset in the file of the next split's first row
 * @param lines line ends between the two
 * @param value null if it stays on the executors
 */
record SplitResult<T>(
        int task,
        long startedAt,
        long stoppedAt,
        long lines,
        RowRepairCounts repairs,
        @Nullable T value) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    SplitResult<T> withoutValue() {
        return new SplitResult<>(task, startedAt, stoppedAt, lines, repairs, null);
    }
}
