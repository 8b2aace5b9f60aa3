package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.source.RowPositions;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Assigns positions to rows that Spark reads. Counts from the offset of the file's block, since a row nearly always
 * takes at least one byte.
 */
final class SparkRowPositions {
    private static final int PARTITION_BITS = 44;

    private final long unknownFile;
    private final long[] positions;
    private @Nullable UTF8String file;
    private long next;

    SparkRowPositions(int partition, int mostRows) {
        unknownFile = (long) partition << PARTITION_BITS;
        positions = new long[mostRows];
    }

    /** Assigns positions to that many rows of the current file. */
    void next(int count) {
        for (int row = 0; row < count; row++) {
            next(row, row == 0);
        }
    }

    /** Assigns a position to one row of a batch. */
    void number(int row) {
        next(row, true);
    }

    /** Compares the file path by reference, since Spark keeps the same object while it reads one block. */
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

    long position(int row) {
        return positions[row];
    }
}
