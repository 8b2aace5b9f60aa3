package io.github.bigdatamigrator.profiling;

import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.Function0;

/**
 * Counts the rows and bytes of scans while they run, and asks them to stop. Made and closed on the driver, travels to tasks.
 *
 * <p>Tasks in the driver's own JVM count as they go and stop within a few thousand rows, with what they have. Those elsewhere are heard of
 * when they end, and only Spark can stop them.
 */
public final class ScanMeter implements Serializable, AutoCloseable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Map<String, Tally> HERE = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final LongAccumulator farRows;
    private final LongAccumulator farBytes;

    private static final class Tally {
        private final LongAdder rows = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private volatile boolean stopped;
    }

    public ScanMeter(SparkSession spark) {
        farRows = spark.sparkContext().longAccumulator();
        farBytes = spark.sparkContext().longAccumulator();
        HERE.put(id, new Tally());
    }

    /** Rows read so far. */
    public long rows() {
        Tally here = HERE.get(id);
        return (here == null ? 0 : here.rows.sum()) + farRows.value();
    }

    /** Bytes read from files so far, compressed ones as they are stored. */
    public long bytes() {
        Tally here = HERE.get(id);
        return (here == null ? 0 : here.bytes.sum()) + farBytes.value();
    }

    /** Asks all scans to end with what they have. */
    public void stop() {
        Tally here = HERE.get(id);
        if (here != null) {
            here.stopped = true;
        }
    }

    public boolean stopped() {
        Tally here = HERE.get(id);
        return here != null && here.stopped;
    }

    @Override
    public void close() {
        HERE.remove(id);
    }

    /** The count of one task; for its thread. */
    Task task() {
        return new Task(HERE.get(id));
    }

    final class Task {
        private final @Nullable Tally here;
        private long rows;
        private long bytes;
        /** Hadoop's file systems count by thread; Spark counts the input of its tasks so, too. */
        private final Function0<Object> bytesOfThread = SparkHadoopUtil.get().getFSBytesReadOnThreadCallback();

        private Task(@Nullable Tally here) {
            this.here = here;
        }

        /**
         * Call every few thousand rows, and at the end.
         *
         * @param read rows that the task has read
         * @return whether to go on
         */
        boolean goesOn(long read) {
            long now = (Long) bytesOfThread.apply();
            if (here == null) {
                farRows.add(read - rows);
                farBytes.add(now - bytes);
            } else {
                here.rows.add(read - rows);
                here.bytes.add(now - bytes);
            }
            rows = read;
            bytes = now;
            return here == null || !here.stopped;
        }
    }
}
