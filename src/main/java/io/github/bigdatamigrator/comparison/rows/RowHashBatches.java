package io.github.bigdatamigrator.comparison.rows;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Hashes the rows of a task into batches for the partitions of the shuffle: one byte for the table, then the hashes of
 * key and row in turn. The last batch, for partition 0, is the {@link RuleTally}.
 */
final class RowHashBatches implements Iterator<Tuple2<Integer, byte[]>> {
    static final int BEFORE = 0;
    static final int AFTER = 1;
    /** Added to the table in a batch that is a tally. */
    static final int TALLY = 2;

    private static final int ENTRY = 2 * Long.BYTES;
    private static final int BUFFERS = 8 << 20; // bytes of all unfinished batches
    private static final int MAXIMUM_ENTRIES = 2_000;
    private static final int MINIMUM_ENTRIES = 64;

    private final Iterator<InternalRow> rows;
    private final RowHasher hasher;
    private final int side;
    private final RuleTally tally;
    private final ByteBuffer[] buffers;
    private final int entries;
    private final Queue<Tuple2<Integer, byte[]>> full = new ArrayDeque<>();
    private boolean ended;

    RowHashBatches(Iterator<InternalRow> rows, RowHasher hasher, int side, int partitions) {
        this.rows = rows;
        this.hasher = hasher;
        this.side = side;
        tally = new RuleTally(hasher.columns());
        buffers = new ByteBuffer[partitions];
        entries = Math.min(MAXIMUM_ENTRIES, Math.max(MINIMUM_ENTRIES, BUFFERS / ENTRY / partitions));
    }

    static int partition(long keyHash, int partitions) {
        return (int) Long.remainderUnsigned(keyHash >>> 1, partitions);
    }

    @Override
    public boolean hasNext() {
        while (full.isEmpty() && !ended) {
            if (rows.hasNext()) {
                add(rows.next());
            } else {
                end();
            }
        }
        return !full.isEmpty();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return full.remove();
    }

    private void add(InternalRow row) {
        hasher.hash(row, tally);
        long keyHash = hasher.keyHash();
        int partition = partition(keyHash, buffers.length);
        ByteBuffer buffer = buffers[partition];
        if (buffer == null) {
            buffer = ByteBuffer.allocate(1 + entries * ENTRY).put((byte) side);
            buffers[partition] = buffer;
        }
        buffer.putLong(keyHash).putLong(hasher.rowHash());
        if (!buffer.hasRemaining()) {
            full.add(new Tuple2<>(partition, buffer.array()));
            buffers[partition] = null;
        }
    }

    private void end() {
        ended = true;
        for (int partition = 0; partition < buffers.length; partition++) {
            ByteBuffer buffer = buffers[partition];
            if (buffer != null) {
                byte[] bytes = new byte[buffer.position()];
                buffer.get(0, bytes);
                full.add(new Tuple2<>(partition, bytes));
                buffers[partition] = null;
            }
        }
        byte[] counts = SerializationUtils.serialize(tally);
        full.add(new Tuple2<>(
                0,
                ByteBuffer.allocate(1 + counts.length)
                        .put((byte) (side + TALLY))
                        .put(counts)
                        .array()));
    }
}
