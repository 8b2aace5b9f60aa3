package io.github.bigdatamigrator.relationship;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * Iterates over the batches that one task sends to the partitions of the shuffle. Memory is bounded: about 0.5 MiB for
 * each column set, which has an aggregator of its own. Runs on executors; for one thread.
 */
final class HashBatches implements Iterator<Tuple2<Integer, byte[]>> {
    private final HashedRows source;
    private final ColumnSetAggregator[] aggregators;
    private final Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
    private boolean flushed;

    HashBatches(HashedRows source, List<ColumnSetAggregator.Projection> plans, int partitions) {
        this.source = source;
        aggregators = plans.stream()
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
            for (ColumnSetAggregator aggregator : aggregators) {
                aggregator.add(source);
            }
        }
        if (ready.isEmpty()) {
            flushed = true;
            Arrays.stream(aggregators).forEach(ColumnSetAggregator::flush);
        }
    }
}
