package io.github.bigdatamigrator.source;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The smallest few of the line numbers it is given. Merges; travels from executors to the driver. */
final class SmallestLineNumbers implements Serializable {
    private static final int MOST = 5;

    @Serial
    private static final long serialVersionUID = 1L;

    private long[] lines = new long[0];

    void add(long line) {
        if (lines.length < MOST || line < lines[MOST - 1]) {
            take(LongStream.concat(Arrays.stream(lines), LongStream.of(line)));
        }
    }

    void merge(SmallestLineNumbers other) {
        take(LongStream.concat(Arrays.stream(lines), Arrays.stream(other.lines)));
    }

    /** The same, that many lines later. */
    SmallestLineNumbers after(long before) {
        SmallestLineNumbers moved = new SmallestLineNumbers();
        moved.take(Arrays.stream(lines).map(line -> line + before));
        return moved;
    }

    private void take(LongStream all) {
        lines = all.sorted().distinct().limit(MOST).toArray();
    }

    /** From the smallest to the largest. */
    List<Long> list() {
        return Arrays.stream(lines).boxed().toList();
    }
}
