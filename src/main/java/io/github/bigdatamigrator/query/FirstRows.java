package io.github.bigdatamigrator.query;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Returns the first rows of a partition. A named class, since Spark analyzes the captures of a lambda anew for each
 * job, which costs milliseconds.
 */
final class FirstRows extends AbstractFunction2<TaskContext, Iterator<InternalRow>, UnsafeRow[]>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int limit;

    FirstRows(int limit) {
        this.limit = limit;
    }

    @Override
    public UnsafeRow[] apply(TaskContext task, Iterator<InternalRow> rows) {
        List<UnsafeRow> kept = new ArrayList<>();
        while (kept.size() < limit && rows.hasNext()) {
            kept.add(((UnsafeRow) rows.next()).copy());
        }
        return kept.toArray(UnsafeRow[]::new);
    }
}
