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
 * Counts the rows and bytes of scans while they run, and asks them to stop. Made and closed on the driver, travels to
 * tasks.
 *
 * <p>Tasks in the driver's own JVM count as they go and stop within a few thousand rows, with what they have. Those
 * elsewhere are heard of when they end, and only Spark can stop them.
 */
public final class ScanMetrics implements Serializable, AutoCloseable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Map<String, Tally> HERE = new ConcurrentHashMap<>();

    private static final ThreadLocal<@Nullable ThreadBytes> THREAD_BYTES = new ThreadLocal<>();

    private final String id = UUID.randomUUID().toString();
    private final LongAccumulator farRows;
    private final LongAccumulator farBytes;

    private static final class Tally {
        private final LongAdder rows = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private volatile boolean stopped;
    }

    /**
     * Bytes read on one thread. It outlives the task, so that what is read to open the next one's file counts, too;
     * Hadoop's file systems count by thread, as Spark does for the input of its tasks.
     */
    private static final class ThreadBytes {
        private final String meter;
        private final Function0<Object> read = SparkHadoopUtil.get().getFSBytesReadOnThreadCallback();
        private long told;

        ThreadBytes(String meter) {
            this.meter = meter;
        }

        long more() {
            long now = (Long) read.apply();
            long more = now - told;
            told = now;
            return more;
        }
    }

    public ScanMetrics(SparkSession spark) {
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
        private final ThreadBytes bytes;
        private long rows;

        private Task(@Nullable Tally here) {
            this.here = here;
            ThreadBytes known = THREAD_BYTES.get();
            if (known == null || !known.meter.equals(id)) {
                known = new ThreadBytes(id);
                THREAD_BYTES.set(known);
            }
            bytes = known;
        }

        /**
         * Call every few thousand rows, and at the end.
         *
         * @param read rows that the task has read
         * @return whether to go on
         */
        boolean goesOn(long read) {
            long more = bytes.more();
            if (here == null) {
                farRows.add(read - rows);
                farBytes.add(more);
            } else {
                here.rows.add(read - rows);
                here.bytes.add(more);
            }
            rows = read;
            return here == null || !here.stopped;
        }
    }
}
