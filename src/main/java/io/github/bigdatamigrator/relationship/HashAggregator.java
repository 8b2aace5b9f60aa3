package io.github.bigdatamigrator.relationship;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Deque;
import scala.Tuple2;

/**
 * Gathers the hashes of one probe and deals them out in blocks. Repetitions are added up first, as long as that pays: a
 * column of few values costs a few entries and not one for each row. Where equal values stand together, each with the
 * one before; and where nearly every value is new, not at all: the hashes alone go on, 8 bytes each.
 *
 * <p>A block is its label (see {@link HashBatch#label}), 1 or 0 for with counts or without, and the hashes, each
 * followed by its count where there are counts.
 */
final class HashAggregator {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes before the hashes. */
    static final int HEAD = 2 * Integer.BYTES;
    /** Bytes of a hash and its count. */
    static final int COUNTED = Long.BYTES + Integer.BYTES;

    /** Places enough that columns of thousands of values are added up, and few enough for the processor's cache. */
    static final int SLOTS = 1 << 15;

    /** Hashes of the blocks of all partitions together, once they are no longer added up in the table. */
    private static final int DEALT = 1 << 15;
    /** Hashes of a block that make its overhead small. */
    private static final int OF_A_BLOCK = 128;
    /** Rows per value below which adding up does not pay. */
    private static final int PAYS = 2;

    private final int label;
    private final int partitions;
    private final Deque<Tuple2<Integer, byte[]>> ready;
    private long[] hashes;
    private int[] counts;
    /** Where the hash before was added, since in many files equal values stand together. */
    private int last;

    private Way way = Way.TABLE;
    private int used;
    private long rows;
    private long runs;
    /** Once there is no table: the block of each partition that is being filled, and how far it is. */
    private byte[][] filling = new byte[0][];

    private int[] filled = new int[0];
    private int blockLength;
    /** Of the last run: the hash, 0 for none, and its rows. */
    private long run;

    private int ofRun;

    private enum Way {
        TABLE,
        RUNS,
        ROWS
    }

    /** @param slots a power of two: half of them are filled before what was gathered is dealt out, 12 bytes each */
    HashAggregator(int label, int partitions, Deque<Tuple2<Integer, byte[]>> ready, int slots) {
        this.label = label;
        this.partitions = partitions;
        this.ready = ready;
        hashes = new long[slots];
        counts = new int[slots];
    }

    /** The upper bits scaled to the partitions; the lower ones are left to tell a partition's hashes apart. */
    static int partition(long hash, int partitions) {
        return (int) (((hash >>> 33) * partitions) >>> 31);
    }

    /** @param hash other than 0 */
    void add(long hash) {
        if (way == Way.ROWS) {
            deal(hash, 0);
        } else if (way == Way.TABLE) {
            addUp(hash);
        } else if (hash == run && ofRun < Integer.MAX_VALUE) {
            ofRun++;
        } else {
            endRun();
            run = hash;
            ofRun = 1;
        }
    }

    private void endRun() {
        if (run != 0) {
            deal(run, ofRun);
        }
        run = 0;
    }

    private void addUp(long hash) {
        rows++;
        if (hashes[last] == hash && counts[last] < Integer.MAX_VALUE) {
            counts[last]++;
            return;
        }
        runs++;
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash && counts[slot] < Integer.MAX_VALUE) {
                counts[slot]++;
                last = slot;
                return;
            }
            slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        counts[slot] = 1;
        last = slot;
        if (++used > mask / 2) {
            flush();
        }
    }

    /** @param count 0 where hashes alone are dealt */
    private void deal(long hash, int count) {
        int partition = partition(hash, partitions);
        byte[] block = filling[partition];
        if (block == null) {
            block = new byte[blockLength];
            begin(block, count > 0);
            filling[partition] = block;
            filled[partition] = HEAD;
        }
        LONGS.set(block, filled[partition], hash);
        filled[partition] += Long.BYTES;
        if (count > 0) {
            INTS.set(block, filled[partition], count);
            filled[partition] += Integer.BYTES;
        }
        if (filled[partition] == blockLength) {
            ready.add(new Tuple2<>(partition, block));
            filling[partition] = null;
        }
    }

    private void begin(byte[] block, boolean counted) {
        INTS.set(block, 0, label);
        INTS.set(block, Integer.BYTES, counted ? 1 : 0);
    }

    /** Deals out what was gathered. */
    void flush() {
        if (way == Way.TABLE) {
            flushTable();
            return;
        }
        endRun();
        for (int partition = 0; partition < partitions; partition++) {
            byte[] block = filling[partition];
            if (block != null) {
                ready.add(new Tuple2<>(partition, Arrays.copyOf(block, filled[partition])));
            }
        }
        Arrays.fill(filling, null);
    }

    private void flushTable() {
        int[] sizes = new int[partitions];
        for (long hash : hashes) {
            if (hash != 0) {
                sizes[partition(hash, partitions)]++;
            }
        }
        byte[][] blocks = new byte[partitions][];
        int[] ends = new int[partitions];
        for (int slot = 0; slot < hashes.length; slot++) {
            long hash = hashes[slot];
            if (hash != 0) {
                int partition = partition(hash, partitions);
                byte[] block = blocks[partition];
                if (block == null) {
                    block = new byte[HEAD + sizes[partition] * COUNTED];
                    begin(block, true);
                    blocks[partition] = block;
                    ends[partition] = HEAD;
                }
                LONGS.set(block, ends[partition], hash);
                INTS.set(block, ends[partition] + Long.BYTES, counts[slot]);
                ends[partition] += COUNTED;
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (blocks[partition] != null) {
                ready.add(new Tuple2<>(partition, blocks[partition]));
            }
        }
        boolean few = rows >= (long) PAYS * used;
        // The table is worth its place only if it finds more than comparing each value with the one before does.
        if (few && runs >= (long) PAYS * used) {
            Arrays.fill(hashes, 0);
        } else {
            way = few ? Way.RUNS : Way.ROWS;
            hashes = new long[0];
            counts = new int[0];
            filling = new byte[partitions][];
            filled = new int[partitions];
            blockLength = HEAD + Math.max(OF_A_BLOCK, DEALT / partitions) * (few ? COUNTED : Long.BYTES);
        }
        used = 0;
        rows = 0;
        runs = 0;
    }
}
