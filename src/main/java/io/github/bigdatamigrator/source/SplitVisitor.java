package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Origin;
import java.io.Serializable;

/**
 * What to do with every row of a table, split by split. The walks of splits are merged in no particular order but each
 * exactly once. Travels to executors.
 *
 * @param <T> what a walk gives; serialisable
 */
public interface SplitVisitor<T> extends Serializable {
    /** What a walk over no rows gives. */
    T empty();

    /** Walks the rows of one split; runs on an executor. */
    T visit(RowBatchReader rows) throws java.io.IOException;

    /** Takes {@code part} over into {@code whole}, which is returned; {@code part} stays as it is. */
    T merge(T whole, T part);

    /**
     * Whether walks may have ended before their splits did, since they were told to stop; asked on the driver. Splits
     * cannot be checked against the end of the one before then.
     */
    default boolean stopped() {
        return false;
    }

    /**
     * A table that has been walked.
     *
     * @param repairs what had to be repaired on the way
     * @param origin the table's origin, which now says where later reads can split its files
     */
    record Result<T>(T value, RowRepairCounts repairs, Origin origin) {}
}
