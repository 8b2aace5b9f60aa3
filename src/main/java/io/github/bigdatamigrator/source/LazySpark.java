package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.concurrent.ConcurrentUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Holds a Spark session that starts when it is first needed, and what reading files needs without one: Hadoop's
 * settings and the threads of this process. Driver only; thread-safe.
 */
public final class LazySpark {
    /** Bytes that this process reads faster than a job starts, also beside a cluster. */
    public static final long SMALL_BYTES = 1L << 20;
    /** Opening a file takes as long as reading these bytes. */
    private static final long FILE_BYTES = 1L << 16;

    private static final int IDLE_SECONDS = 5;
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[\\s*(\\*|\\d+)\\s*(?:,\\s*\\d+\\s*)?])?");

    private final String master;
    private final Supplier<SparkSession> start;
    private final Supplier<Configuration> hadoop;
    private final long localBytes;
    private final int threads;
    private final String group = "profile " + UUID.randomUUID();
    private volatile @Nullable SparkSession session;
    private @Nullable ExecutorService workers;
    private final Map<Object, AutoCloseable> shared = new HashMap<>();

    /**
     * @param master where Spark runs or will run
     * @param start starts the session; called once
     * @param localBytes size of the largest table that the threads of this process scan, if Spark is local too
     */
    public LazySpark(String master, Supplier<SparkSession> start, Supplier<Configuration> hadoop, long localBytes) {
        this.master = master;
        this.start = start;
        this.hadoop = hadoop;
        this.localBytes = isLocal() ? localBytes : Math.min(localBytes, SMALL_BYTES);
        threads = threads(master);
    }

    /** Uses a running session; only tables of up to {@link #SMALL_BYTES} are scanned without a job. */
    public static LazySpark of(SparkSession session) {
        LazySpark running = new LazySpark(
                session.sparkContext().master(),
                () -> session,
                () -> session.sparkContext().hadoopConfiguration(),
                SMALL_BYTES);
        running.session();
        return running;
    }

    /** Number of threads of a local master; all processors for others. */
    private static int threads(String master) {
        Matcher local = LOCAL.matcher(master);
        String given = local.matches() ? local.group(1) : "*";
        if (given == null) {
            return 1;
        }
        return given.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(given);
    }

    public String master() {
        return master;
    }

    /** Whether Spark's tasks run in this process. */
    public boolean isLocal() {
        return LOCAL.matcher(master).matches();
    }

    /** Starts Spark if necessary: 2 to 4 seconds. */
    public SparkSession session() {
        SparkSession known = session;
        return known == null ? start() : known;
    }

    private synchronized SparkSession start() {
        SparkSession known = session;
        if (known == null) {
            known = start.get();
            session = known;
        }
        return known;
    }

    /** Returns the session if it has started; does not wait for one that is starting. */
    public Optional<SparkSession> started() {
        return Optional.ofNullable(session);
    }

    public Configuration hadoop() {
        return hadoop.get();
    }

    /** Whether the threads of this process scan a table of plain text, so that Spark is not needed. */
    public boolean scansHere(Origin origin) {
        return origin.bytes() + origin.files().size() * FILE_BYTES <= localBytes;
    }

    /** Number of threads that scan tables in this process. */
    public int threads() {
        return threads;
    }

    /**
     * Runs the tasks on the threads of this process and hands their results to the calling thread in order, while later
     * tasks still run. The first failure ends it; an interrupt throws CANCELLED.
     */
    public <A, R> void inOrder(List<A> tasks, Function<A, R> work, Consumer<R> consumer) {
        ExecutorService threads = workers();
        Deque<Future<R>> results = new ArrayDeque<>();
        tasks.forEach(task -> results.add(threads.submit(() -> work.apply(task))));
        try {
            while (!results.isEmpty()) {
                consumer.accept(results.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", e);
        } catch (ExecutionException e) {
            throw ConcurrentUtils.extractCauseUnchecked(e);
        } finally {
            results.forEach(result -> result.cancel(true));
        }
    }

    /** The threads are shared by all tables and end when they are idle. */
    private synchronized ExecutorService workers() {
        if (workers == null) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                        Thread thread = new Thread(work, "scan");
                        thread.setDaemon(true);
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            workers = pool;
        }
        return workers;
    }

    /**
     * Starts Spark if necessary. Jobs of the calling thread belong to the group that {@link #cancelJobs} cancels, until
     * {@link #endJobs}.
     */
    public SparkSession sessionForJobs(String description) {
        SparkSession used = session();
        used.sparkContext().setJobGroup(group, description, true);
        return used;
    }

    /** What the tables of one run share, such as connections; created when first asked for. */
    @SuppressWarnings("unchecked") // a key always has the same type
    public synchronized <T extends AutoCloseable> T shared(Object key, Supplier<T> create) {
        AutoCloseable known = shared.get(key);
        if (known == null) {
            known = create.get();
            shared.put(key, known);
        }
        return (T) known;
    }

    /** Closes what the tables of a run shared. */
    public synchronized void closeShared() {
        for (AutoCloseable used : shared.values()) {
            try {
                used.close();
            } catch (Exception e) {
                // Nothing needs it any more.
            }
        }
        shared.clear();
    }

    public void cancelJobs() {
        started().ifPresent(used -> used.sparkContext().cancelJobGroup(group));
    }

    public void endJobs() {
        started().ifPresent(used -> used.sparkContext().clearJobGroup());
    }
}
