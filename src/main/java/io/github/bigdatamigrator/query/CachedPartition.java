package io.github.bigdatamigrator.query;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import scala.collection.Iterator;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** Provides broadcast rows as an RDD of one partition, so that a task contains only a reference to them. */
final class CachedPartition extends RDD<InternalRow> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<InternalRow[]> rows;
    private final int count;

    private record OnlyPartition() implements Partition {
        private static final long serialVersionUID = 1L;

        @Override
        public int index() {
            return 0;
        }
    }

    @SuppressWarnings("unchecked") // an empty list has any element type
    private CachedPartition(InterpretedSession session, Broadcast<InternalRow[]> rows, int count) {
        super(
                session.session().sparkContext(),
                (Seq<Dependency<?>>) (Seq<?>) Nil$.MODULE$,
                ClassTag$.MODULE$.apply(InternalRow.class));
        this.rows = rows;
        this.count = count;
    }

    static CachedPartition of(InterpretedSession session, List<UnsafeRow> rows) {
        return new CachedPartition(
                session,
                JavaSparkContext.fromSparkContext(session.session().sparkContext())
                        .broadcast(rows.toArray(InternalRow[]::new)),
                rows.size());
    }

    int rowCount() {
        return count;
    }

    @Override
    public Partition[] getPartitions() {
        return new Partition[] {new OnlyPartition()};
    }

    @Override
    public Iterator<InternalRow> compute(Partition whole, TaskContext task) {
        return CollectionConverters.asScala(Arrays.asList(rows.value()).iterator());
    }
}
