package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.TableProfile;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Reads tables on the threads of this process, so that counting their values needs no job of Spark. */
public interface LocalRows {
    /**
     * Opens columns of a table; null if Spark must read it.
     *
     * @param columns indexes of the columns, which the rows have in this order
     * @return a source of rows for each task
     */
    @Nullable
    List<Supplier<Iterator<InternalRow>>> open(TableProfile table, List<Integer> columns);

    /** Runs the tasks and hands their results to the calling thread in order; the first failure ends it. */
    <A, R> void inOrder(List<A> tasks, Function<A, R> work, Consumer<R> consumer);
}
