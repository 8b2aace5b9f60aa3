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

    private static final Map<String, Counters> LOCAL = new ConcurrentHashMap<>();

    private static final ThreadLocal<@Nullable ThreadBytes> THREAD_BYTES = new ThreadLocal<>();

    private final String id = UUID.randomUUID().toString();
    private final LongAccumulator remoteRows;
    private final LongAccumulator remoteBytes;

    private static final class Counters {
        private final LongAdder rows = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private volatile boolean stopped;
    }

    /**
     * Bytes read on one thread. It outlives the task, so that what is read to open the next one's file counts, too;
     * Hadoop's file systems count by thread, as Spark does for the input of its tasks.
     */
    private static final class ThreadBytes {
        private final String metricsId;
        private final Function0<Object> read = SparkHadoopUtil.get().getFSBytesReadOnThreadCallback();
        private long reported;

        ThreadBytes(String meter) {
            this.metricsId = meter;
        }

        long newBytes() {
            long now = (Long) read.apply();
            long more = now - reported;
            reported = now;
            return more;
        }
    }

    public ScanMetrics(SparkSession spark) {
        remoteRows = spark.sparkContext().longAccumulator();
        remoteBytes = spark.sparkContext().longAccumulator();
        LOCAL.put(id, new Counters());
    }

    /** Rows read so far. */
    public long rows() {
        Counters here = LOCAL.get(id);
        return (here == null ? 0 : here.rows.sum()) + remoteRows.value();
    }

    /** Bytes read from files so far, compressed ones as they are stored. */
    public long bytes() {
        Counters here = LOCAL.get(id);
        return (here == null ? 0 : here.bytes.sum()) + remoteBytes.value();
    }

    /** Asks all scans to end with what they have. */
    public void stop() {
        Counters here = LOCAL.get(id);
        if (here != null) {
            here.stopped = true;
        }
    }

    public boolean stopped() {
        Counters here = LOCAL.get(id);
        return here != null && here.stopped;
    }

    @Override
    public void close() {
        LOCAL.remove(id);
    }

    /** The count of one task; for its thread. */
    Task task() {
        return new Task(LOCAL.get(id));
    }

    final class Task {
        private final @Nullable Counters local;
        private final ThreadBytes bytes;
        private long rows;

        private Task(@Nullable Counters here) {
            this.local = here;
            ThreadBytes known = THREAD_BYTES.get();
            if (known == null || !known.metricsId.equals(id)) {
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
        boolean update(long read) {
            long more = bytes.newBytes();
            if (local == null) {
                remoteRows.add(read - rows);
                remoteBytes.add(more);
            } else {
                local.rows.add(read - rows);
                local.bytes.add(more);
            }
            rows = read;
            return local == null || !local.stopped;
        }
    }
}
