package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ValueFinder.ValueHit;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Keeps the few values of a partition that are nearest to a text. Travels to executors; memory is bounded by the limit.
 */
final class NearestValues implements FlatMapFunction<Iterator<Row>, Row> {
    private static final long serialVersionUID = 1L;

    /** Below this a value has nothing to do with the text. */
    private static final double LEAST = 0.4;

    static final Comparator<ValueHit> NEAREST_FIRST = Comparator.comparingDouble((ValueHit hit) -> -hit.similarity())
            .thenComparingLong(hit -> -hit.rows())
            .thenComparing(ValueHit::value);

    private final String wanted;
    private final int limit;

    NearestValues(String text, int limit) {
        this.wanted = ValueSimilarity.fold(text);
        this.limit = limit;
    }

    /** @param groups rows of: value, number of rows */
    @Override
    public Iterator<Row> call(Iterator<Row> groups) {
        PriorityQueue<ValueHit> best = new PriorityQueue<>(NEAREST_FIRST.reversed());
        while (groups.hasNext()) {
            Row group = groups.next();
            double similarity = ValueSimilarity.of(wanted, ValueSimilarity.fold(group.getString(0)));
            if (similarity >= LEAST) {
                best.add(new ValueHit(group.getString(0), group.getLong(1), similarity));
            }
            if (best.size() > limit) {
                best.poll();
            }
        }
        List<Row> rows = best.stream()
                .map(hit -> RowFactory.create(hit.value(), hit.rows(), hit.similarity()))
                .toList();
        return rows.iterator();
    }
}
