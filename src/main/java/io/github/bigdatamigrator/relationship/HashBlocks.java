package io.github.bigdatamigrator.relationship;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * The hashes of one task's values as blocks for the partitions of the shuffle, in bounded space: about 0.5 MiB a probe. Each probe is
 * gathered by itself, so that one of few values does not suffer from one of many. Runs on executors; for one thread.
 */
final class HashBlocks implements Iterator<Tuple2<Integer, byte[]>> {
    private final Iterator<InternalRow> source;
    private final ValueReader reader;
    private final Gatherer[] gatherers;
    private final int[][] ordinals;
    private final long[] hashes;
    private final Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
    private boolean flushed;

    /**
     * @param probes numbers of the probes of this table
     * @param ordinals the columns of each, as positions within the row
     */
    HashBlocks(Iterator<InternalRow> source, ValueReader reader, int[] probes, int[][] ordinals, int partitions) {
        this.source = source;
        this.reader = reader;
        this.ordinals = ordinals;
        hashes = new long[reader.types().size()];
        gatherers = new Gatherer[probes.length];
        for (int i = 0; i < probes.length; i++) {
            gatherers[i] = new Gatherer(probes[i], partitions, ready);
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !flushed) {
            fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    private void fill() {
        while (ready.isEmpty() && source.hasNext()) {
            InternalRow row = source.next();
            reader.hash(row, hashes);
            for (int i = 0; i < gatherers.length; i++) {
                long hash = ValueReader.combined(hashes, ordinals[i]);
                if (hash != 0) {
                    gatherers[i].add(hash);
                }
            }
        }
        if (ready.isEmpty()) {
            flushed = true;
            for (Gatherer gatherer : gatherers) {
                gatherer.flush();
            }
        }
    }
}
