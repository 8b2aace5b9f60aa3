package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.query.LazyEngine;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.OptionalModule;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil$;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Owns the Spark session: starts it when data is first needed and stops it on close, or uses the caller's and leaves it
 * running. A session of its own that was stopped elsewhere is started again when it is next needed. Safe for use by
 * several threads.
 */
public final class SparkRuntime implements AutoCloseable {
    /** System property: the jar that executors on a cluster need. */
    public static final String SUBMIT_JAR = "bdm.submit.jar";

    /** System property: the jars that the user added, each after a colon; executors need them too. */
    private static final String MORE_JARS = "bdm.jars";

    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
    private static final String DELTA_PARTITIONS = "spark.databricks.delta.snapshotPartitions";
    private static final String CATALOGS = "spark.sql.catalog.";
    private static final String SESSION_CATALOG = CATALOGS + "spark_catalog";
    /**
     * Names of settings whose values Spark shows and logs nowhere; its own pattern knows no keys of Azure and Google.
     */
    private static final String REDACTION = "spark.redaction.regex";
    /** Bounded, since Spark keeps every pool that it has ever seen; sessions used at once rarely share one. */
    private static final int POOLS = 64;
    /**
     * What our SQL relies on, whatever a caller's session has. Most times in files have no zone; one fixed zone keeps
     * figures the same everywhere.
     */
    private static final Map<String, Object> SQL = Map.of(
            "spark.sql.session.timeZone", "UTC", "spark.sql.ansi.enabled", "true", "spark.sql.caseSensitive", "false");

    private final String master;
    private final long localBytes;
    private final boolean borrowed;
    private @Nullable SparkSession session;
    private @Nullable Configuration local;
    private final AtomicInteger sessions = new AtomicInteger();

    private SparkRuntime(String master, long localBytes, @Nullable SparkSession session) {
        this.master = master;
        this.localBytes = localBytes;
        this.session = session;
        borrowed = session != null;
    }

    /** Starts its session when first needed (2 to 4 seconds); a master that spark-submit sets takes precedence. */
    public static SparkRuntime starting(String master) {
        return starting(master, LazySpark.SMALL_BYTES);
    }

    /**
     * Starts its session when first needed.
     *
     * @param localBytes size of the largest table of text that is profiled without Spark if it is local
     */
    public static SparkRuntime starting(String master, long localBytes) {
        return new SparkRuntime(master, localBytes, null);
    }

    /** Creates a runtime with the caller's session, which it leaves running. */
    public static SparkRuntime using(SparkSession session) {
        return new SparkRuntime(session.sparkContext().master(), LazySpark.SMALL_BYTES, session);
    }

    /** Starts the session if necessary; throws ENGINE_STOPPED if it is the caller's and has been stopped. */
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
     * Creates a session with views and settings of its own on the same cluster. With fair scheduling, which is set for
     * sessions started here, its queries get their share of the cores beside long queries of others.
     */
    public SparkSession newSession() {
        SparkSession fresh = session().newSession();
        SQL.forEach((name, value) -> fresh.conf().set(name, value.toString()));
        // Catalogs that the caller has added to the session while it ran.
        CollectionConverters.asJava(session().conf().getAll()).forEach((name, value) -> {
            if (name.startsWith(CATALOGS)) {
                fresh.conf().set(name, value);
            }
        });
        // Spark passes the settings of a session to the jobs of its queries.
        fresh.conf().set("spark.scheduler.pool", "share-" + Math.floorMod(sessions.getAndIncrement(), POOLS));
        return fresh;
    }

    /** A session like {@link #newSession} that starts when it is needed. */
    LazySpark lazy() {
        return lazy(this::newSession);
    }

    LazySpark lazy(Supplier<SparkSession> newSession) {
        String submitted = System.getProperty("spark.master");
        return new LazySpark(submitted == null ? master : submitted, newSession, this::hadoop, localBytes);
    }

    /** The files that a name refers to, as {@link DataSources#files}. */
    public List<DataFile> files(String name) {
        return DataSources.files(lazy(), name);
    }

