package io.github.bigdatamigrator.relationship;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Deque;
import scala.Tuple2;

/**
 * Aggregates the hashes of one column set into batches for the partitions of the shuffle. Adapts to the data: repeated
 * values are counted in a hash table, adjacent equal values in runs, and where nearly every value is new, hashes are
 * sent on without counts, 8 bytes each.
 *
 * <p>A batch consists of its label (see {@link HashBatch#label}), 1 or 0 for with or without counts, and the hashes,
 * each followed by its count where there are counts.
 */
final class HashAggregator {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes before the hashes. */
    static final int HEAD = 2 * Integer.BYTES;
    /** Bytes of a hash and its count. */
    static final int COUNTED = Long.BYTES + Integer.BYTES;
    /** Slots of the hash table: enough to count columns of thousands of values, few enough for the CPU cache. */
    static final int SLOTS = 1 << 15;

    private static final int MINIMUM_HASHES = 128; // minimum hashes of a batch, so that its overhead is small
    private static final int MINIMUM_REPETITION = 2; // minimum rows per value for which counting saves bytes
    /** Hashes in the open batches of all partitions together, once the hash table is given up. */
    private static final int OPEN_HASHES = 1 << 15;

    private final int label;
    private final int partitions;
    private final Deque<Tuple2<Integer, byte[]>> ready;
    private long[] hashes;
    private int[] counts;
    private int lastSlot; // slot of the previous hash, since in many files equal values are adjacent

    private Mode mode = Mode.TABLE;
    private int used;
    private long rows;
    private long runs;
    /** Without a table: the open batch of each partition, and the bytes used of it. */
    private byte[][] open = new byte[0][];

    private int[] openBytes = new int[0];
    private int batchBytes;
    private long run; // the hash of the current run, 0 for none, and its rows

    private int runRows;

    private enum Mode {
        TABLE,
        RUNS,
        ROWS
    }

    /** @param slots of 12 bytes, a power of two; the table is emptied when half of them are used */
    HashAggregator(int label, int partitions, Deque<Tuple2<Integer, byte[]>> ready, int slots) {
        this.label = label;
        this.partitions = partitions;
        this.ready = ready;
        hashes = new long[slots];
        counts = new int[slots];
    }

    /** Partitions by the upper bits, so that the lower ones still differ within a partition. */
    static int partition(long hash, int partitions) {
        return (int) (((hash >>> 33) * partitions) >>> 31);
    }

    /** @param hash other than 0 */
    void add(long hash) {
        if (mode == Mode.ROWS) {
            emit(hash, 0);
        } else if (mode == Mode.TABLE) {
            count(hash);
        } else if (hash == run && runRows < Integer.MAX_VALUE) {
            runRows++;
        } else {
            endRun();
            run = hash;
            runRows = 1;
        }
    }

    private void endRun() {
        if (run != 0) {
            emit(run, runRows);
        }
        run = 0;
    }

    private void count(long hash) {
        rows++;
        if (hashes[lastSlot] == hash && counts[lastSlot] < Integer.MAX_VALUE) {
            counts[lastSlot]++;
            return;
        }
        runs++;
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash && counts[slot] < Integer.MAX_VALUE) {
                counts[slot]++;
                lastSlot = slot;
                return;
            }
            slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        counts[slot] = 1;
        lastSlot = slot;
        if (++used > mask / 2) {
            flush();
        }
    }

    /** @param count 0 for hashes without counts */
    private void emit(long hash, int count) {
        int partition = partition(hash, partitions);
        byte[] batch = open[partition];
        if (batch == null) {
            batch = new byte[batchBytes];
            begin(batch, count > 0);
            open[partition] = batch;
            openBytes[partition] = HEAD;
        }
        LONGS.set(batch, openBytes[partition], hash);
        openBytes[partition] += Long.BYTES;
        if (count > 0) {
            INTS.set(batch, openBytes[partition], count);
            openBytes[partition] += Integer.BYTES;
        }
        if (openBytes[partition] == batchBytes) {
            ready.add(new Tuple2<>(partition, batch));
            open[partition] = null;
        }
    }

    private void begin(byte[] batch, boolean counted) {
        INTS.set(batch, 0, label);
        INTS.set(batch, Integer.BYTES, counted ? 1 : 0);
    }

    void flush() {
        if (mode == Mode.TABLE) {
            flushTable();
            return;
        }
        endRun();
        for (int partition = 0; partition < partitions; partition++) {
            byte[] batch = open[partition];
            if (batch != null) {
                ready.add(new Tuple2<>(partition, Arrays.copyOf(batch, openBytes[partition])));
            }
        }
        Arrays.fill(open, null);
    }

    private void flushTable() {
        int[] sizes = new int[partitions];
        for (long hash : hashes) {
            if (hash != 0) {
                sizes[partition(hash, partitions)]++;
            }
        }
        byte[][] batches = new byte[partitions][];
        int[] ends = new int[partitions];
        for (int slot = 0; slot < hashes.length; slot++) {
            long hash = hashes[slot];
            if (hash != 0) {
                int partition = partition(hash, partitions);
                byte[] batch = batches[partition];
                if (batch == null) {
                    batch = new byte[HEAD + sizes[partition] * COUNTED];
                    begin(batch, true);
                    batches[partition] = batch;
                    ends[partition] = HEAD;
                }
                LONGS.set(batch, ends[partition], hash);
                INTS.set(batch, ends[partition] + Long.BYTES, counts[slot]);
                ends[partition] += COUNTED;
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (batches[partition] != null) {
                ready.add(new Tuple2<>(partition, batches[partition]));
            }
        }
        boolean few = rows >= (long) MINIMUM_REPETITION * used;
        // The table is kept only if it aggregates more than runs of adjacent values would.
        if (few && runs >= (long) MINIMUM_REPETITION * used) {
            Arrays.fill(hashes, 0);
        } else {
            mode = few ? Mode.RUNS : Mode.ROWS;
            hashes = new long[0];
            counts = new int[0];
            open = new byte[partitions][];
            openBytes = new int[partitions];
            batchBytes = HEAD + Math.max(MINIMUM_HASHES, OPEN_HASHES / partitions) * (few ? COUNTED : Long.BYTES);
        }
        used = 0;
        rows = 0;
        runs = 0;
    }
}
