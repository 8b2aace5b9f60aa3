package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of the Spark session: starts it when data is first needed and stops it on close, or borrows the
 * caller's and leaves it running. One of its own that was stopped, by whomever, is started again when it is next
 * needed. Safe for use by several threads.
 */
public final class SparkRuntime implements AutoCloseable {
    /** System property: the jar that executors on a cluster need. */
    public static final String SUBMIT_JAR = "bdm.submit.jar";

    private static final String HADOOP = "spark.hadoop.";
    /**
     * Spark keeps every pool that it has ever seen, so their number is bounded; sessions that are used at once rarely
     * share one.
     */
    private static final int POOLS = 64;

    private final String master;
    private final boolean borrowed;
    private @Nullable SparkSession session;
    private @Nullable Configuration local;
    private final AtomicInteger sessions = new AtomicInteger();

    private SparkRuntime(String master, @Nullable SparkSession session) {
        this.master = master;
        this.session = session;
        borrowed = session != null;
    }

    /**
     * A session of our own, started when first needed (2 to 4 seconds).
     *
     * @param master where Spark runs; under spark-submit, what was given there wins
     */
    public static SparkRuntime starting(String master) {
        return new SparkRuntime(master, null);
    }

    /** The caller's session, which stays running. */
    public static SparkRuntime using(SparkSession session) {
        return new SparkRuntime(session.sparkContext().master(), session);
    }

    /**
     * The session, started if it was not yet or has been stopped.
     *
     * @throws MigratorException ENGINE_STOPPED when it is the caller's and has been stopped
     */
    public synchronized SparkSession session() {
        SparkSession current = session;
        boolean stopped = current != null && current.sparkContext().isStopped();
        if (stopped && borrowed) {
            throw stopped(null);
        }
        if (current == null || stopped) {
            current = start(master);
            session = current;
        }
        return current;
    }

    /**
     * A session with views and settings of its own on the same cluster. Where the cluster schedules fairly, which one
     * that is started here does, its queries have a share of the cores of their own, however long those of others are.
     */
    public SparkSession newSession() {
        SparkSession fresh = session().newSession();
        // Spark hands what a session sets on to the jobs of its queries.
        fresh.conf().set("spark.scheduler.pool", "share-" + Math.floorMod(sessions.getAndIncrement(), POOLS));
        return fresh;
    }

    /**
     * Does work that uses the session, and where it fails because Spark was stopped meanwhile, says so.
     *
     * @throws MigratorException ENGINE_STOPPED
     */
    public <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            synchronized (this) {
                if (session != null && session.sparkContext().isStopped()) {
                    throw stopped(e);
                }
            }
            throw e;
        }
    }

    /**
     * A port to the data whose calls, where they fail because the session that they use was stopped meanwhile, say so.
     * A call that was stopped on request says that instead.
     *
     * @param used the session that the port works with
     */
    public <T> T port(Class<T> type, T port, SparkSession used) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            try {
                return method.invoke(port, arguments);
            } catch (InvocationTargetException failed) {
                Throwable cause = failed.getCause();
                boolean asked = cause instanceof MigratorException ours && ours.code() == ErrorCode.CANCELLED;
                if (!asked && used.sparkContext().isStopped()) {
                    throw stopped(cause);
                }
                throw cause == null ? failed : cause;
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private MigratorException stopped(@Nullable Throwable cause) {
        String remedy = borrowed
                ? "Open the system again with a session that runs."
                : "Try again; it is started for the next request.";
        return new MigratorException(ErrorCode.ENGINE_STOPPED, "Spark has been stopped. " + remedy, cause);
    }

    /**
     * How files are reached. Starts Spark only where it could make a difference: the settings of a cluster come with
     * its session, those of local mode from {@code spark.hadoop.…} system properties.
     */
    public Configuration hadoop() {
        synchronized (this) {
            if (session == null && System.getProperty("spark.master") == null && local(master)) {
                if (local != null) {
                    return local;
                }
                Configuration configuration = new Configuration();
                System.getProperties().stringPropertyNames().stream()
                        .filter(name -> name.startsWith(HADOOP))
                        .forEach(name ->
                                configuration.set(name.substring(HADOOP.length()), System.getProperty(name, "")));
                local = configuration;
                return configuration;
            }
        }
        return session().sparkContext().hadoopConfiguration();
    }

    private static boolean local(String master) {
        return master.toLowerCase(Locale.ROOT).startsWith("local");
    }

    public synchronized boolean started() {
        return session != null;
    }

    @Override
    public synchronized void close() {
        if (session != null && !borrowed) {
            session.stop();
            session = null;
        }
    }

    private static SparkSession start(String master) {
        SparkSession.Builder builder = SparkSession.builder().appName("Big Data Migrator");
        String submitted = System.getProperty("spark.master");
        String effective = submitted == null ? master : submitted;
        if (submitted == null) {
            builder.master(master);
        }
        if (local(effective)) {
            int cores = Runtime.getRuntime().availableProcessors();
            builder.config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", String.valueOf(Math.max(2, cores)));
        } else if (System.getProperty(SUBMIT_JAR) != null && System.getProperty("spark.jars") == null) {
            builder.config("spark.jars", System.getProperty(SUBMIT_JAR));
        }
        if (System.getProperty("spark.ui.enabled") == null) {
            builder.config("spark.ui.enabled", "false");
        }
        return builder.config("spark.ui.showConsoleProgress", "false")
                // Times in files carry no zone more often than not; one zone for all keeps figures the same everywhere.
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.scheduler.mode", "FAIR")
                .getOrCreate();
    }
}
