package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Joins the results of splits in order. A split that does not begin where the previous one ended has guessed its start
 * wrongly, inside a quoted cell; it is scanned again from the right start. Driver only.
 */
final class SplitReconciler<T> {
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

    private final List<List<TextSplit>> tasks;
    private final SplitVisitor<T> visitor;
    private final Function<TextSplit, SplitResult<T>> rescan;
    private final Map<Integer, List<Long>> rowStarts = new TreeMap<>();
    private final Set<Integer> rescannedTasks = new HashSet<>();
    private final RowRepairCounts repairs = new RowRepairCounts();
    private T value;
    private long expected;
    private long lines;

    /** @param rescan scans a split whose start is known */
    SplitReconciler(List<List<TextSplit>> tasks, SplitVisitor<T> visitor, Function<TextSplit, SplitResult<T>> rescan) {
        this.tasks = tasks;
        this.visitor = visitor;
        this.rescan = rescan;
        value = visitor.empty();
    }

    /** Adds the next task's result; merges its value, if any, unless the split's start was wrong. */
    void add(SplitResult<T> result) {
        TextSplit split = tasks.get(result.task()).get(0);
        SplitResult<T> right = result;
        if (split.guessed() && result.startedAt() != expected && visitor.stopped()) {
            lines = RowRepairCounts.UNKNOWN_LINES;
        } else if (split.guessed() && result.startedAt() != expected) {
            rescannedTasks.add(result.task());
            right = rescan.apply(split.from(expected));
        }
        T found = right.value();
        if (found != null) {
            value = visitor.merge(value, found);
        }
        if (split.guessed() && right.startedAt() < split.end() && right.startedAt() < right.stoppedAt()) {
            rowStarts.computeIfAbsent(split.file(), file -> new ArrayList<>()).add(right.startedAt());
        }
        long before = split.guessed() ? lines : 0;
        repairs.merge(right.repairs().shiftedBy(before));
        lines = before == RowRepairCounts.UNKNOWN_LINES ? before : before + right.lines();
        expected = right.stoppedAt();
    }

    /** Tasks whose own values must not count, since they were scanned again. */
    Set<Integer> rescannedTasks() {
        return rescannedTasks;
    }

    /** Merges a value that executors have merged. */
    void merge(@Nullable T part) {
        if (part != null) {
            value = visitor.merge(value, part);
        }
    }

    T value() {
        return value;
    }

    RowRepairCounts repairs() {
        return repairs;
    }

    /** The files with the row starts at which later scans can split them. */
    List<DataFile> withRowStarts(List<DataFile> files) {
        return IntStream.range(0, files.size())
                .mapToObj(i -> files.get(i).splitAt(rowStarts.getOrDefault(i, List.of())))
                .toList();
    }
}
