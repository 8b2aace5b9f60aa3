package io.github.bigdatamigrator.relationship;

import java.util.Arrays;
import java.util.Deque;
import scala.Tuple2;

/**
 * Counts the different values of several columns where they stand, for files in which equal values of one of these
 * columns stand together: the lines of an order, one order after the other. Rows of one run of that column are told
 * apart here, and instead of a hash for each row one for the run goes on. Where all runs have different values of the
 * column, the rows of one cannot be equal to those of another, so that the sums are exact; {@link RunLengthBatches}
 * looks whether that is so.
 *
 * <p>The first and the last run of a block may go on in other blocks, tasks or files. They are open: their rows are
 * sent on one by one.
 */
final class RunLengthAggregator extends ColumnSetAggregator {
    /** Up to here a look at all pairs is quicker than sorting. */
    private static final int FEW = 16;
    /** Open runs are few. */
    private static final int SLOTS = 1 << 10;

    private final int number;
    private final int[] ordinals;
    private final int clusteringOrdinal;
    private final Deque<Tuple2<Integer, byte[]>> ready;
    private final long[][] columns;
    private final HashAggregator runs;
    private final HashAggregator openRuns;
    private final HashAggregator values;
    private long[] run = new long[0];
    private int size;
    private long different;
    private long all;

    RunLengthAggregator(ColumnSetProjection plan, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        number = plan.number();
        ordinals = plan.ordinals();
        clusteringOrdinal = plan.clustering();
        this.ready = ready;
        columns = new long[ordinals.length][];
        runs = new HashAggregator(label(HashBatch.Kind.RUNS), partitions, ready, HashAggregator.SLOTS);
        openRuns = new HashAggregator(label(HashBatch.Kind.OPEN_RUNS), partitions, ready, SLOTS);
        values = new HashAggregator(label(HashBatch.Kind.VALUES), partitions, ready, SLOTS);
    }

    private int label(HashBatch.Kind kind) {
        return HashBatch.label(number, kind);
    }

    @Override
    void gather(HashedRows rows) {
        rows.columns(ordinals, columns);
        long[] clustering = rows.column(clusteringOrdinal);
        if (run.length < rows.rows()) {
            run = new long[rows.rows()];
        }
        long of = 0;
        boolean open = true;
        for (int row = 0; row < rows.rows(); row++) {
            long hash = ValueHasher.combined(columns, row);
            if (hash == 0) {
                continue;
            }
            if (clustering[row] != of && size > 0) {
                endRun(of, open);
                open = false;
            }
            of = clustering[row];
            run[size++] = hash;
        }
        endRun(of, true);
    }

    private void endRun(long of, boolean open) {
        if (open) {
            for (int i = 0; i < size; i++) {
                openRuns.add(of);
                values.add(run[i]);
            }
        } else {
            runs.add(of);
            different += different();
            all += size;
        }
        size = 0;
    }

    private int different() {
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
        values.flush();
        if (all > 0) {
            byte[] totals = new byte[HashAggregator.HEAD + 2 * Long.BYTES];
            HashAggregator.INTS.set(totals, 0, label(HashBatch.Kind.TOTALS));
            HashAggregator.LONGS.set(totals, HashAggregator.HEAD, different);
            HashAggregator.LONGS.set(totals, HashAggregator.HEAD + Long.BYTES, all);
            ready.add(new Tuple2<>(0, totals));
        }
    }
}
