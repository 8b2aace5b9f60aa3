package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.source.RowPositions;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Positions of rows that Spark reads. Counted from the first byte of the block of the file, since a row takes a byte or
 * more in all but the rarest of files.
 */
public final class SparkRowPositions {
    private static final int PARTITION_BITS = 44;

    private final long unknownFile;
    private final long[] positions;
    private @Nullable UTF8String file;
    private long next;

    public SparkRowPositions(int partition, int mostRows) {
        unknownFile = (long) partition << PARTITION_BITS;
        positions = new long[mostRows];
    }

    /** Numbers that many rows, all of the file that is being read. */
    public void next(int count) {
        for (int row = 0; row < count; row++) {
            next(row, row == 0);
        }
    }

    /** Numbers one row of a block. */
    public void number(int row) {
        next(row, true);
    }

    /** Spark holds one and the same text as long as it reads one block, which is quicker to tell than equal texts. */
    @SuppressWarnings("ReferenceEquality")
    private void next(int row, boolean look) {
        if (look) {
            UTF8String now = InputFileBlockHolder.getInputFilePath();
            if (now != file) {
                file = now;
                next = now.numBytes() == 0
                        ? unknownFile
                        : RowPositions.base(now.toString()) + InputFileBlockHolder.getStartOffset();
            }
        }
        positions[row] = next++;
    }

    public long position(int row) {
        return positions[row];
    }
}
