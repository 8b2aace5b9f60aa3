package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Runs one Spark job over all partitions and hands their results to the calling thread in partition order, while other
 * tasks still run. Few results wait in memory, and merging overlaps with the scan.
 */
public final class OrderedPartitionJob {
    /** From this many partitions on, the results are merged on executors instead of on the driver. */
    public static final int TREE_MERGE_PARTITIONS = 65;

    private static final int TREE_DEPTH = 2;
    private static final long POLL_MILLIS = 50;

    private OrderedPartitionJob() {}

    private record Arrived<R>(int partition, R result) {}

    private interface OnlyElement<R> extends Function1<Iterator<R>, R>, Serializable {}

    /** Passes each partition's only element to the consumer, in partition order. */
    public static <R> void inOrder(JavaRDD<R> rdd, Consumer<R> consumer) {
        List<Object> partitions = new ArrayList<>();
        for (int i = 0; i < rdd.getNumPartitions(); i++) {
            partitions.add(i);
        }
        BlockingQueue<Arrived<R>> arrivals = new LinkedBlockingQueue<>();
        OnlyElement<R> only = Iterator::next;
        Function2<Object, R, BoxedUnit> arrive = (partition, result) -> {
            arrivals.add(new Arrived<>((Integer) partition, result));
            return BoxedUnit.UNIT;
        };
        SimpleFutureAction<Integer> job = rdd.context()
                .submitJob(
                        rdd.rdd(),
                        only,
                        CollectionConverters.asScala(partitions).toSeq(),
                        arrive,
                        () -> 0);
        PriorityQueue<Arrived<R>> waiting = new PriorityQueue<>(java.util.Comparator.comparingInt(Arrived::partition));
        try {
            int next = 0;
            while (next < partitions.size()) {
                waiting.add(nextArrival(arrivals, job));
                while (!waiting.isEmpty() && waiting.peek().partition == next) {
                    consumer.accept(waiting.remove().result);
                    next++;
                }
            }
        } catch (InterruptedException e) {
            job.cancel();
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", e);
        } catch (RuntimeException e) {
            job.cancel();
            throw e;
        }
    }

    private static <R> Arrived<R> nextArrival(BlockingQueue<Arrived<R>> arrivals, SimpleFutureAction<Integer> job)
            throws InterruptedException {
        while (true) {
            boolean ended = job.isCompleted();
            Arrived<R> arrived = arrivals.poll(ended ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (arrived != null) {
                return arrived;
            }
            if (ended) {
                Throwable failure = failure(job);
                throw failure instanceof RuntimeException known
                        ? known
                        : new MigratorException(
                                ErrorCode.INTERNAL,
                                "Profiling failed: " + failure
                                        + ". Run it again; if it fails again, set BDM_LOG=info and report the log.",
                                failure);
            }
        }
    }

    private static @Nullable Throwable failure(SimpleFutureAction<Integer> job) {
        return job.value().isDefined() && job.value().get().isFailure()
                ? job.value().get().failed().get()
                : null;
    }

    /**
     * Merges the results of many partitions in a tree on the executors, including the root, so that the driver receives
     * one result. By default it would receive the square root of the number of partitions, which is gigabytes for a
     * wide table of a terabyte.
     */
    public static <T> T treeMerge(JavaRDD<T> rdd, SplitVisitor<T> visitor) {
        return rdd.treeAggregate(visitor.empty(), visitor::merge, visitor::merge, TREE_DEPTH, true);
    }
}
