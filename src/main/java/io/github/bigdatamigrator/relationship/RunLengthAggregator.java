package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.HashBatch.Kind;
import java.util.Arrays;
import java.util.Deque;
import scala.Tuple2;

/**
 * Counts the distinct values of a tuple within the task, for files that are clustered by one of its columns, such as
 * order lines that are sorted by order. The rows of each run of that column are compared here, and only one hash for
 * the run is sent on. The sums are exact if all runs have distinct values of the column, since then rows of different
 * runs differ; {@link InclusionDependencyJob} checks that.
 *
 * <p>The first and the last run of a block are open: they may continue in other blocks, tasks or files, so that their
 * rows are sent on one by one.
 */
final class RunLengthAggregator extends ColumnSetAggregator {
    private static final int FEW = 16; // up to this number of rows, comparing all pairs is faster than sorting
    private static final int SLOTS = 1 << 10; // open runs are few

    private final Projection plan;
    private final Deque<Tuple2<Integer, byte[]>> ready;
    private final HashAggregator runs;
    private final HashAggregator openRuns;
    private long[] run = new long[0];
    private int size;
    private long distinctRows;
    private long allRows;

    RunLengthAggregator(Projection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        super(plan, partitions, ready, SLOTS);
        this.plan = plan;
        this.ready = ready;
        runs = new HashAggregator(label(Kind.RUNS), partitions, ready, HashAggregator.SLOTS);
        openRuns = new HashAggregator(label(Kind.OPEN_RUNS), partitions, ready, SLOTS);
    }

    private int label(Kind kind) {
        return HashBatch.label(plan.number(), kind);
    }

    @Override
    void add(HashedRows rows) {
        rows.columns(ordinals, columns);
        long[] clustering = rows.columns[plan.clustering()];
        if (run.length < rows.rows) {
            run = new long[rows.rows];
        }
        long value = 0;
        boolean open = true;
        for (int row = 0; row < rows.rows; row++) {
            long hash = ValueHasher.combined(columns, row);
            if (hash == 0) {
                continue;
            }
            if (clustering[row] != value && size > 0) {
                endRun(value, open);
                open = false;
            }
            value = clustering[row];
            run[size++] = hash;
        }
        endRun(value, true);
    }

    private void endRun(long value, boolean open) {
        if (open) {
            for (int i = 0; i < size; i++) {
                openRuns.add(value);
                values.add(run[i]);
            }
        } else {
            runs.add(value);
            distinctRows += distinct();
            allRows += size;
        }
        size = 0;
    }

    private int distinct() {
        if (size > FEW) {
            Arrays.sort(run, 0, size);
            int found = 1;
            for (int i = 1; i < size; i++) {
                found += run[i] == run[i - 1] ? 0 : 1;
            }
            return found;
        }
        int found = 0;
        for (int i = 0; i < size; i++) {
            boolean earlier = false;
            for (int j = 0; j < i && !earlier; j++) {
                earlier = run[j] == run[i];
            }
            found += earlier ? 0 : 1;
        }
        return found;
    }

    @Override
    void flush() {
        runs.flush();
        openRuns.flush();
        super.flush();
        if (allRows > 0) {
            byte[] totals = new byte[HashAggregator.HEAD + 2 * Long.BYTES];
            HashAggregator.INTS.set(totals, 0, label(Kind.TOTALS));
            HashAggregator.LONGS.set(totals, HashAggregator.HEAD, distinctRows);
            HashAggregator.LONGS.set(totals, HashAggregator.HEAD + Long.BYTES, allRows);
            ready.add(new Tuple2<>(0, totals));
        }
    }
}
