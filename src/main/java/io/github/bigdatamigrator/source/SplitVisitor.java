package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Processes the rows of a table, split by split. The results of splits are merged in any order, each exactly once.
 * Travels to executors.
 *
 * @param <T> the result of a split; serialisable
 */
public interface SplitVisitor<T> extends Serializable {
    /** The result for no rows. */
    T empty();

    /** Processes the rows of one split; runs on an executor. */
    T visit(RowBatchReader rows) throws java.io.IOException;

    /** Merges {@code part} into {@code whole} and returns {@code whole}; {@code part} does not change. */
    T merge(T whole, T part);

    /**
     * Whether the scan was stopped, so that splits may not have been read to their ends and their boundaries cannot be
     * checked. Called on the driver.
     */
    default boolean stopped() {
        return false;
    }

    /**
     * The result of a table's scan.
     *
     * @param origin the table's origin with the row starts at which later reads can split its files
     * @param failure what ended the scan early, as a broken connection does; the value covers what was read until then
     */
    record Result<T>(
            T value,
            RowRepairCounts repairs,
            Origin origin,
            @Nullable MigratorException failure) {
        public Result(T value, RowRepairCounts repairs, Origin origin) {
            this(value, repairs, origin, null);
        }
    }
}
