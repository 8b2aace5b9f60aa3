package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.LazySpark;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows and bytes of running scans, and stops them. Created and closed on the driver, serialized to tasks.
 *
 * <p>Tasks in the JVM of the driver report while they run, and on a stop end within a few thousand rows with a partial
 * result. Tasks in other JVMs report when they end, and only Spark can stop them.
 */
public final class ScanMetrics implements Serializable, AutoCloseable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Map<String, Counters> LOCAL = new ConcurrentHashMap<>();

    private static final ThreadLocal<@Nullable ThreadBytes> THREAD_BYTES = new ThreadLocal<>();

    private final String id = UUID.randomUUID().toString();
    private final @Nullable LongAccumulator remoteRows;
    private final @Nullable LongAccumulator remoteBytes;

    private static final class Counters {
        private final LongAdder rows = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private volatile boolean stopped;
        private volatile @Nullable MigratorException failure;
    }

    /**
     * Counts bytes read by a thread, from Hadoop's statistics per thread. It outlives a task, so that bytes read to
     * open the file of the next task count too.
     */
    private static final class ThreadBytes {
        private final String metricsId;
        private long reported = read();

        ThreadBytes(String meter) {
            this.metricsId = meter;
        }

        long newBytes() {
            long now = read();
            long more = now - reported;
            reported = now;
            return more;
        }

        @SuppressWarnings("deprecation") // its replacement does not count by thread
        private static long read() {
            long bytes = 0;
            for (FileSystem.Statistics files : FileSystem.getAllStatistics()) {
                bytes += files.getThreadStatistics().getBytesRead();
            }
            return bytes;
        }
    }

    public ScanMetrics(LazySpark spark) {
        remoteRows = accumulator(spark);
        remoteBytes = accumulator(spark);
        LOCAL.put(id, new Counters());
    }

    private static @Nullable LongAccumulator accumulator(LazySpark spark) {
        return spark.isLocal() ? null : spark.session().sparkContext().longAccumulator();
    }

    /** Number of rows read so far. */
    public long rows() {
        Counters here = LOCAL.get(id);
        return (here == null ? 0 : here.rows.sum()) + (remoteRows == null ? 0 : remoteRows.value());
    }

    /** Number of bytes read from files so far, before decompression. */
    public long bytes() {
        Counters here = LOCAL.get(id);
        return (here == null ? 0 : here.bytes.sum()) + (remoteBytes == null ? 0 : remoteBytes.value());
    }

    /** Asks all scans to end with a partial result. */
    public void stop() {
        Counters here = LOCAL.get(id);
        if (here != null) {
            here.stopped = true;
        }
    }

    /** Asks all scans to end with a partial result because of a failure. */
    void stop(MigratorException why) {
        Counters here = LOCAL.get(id);
        if (here != null) {
            here.failure = here.failure == null ? why : here.failure;
            here.stopped = true;
        }
    }

    /** The failure that stopped the scans, or null. */
    public @Nullable MigratorException failure() {
        Counters here = LOCAL.get(id);
        return here == null ? null : here.failure;
    }

    public boolean stopped() {
        Counters here = LOCAL.get(id);
        return here != null && here.stopped;
    }

    @Override
    public void close() {
        LOCAL.remove(id);
    }

    /** Starts the count of a task, for its thread only. */
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
         * Reports progress; to be called every few thousand rows and at the end.
         *
         * @param read rows read by the task
         * @return whether the task should continue
         */
        boolean update(long read) {
            long more = bytes.newBytes();
            if (local != null) {
                local.rows.add(read - rows);
                local.bytes.add(more);
            } else if (remoteRows != null && remoteBytes != null) {
                remoteRows.add(read - rows);
                remoteBytes.add(more);
            }
            rows = read;
            return local == null || !local.stopped;
        }
    }
}
