package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.source.RowRepairCounts;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one task found. Travels from executors to the driver.
 *
 * @param startedAt where in the file its first row began
 * @param stoppedAt where the row began that is the next split's first
 * @param lines line ends between the two
 * @param value null where it is kept elsewhere
 */
public record SplitResult<T>(
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
