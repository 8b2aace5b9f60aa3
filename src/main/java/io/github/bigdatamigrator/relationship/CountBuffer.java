package io.github.bigdatamigrator.relationship;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Counts (hash, probe) pairs of one task before they are shuffled, in bounded space: when the buffer is half full, what it holds is
 * sent on. So a column of few values costs a few records and not one per row. Gives blocks for each partition of the shuffle: hash,
 * then probe and count in one number. Primitive throughout; one object per block.
 */
final class CountBuffer implements Iterator<Tuple2<Integer, long[]>> {
    static final int COUNT_BITS = 40;

    private static final int SLOTS = 1 << 16;

    private final Iterator<InternalRow> source;
    private final ValueReader reader;
    private final int[] probes;
    private final int[][] ordinals;
    private final int partitions;
    private final long[] hashes = new long[SLOTS];
    private final int[] owners = new int[SLOTS];
    private final long[] counts = new long[SLOTS];
    private final Deque<Tuple2<Integer, long[]>> ready = new ArrayDeque<>();
    private int used;

    /**
     * @param probes numbers of the probes of this table
     * @param ordinals the columns of each, as positions within the row
     */
    CountBuffer(Iterator<InternalRow> source, ValueReader reader, int[] probes, int[][] ordinals, int partitions) {
        this.source = source;
        this.reader = reader;
        this.probes = probes;
        this.ordinals = ordinals;
        this.partitions = partitions;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && source.hasNext()) {
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, long[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    static int partition(long hash, int partitions) {
        return (int) ((hash >>> 32) % partitions);
    }

    private void fill() {
        while (used < SLOTS / 2 && source.hasNext()) {
            InternalRow row = source.next();
            for (int i = 0; i < probes.length; i++) {
                if (!reader.hasNull(row, ordinals[i])) {
                    add(reader.hash(row, ordinals[i]), probes[i]);
                }
            }
        }
        send();
    }

    private void send() {
        int[] sizes = new int[partitions];
        for (int slot = 0; slot < SLOTS; slot++) {
            if (counts[slot] != 0) {
                sizes[partition(hashes[slot], partitions)] += 2;
            }
        }
        long[][] blocks = new long[partitions][];
        int[] ends = new int[partitions];
        for (int slot = 0; slot < SLOTS; slot++) {
            if (counts[slot] != 0) {
                int partition = partition(hashes[slot], partitions);
                if (blocks[partition] == null) {
                    blocks[partition] = new long[sizes[partition]];
                }
                blocks[partition][ends[partition]++] = hashes[slot];
                blocks[partition][ends[partition]++] = (long) owners[slot] << COUNT_BITS | counts[slot];
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (blocks[partition] != null) {
                ready.add(new Tuple2<>(partition, blocks[partition]));
            }
        }
        Arrays.fill(counts, 0);
        used = 0;
    }

    private void add(long hash, int probe) {
        int slot = (int) (hash + probe * 0x9E3779B9L) & (SLOTS - 1);
        while (counts[slot] != 0) {
            if (hashes[slot] == hash && owners[slot] == probe) {
                counts[slot]++;
                return;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        hashes[slot] = hash;
        owners[slot] = probe;
        counts[slot] = 1;
        used++;
    }
}
