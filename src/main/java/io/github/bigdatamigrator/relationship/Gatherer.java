package io.github.bigdatamigrator.relationship;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Deque;
import scala.Tuple2;

/**
 * Gathers the hashes of one probe and deals them out in blocks. Repetitions are added up first, as long as that pays: a column of few
 * values costs a few entries and not one for each row. Where nearly every value is new, the hashes alone go on, 8 bytes each.
 *
 * <p>A block is the number of the probe and the number of its counts (0 where every hash stands for one row), the hashes, the counts.
 */
final class Gatherer {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes before the hashes. */
    static final int HEAD = 2 * Integer.BYTES;

    private static final int SLOTS = 1 << 15;
    /** Hashes of the blocks of all partitions together, where each stands for one row. */
    private static final int RAW = 1 << 15;
    /** Hashes of a block that make its overhead small. */
    private static final int OF_A_BLOCK = 128;
    /** Rows per value below which adding up does not pay. */
    private static final int PAYS = 2;

    private final int probe;
    private final int partitions;
    private final Deque<Tuple2<Integer, byte[]>> ready;
    private long[] hashes = new long[SLOTS];
    private int[] counts = new int[SLOTS];
    private boolean adding = true;
    private int used;
    private long rows;
    /** Once nothing is added up any more: the block of each partition that is being filled, and how far it is. */
    private byte[][] filling = new byte[0][];

    private int[] filled = new int[0];
    private int ofABlock;

    Gatherer(int probe, int partitions, Deque<Tuple2<Integer, byte[]>> ready) {
        this.probe = probe;
        this.partitions = partitions;
        this.ready = ready;
    }

    /** The upper bits scaled to the partitions; the lower ones are left to tell a partition's hashes apart. */
    static int partition(long hash, int partitions) {
        return (int) (((hash >>> 33) * partitions) >>> 31);
    }

    /** @param hash other than 0 */
    void add(long hash) {
        if (!adding) {
            deal(hash);
            return;
        }
        rows++;
        int slot = (int) hash & (SLOTS - 1);
        while (hashes[slot] != 0) {
            if (hashes[slot] == hash && counts[slot] < Integer.MAX_VALUE) {
                counts[slot]++;
                return;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        hashes[slot] = hash;
        counts[slot] = 1;
        if (++used > SLOTS / 2) {
            flush();
        }
    }

    private void deal(long hash) {
        int partition = partition(hash, partitions);
        byte[] block = filling[partition];
        if (block == null) {
            block = new byte[HEAD + ofABlock * Long.BYTES];
            INTS.set(block, 0, probe);
            filling[partition] = block;
        }
        LONGS.set(block, HEAD + filled[partition] * Long.BYTES, hash);
        if (++filled[partition] == ofABlock) {
            ready.add(new Tuple2<>(partition, block));
            filling[partition] = null;
            filled[partition] = 0;
        }
    }

    /** Deals out what was gathered. */
    void flush() {
        if (adding) {
            flushCounts();
            return;
        }
        for (int partition = 0; partition < partitions; partition++) {
            byte[] block = filling[partition];
            if (block != null) {
                ready.add(new Tuple2<>(partition, Arrays.copyOf(block, HEAD + filled[partition] * Long.BYTES)));
            }
        }
        Arrays.fill(filling, null);
        Arrays.fill(filled, 0);
    }

    private void flushCounts() {
        int[] sizes = new int[partitions];
        for (long hash : hashes) {
            if (hash != 0) {
                sizes[partition(hash, partitions)]++;
            }
        }
        byte[][] blocks = new byte[partitions][];
        int[] ends = new int[partitions];
        for (int slot = 0; slot < SLOTS; slot++) {
            long hash = hashes[slot];
            if (hash != 0) {
                int partition = partition(hash, partitions);
                byte[] block = blocks[partition];
                if (block == null) {
                    block = new byte[HEAD + sizes[partition] * (Long.BYTES + Integer.BYTES)];
                    INTS.set(block, 0, probe);
                    INTS.set(block, Integer.BYTES, sizes[partition]);
                    blocks[partition] = block;
                }
                int at = ends[partition]++;
                LONGS.set(block, HEAD + at * Long.BYTES, hash);
                INTS.set(block, HEAD + sizes[partition] * Long.BYTES + at * Integer.BYTES, counts[slot]);
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (blocks[partition] != null) {
                ready.add(new Tuple2<>(partition, blocks[partition]));
            }
        }
        if (rows < (long) PAYS * used) {
            adding = false;
            hashes = new long[0];
            counts = new int[0];
            filling = new byte[partitions][];
            filled = new int[partitions];
            ofABlock = Math.max(OF_A_BLOCK, RAW / partitions);
        } else {
            Arrays.fill(hashes, 0);
        }
        used = 0;
        rows = 0;
    }
}
