package io.github.bigdatamigrator.relationship;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * The hashes of one task's values as blocks for the partitions of the shuffle, in bounded space: about 0.5 MiB a probe. Each probe is
 * gathered by itself, so that one of few values does not suffer from one of many. Runs on executors; for one thread.
 */
final class HashBlocks implements Iterator<Tuple2<Integer, byte[]>> {
    private final HashedRows source;
    private final Gatherer[] gatherers;
    private final int[][] ordinals;
    private final Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
    private boolean flushed;

    /**
     * @param probes numbers of the probes of this table
     * @param ordinals the columns of each, as positions within the row
     */
    HashBlocks(HashedRows source, int[] probes, int[][] ordinals, int partitions) {
        this.source = source;
        this.ordinals = ordinals;
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
        while (ready.isEmpty() && source.next()) {
            for (int i = 0; i < gatherers.length; i++) {
                gather(gatherers[i], ordinals[i]);
            }
        }
        if (ready.isEmpty()) {
            flushed = true;
            for (Gatherer gatherer : gatherers) {
                gatherer.flush();
            }
        }
    }

    private void gather(Gatherer gatherer, int[] of) {
        long[][] columns = Arrays.stream(of).mapToObj(source::column).toArray(long[][]::new);
        for (int row = 0; row < source.rows(); row++) {
            long hash = ValueReader.combined(columns, row);
            if (hash != 0) {
                gatherer.add(hash);
            }
        }
    }
}
