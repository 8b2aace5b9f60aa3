package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins the results of splits in their order. A split that began where the one before it did not end had guessed
 * wrongly, inside a quoted cell; it is walked again from the right place. Lives on the driver.
 */
public final class SplitReconciler<T> {
    private final List<List<TextSplit>> tasks;
    private final SplitVisitor<T> walk;
    private final Function<TextSplit, SplitResult<T>> rescan;
    private final Map<Integer, List<Long>> rowStarts = new TreeMap<>();
    private final Set<Integer> rescannedTasks = new HashSet<>();
    private final RowRepairCounts repairs = new RowRepairCounts();
    private T value;
    private long expected;
    private long lines;

    /** @param again walks a split whose start is known */
    public SplitReconciler(
            List<List<TextSplit>> tasks, SplitVisitor<T> walk, Function<TextSplit, SplitResult<T>> again) {
        this.tasks = tasks;
        this.walk = walk;
        this.rescan = again;
        value = walk.empty();
    }

    /** Takes the next task's result, and its value if it has one and is right. */
    public void add(SplitResult<T> result) {
        TextSplit split = tasks.get(result.task()).get(0);
        SplitResult<T> right = result;
        if (split.guessed() && result.startedAt() != expected && walk.stopped()) {
            lines = RowRepairCounts.UNKNOWN_LINES;
        } else if (split.guessed() && result.startedAt() != expected) {
            rescannedTasks.add(result.task());
            right = rescan.apply(split.from(expected));
        }
        T found = right.value();
        if (found != null) {
            value = walk.merge(value, found);
        }
        if (split.guessed() && right.startedAt() < split.end() && right.startedAt() < right.stoppedAt()) {
            rowStarts.computeIfAbsent(split.file(), file -> new ArrayList<>()).add(right.startedAt());
        }
        long before = split.guessed() ? lines : 0;
        repairs.merge(right.repairs().shiftedBy(before));
        lines = before == RowRepairCounts.UNKNOWN_LINES ? before : before + right.lines();
        expected = right.stoppedAt();
    }

    /** Tasks whose own values must not count, since they were walked again. */
    Set<Integer> rescannedTasks() {
        return rescannedTasks;
    }

    /** Takes what others have merged. */
    void merge(@Nullable T part) {
        if (part != null) {
            value = walk.merge(value, part);
        }
    }

    public T value() {
        return value;
    }

    RowRepairCounts repairs() {
        return repairs;
    }

    /** The files with the places where later reads can split them. */
    List<DataFile> withRowStarts(List<DataFile> files) {
        List<DataFile> placed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            placed.add(files.get(i).splitAt(rowStarts.getOrDefault(i, List.of())));
        }
        return placed;
    }
}
