package io.github.bigdatamigrator.relationship;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * The hashes of one task's values as blocks for the partitions of the shuffle, in bounded space: about 0.5 MiB a probe.
 * Each probe is gathered by itself, so that one of few values does not suffer from one of many. Runs on executors; for
 * one thread.
 */
final class HashBatches implements Iterator<Tuple2<Integer, byte[]>> {
    private final HashedRows source;
    private final ColumnSetAggregator[] gatherers;
    private final Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
    private boolean flushed;

    /** @param plans of the probes of this table */
    HashBatches(HashedRows source, List<ColumnSetProjection> plans, int partitions) {
        this.source = source;
        gatherers = plans.stream()
                .map(plan -> ColumnSetAggregator.of(plan, partitions, ready))
                .toArray(ColumnSetAggregator[]::new);
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
            for (ColumnSetAggregator gatherer : gatherers) {
                gatherer.gather(source);
            }
        }
        if (ready.isEmpty()) {
            flushed = true;
            for (ColumnSetAggregator gatherer : gatherers) {
                gatherer.flush();
            }
        }
    }
}