    /** Runs work that uses the session; throws ENGINE_STOPPED for a failure because Spark was stopped meanwhile. */
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
     * Creates an interface to the data that starts Spark at its first call, except one of {@link LazyEngine}. Calls
     * that fail because Spark was stopped throw ENGINE_STOPPED. A call that was cancelled on request still throws
     * CANCELLED.
     */
    public <T> T port(Class<T> type, LazySpark spark, Function<SparkSession, T> create) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new DeferredPort<>(spark, create)));
    }

    private final class DeferredPort<T> implements InvocationHandler {
        private final LazySpark spark;
        private final Function<SparkSession, T> create;
        private @Nullable T port;

        DeferredPort(LazySpark spark, Function<SparkSession, T> create) {
            this.spark = spark;
            this.create = create;
        }

        private synchronized T port() {
            if (port == null) {
                port = create.apply(spark.session());
            }
            return port;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getDeclaringClass().equals(LazyEngine.class)
                    && spark.started().isEmpty()) {
                return method.getReturnType().equals(boolean.class) ? false : null; // not started; nothing to cancel
            }
            T called = port();
            try {
                return method.invoke(called, arguments);
            } catch (InvocationTargetException failed) {
                Throwable cause = failed.getCause();
                boolean asked = cause instanceof MigratorException ours && ours.code() == ErrorCode.CANCELLED;
                if (!asked && spark.session().sparkContext().isStopped()) {
                    throw stopped(cause);
                }
                throw cause == null ? failed : cause;
            }
        }
    }

    private MigratorException stopped(@Nullable Throwable cause) {
        String remedy = borrowed
                ? "Open the system again with a running session."
                : "Try again; it is started for the next request.";
        return new MigratorException(ErrorCode.ENGINE_STOPPED, "Spark has been stopped. " + remedy, cause);
    }

    /**
     * Returns the settings for access to files. Starts Spark only if they depend on it: a cluster's settings come with
     * its session. Those of local mode are the ones that a session gets: {@code core-site.xml} of the class path,
     * {@code spark.hadoop.…} and the variables {@code AWS_…}.
     */
    public Configuration hadoop() {
        synchronized (this) {
            if (session == null && System.getProperty("spark.master") == null && local(master)) {
                if (local == null) {
                    readDefaults();
                    local = SparkHadoopUtil$.MODULE$.newConfiguration(new SparkConf());
                }
                return local;
            }
        }
        return session().sparkContext().hadoopConfiguration();
    }

    /** Sets what {@code conf/spark-defaults.conf} says and nobody has set, as spark-submit does. */
    private static void readDefaults() {
        String home = System.getProperty("bdm.home");
        Path file = Path.of(home == null ? "" : home, "conf", "spark-defaults.conf");
        if (home == null || !Files.exists(file)) {
            return;
        }
        Properties defaults = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            defaults.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT, "Cannot read Spark's settings in " + file + " (" + e + ").", e);
        }
        for (String name : defaults.stringPropertyNames()) {
            if (name.startsWith("spark.") && !name.equals("spark.master") && System.getProperty(name) == null) {
                System.setProperty(name, defaults.getProperty(name).strip());
            }
        }
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
            readDefaults();
            builder.master(master);
        }
        if (local(effective)) {
            int cores = Runtime.getRuntime().availableProcessors();
            builder.config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", String.valueOf(Math.max(2, cores)));
        } else if (System.getProperty(SUBMIT_JAR) != null && System.getProperty("spark.jars") == null) {
            String jars = System.getProperty(SUBMIT_JAR) + System.getProperty(MORE_JARS, "");
            builder.config("spark.jars", jars.replace(File.pathSeparatorChar, ','));
        }
        if (OptionalModule.DELTA.isPresent()) {
            addDelta(builder, local(effective));
        }
        if (System.getProperty("spark.ui.enabled") == null) {
            builder.config("spark.ui.enabled", "false");
        }
        if (System.getProperty(REDACTION) == null) {
            builder.config(
                    REDACTION,
                    "(?i)secret|password|passphrase|token|credential|(access|account|private)[.]?key|[.]sas[.]");
        }
        return builder.config("spark.ui.showConsoleProgress", "false")
                .config(SQL)
                .config("spark.scheduler.mode", "FAIR")
                .getOrCreate();
    }

    /** Adds what Delta tables need from the start of a session; settings of the user take precedence. */
    private static void addDelta(SparkSession.Builder builder, boolean local) {
        String extensions = System.getProperty(EXTENSIONS, "");
        if (!extensions.contains(DELTA_EXTENSION)) {
            builder.config(EXTENSIONS, extensions.isEmpty() ? DELTA_EXTENSION : extensions + "," + DELTA_EXTENSION);
        }
        if (System.getProperty(SESSION_CATALOG) == null) {
            builder.config(SESSION_CATALOG, "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        }
        if (local && System.getProperty(DELTA_PARTITIONS) == null) {
            // The log of a table is read by that many tasks; 50 without this.
            builder.config(DELTA_PARTITIONS, String.valueOf(Runtime.getRuntime().availableProcessors()));
        }
    }
}
