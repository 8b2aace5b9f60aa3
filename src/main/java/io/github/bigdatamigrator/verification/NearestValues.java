package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Finds the values of a partition that are most similar to a text. Serialized to executors; keeps {@code limit} values.
 */
final class NearestValues implements FlatMapFunction<Iterator<Row>, Row> {
    private static final long serialVersionUID = 1L;
    private static final double MIN_SIMILARITY = 0.4; // a less similar value is not returned

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
            if (similarity >= MIN_SIMILARITY) {
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
