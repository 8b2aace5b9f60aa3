package io.github.bigdatamigrator.relationship;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Counts (hash, probe) pairs of one task before they are shuffled, in bounded space: when the buffer is half full, what it holds is
 * sent on. So a column of few values costs a few records and not one per row. Gives rows of hash, probe, count.
 */
final class CountBuffer implements Iterator<Row> {
    private static final int SLOTS = 1 << 17;

    private final Iterator<InternalRow> source;
    private final ValueReader reader;
    private final int[] probes;
    private final int[][] ordinals;
    private final long[] hashes = new long[SLOTS];
    private final int[] owners = new int[SLOTS];
    private final long[] counts = new long[SLOTS];
    private int used;
    private int position = SLOTS;

    /**
     * @param probes numbers of the probes of this table
     * @param ordinals the columns of each, as positions within the row
     */
    CountBuffer(Iterator<InternalRow> source, ValueReader reader, int[] probes, int[][] ordinals) {
        this.source = source;
        this.reader = reader;
        this.probes = probes;
        this.ordinals = ordinals;
    }

    @Override
    public boolean hasNext() {
        while (true) {
            while (position < SLOTS && counts[position] == 0) {
                position++;
            }
            if (position < SLOTS) {
                return true;
            }
            if (!source.hasNext()) {
                return false;
            }
            fill();
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = RowFactory.create(hashes[position], owners[position], counts[position]);
        counts[position++] = 0;
        return row;
    }

    private void fill() {
        used = 0;
        position = 0;
        while (used < SLOTS / 2 && source.hasNext()) {
            InternalRow row = source.next();
            for (int i = 0; i < probes.length; i++) {
                if (!reader.hasNull(row, ordinals[i])) {
                    add(reader.hash(row, ordinals[i]), probes[i]);
                }
            }
        }
    }

    private void add(long hash, int probe) {
        int slot = slot(hash, probe);
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

    private static int slot(long hash, int probe) {
        return (int) (hash + probe * 0x9E3779B9L) & (SLOTS - 1);
    }
}
