package io.github.bigdatamigrator.source;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Keeps the five smallest line numbers. Mergeable; travels from executors to the driver. */
final class SmallestLineNumbers implements Serializable {
    private static final int LIMIT = 5;

    @Serial
    private static final long serialVersionUID = 1L;

    private long[] lines = new long[0];

    void add(long line) {
        if (lines.length < LIMIT || line < lines[LIMIT - 1]) {
            keepSmallest(LongStream.concat(Arrays.stream(lines), LongStream.of(line)));
        }
    }

    void merge(SmallestLineNumbers other) {
        keepSmallest(LongStream.concat(Arrays.stream(lines), Arrays.stream(other.lines)));
    }

    /** The same numbers, that many lines later. */
    SmallestLineNumbers shiftedBy(long before) {
        SmallestLineNumbers moved = new SmallestLineNumbers();
        moved.keepSmallest(Arrays.stream(lines).map(line -> line + before));
        return moved;
    }

    private void keepSmallest(LongStream all) {
        lines = all.sorted().distinct().limit(LIMIT).toArray();
    }

    /** The numbers in ascending order. */
    List<Long> list() {
        return Arrays.stream(lines).boxed().toList();
    }
}
