package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Measures the cost of profiling a file.
 *
 * @param scanSeconds seconds until key detection starts
 * @param seconds total seconds
 * @param tasks number of tasks of the scan
 * @param resultBytes bytes sent to the driver by the tasks of the scan
 * @param shuffleBytes bytes shuffled, including key detection
 */
record MeasuredRun(
        DataContext context, double scanSeconds, double seconds, long tasks, long resultBytes, long shuffleBytes) {
    private static final class Tasks extends SparkListener {
        private final AtomicLong count = new AtomicLong();
        private final AtomicLong results = new AtomicLong();
        private final AtomicLong shuffled = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            count.incrementAndGet();
            if (end.taskMetrics() != null) {
                results.addAndGet(end.taskMetrics().resultSize());
                shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
            }
        }
    }

    static MeasuredRun of(SparkSession session, Path file) {
        Tasks tasks = new Tasks();
        session.sparkContext().addSparkListener(tasks);
        long start = System.nanoTime();
        long[] scanned = {0, 0, 0};
        try {
            DataContext context = DataContextBuilder.on(session)
                    .add(file.toString())
                    .progress((stage, done, total) -> {
                        if (stage.startsWith("finding keys") && scanned[0] == 0) {
                            scanned[0] = System.nanoTime();
                            waitForEvents(session);
                            scanned[1] = tasks.count.get();
                            scanned[2] = tasks.results.get();
                        }
                    })
                    .build();
            double all = (System.nanoTime() - start) / 1e9;
            waitForEvents(session);
            return new MeasuredRun(
                    context, (scanned[0] - start) / 1e9, all, scanned[1], scanned[2], tasks.shuffled.get());
        } finally {
            session.sparkContext().removeSparkListener(tasks);
        }
    }

    private static void waitForEvents(SparkSession session) {
        try {
            session.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
