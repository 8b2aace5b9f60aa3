package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.RunStatistics;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps;
import io.github.bigdatamigrator.relationship.LocalRows;
import io.github.bigdatamigrator.relationship.RelationshipFinder;
import io.github.bigdatamigrator.relationship.RelationshipFinder.RelationshipFindings;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.relationship.expression.ExpressionReferences;
import io.github.bigdatamigrator.source.DataSource;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.SparkBuildInfo;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Profiles data files: one scan per table, then one shuffle over all of them for keys and relationships.
 *
 * <pre>{@code DataContext context = DataContextBuilder.on(spark).add("sales.csv").add("customers.xlsx").build();}</pre>
 *
 * Driver only; for one thread.
 */
public final class DataContextBuilder {
    private final LazySpark spark;
    private final List<String> names = new ArrayList<>();
    private ProgressListener progress = ProgressListener.NONE;
    private double confidence = 0.5;
    private Unreadable unreadable = Unreadable.FAIL;
    private DialectOptions dialect = DialectOptions.NONE;
    private Interrupted interrupted = Interrupted.FAIL;
    private Reuse reuse = Reuse.CACHE;
    private ProfileCache cache = ProfileCache.NONE;

    /** Policy for a named file that cannot be read. */
    public enum Unreadable {
        FAIL,
        /** Adds a problem to the profile; fails only if none of the files can be read. */
        SKIP
    }

    /** Policy for an interrupt of the calling thread. */
    public enum Interrupted {
        FAIL,
        /**
         * Returns a partial profile, which says so, and sets the thread's interrupt status. Fails with CANCELLED if
         * nothing was read. In local mode the profile includes what every task has read, on a cluster only completely
         * read groups of files.
         */
        KEEP
    }

    /** Policy for earlier profiles of the same files. */
    public enum Reuse {
        CACHE,
        /** Reads everything and replaces the cache entries. */
        READ_AGAIN
    }

    private DataContextBuilder(LazySpark spark) {
        this.spark = spark;
    }

    public static DataContextBuilder on(SparkSession spark) {
        return on(LazySpark.of(spark));
    }

    static DataContextBuilder on(LazySpark spark) {
        return new DataContextBuilder(spark);
    }

    /**
     * Uses a session of its own. Starts Spark only for what needs it: formats that Spark reads, tables larger than the
     * runtime's limit, and counts of keys that do not fit in memory or are of such tables.
     */
    public static DataContextBuilder on(SparkRuntime runtime) {
        return on(runtime.lazy());
    }

    /** Adds a path, folder, glob, URI or {@code book.xlsx#Sheet2}. */
    public DataContextBuilder add(String name) {
        names.add(name);
        return this;
    }

    public DataContextBuilder addAll(List<String> more) {
        names.addAll(more);
        return this;
    }

    /** Adds names and DataFrames; the caller holds the DataFrames until the end of {@link #build}. */
    public DataContextBuilder addAllSources(List<DataSource> more) {
        return addAll(more.stream().map(DataSources::name).toList());
    }

    public DataContextBuilder progress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    public DataContextBuilder unreadable(Unreadable policy) {
        unreadable = policy;
        return this;
    }

    /** Sets the options for delimited files; unset ones are sniffed. */
    public DataContextBuilder dialect(DialectOptions options) {
        dialect = options;
        return this;
    }

    public DataContextBuilder interrupted(Interrupted policy) {
        interrupted = policy;
        return this;
    }

    public DataContextBuilder reuse(Reuse policy) {
        reuse = policy;
        return this;
    }

    /** Sets the confidence, from 0 to 1, below which a relationship is only possible; 0.5 if not set. */
    public DataContextBuilder confidence(double least) {
        confidence = least;
        return this;
    }

    /** Sets the cache of profiles; without it nothing is cached. */
    public DataContextBuilder cache(ProfileCache where) {
        cache = where;
        return this;
    }

    /**
     * Reads and profiles everything that was added, except cached files.
     *
     * @throws MigratorException BAD_INPUT when nothing was added, FILE_NOT_FOUND or FILE_UNREADABLE for what was named,
     *     CANCELLED when interrupted
     */
    public DataContext build() {
        if (names.isEmpty()) {
            throw MigratorException.badInput("No data files were named. Name at least one file, folder or pattern.");
        }
        Instant started = Instant.now();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        String key = key();
        DataContext found = key == null || reuse == Reuse.READ_AGAIN ? null : cache.context(key);
        if (found != null) {
            RunStatistics then = found.run();
            int tables = found.tables().size();
            RunStatistics now = run(started, 0, then.sparkMaster(), then.sparkVersion(), false, tables);
            return new DataContext(found.tables(), found.relationships(), found.problems(), now);
        }
        DataContext context;
        try {
            context = profile();
        } finally {
            spark.closeShared();
        }
        // Not if files were added or removed meanwhile: the names would stand for other files than the profile.
        if (key != null && !context.run().partial() && key.equals(key())) {
            cache.keep(key, context);
        }
        return context;
    }

    private DataContext profile() {
        Instant started = Instant.now();
        List<Problem> problems = new ArrayList<>();
        List<SourceTable> tables = open(problems);
        List<String> sqlNames = SqlIdentifiers.unquotedNames(
                tables.stream().map(SourceTable::name).toList());
        List<CacheUnits> units = tables.stream()
                .map(table -> new CacheUnits(table, cache, reuse))
                .toList();
        String what = tables.size() == 1 ? tables.get(0).location() : tables.size() + " tables";
        ParallelTableScans.Scanned scanned;
        try (ScanMetrics metrics = new ScanMetrics(spark);
                ProgressReporter reporter = new ProgressReporter(
                        metrics, progress, "profiling " + what, ParallelTableScans.bytesToRead(units))) {
            scanned = new ParallelTableScans(spark, metrics, interrupted).scan(units, tables, sqlNames);
        }
        problems.addAll(scanned.unfinished());
        RelationshipFindings findings =
                scanned.unfinished().isEmpty() ? relationships(scanned, tables.size(), problems) : null;
        if (findings == null) {
            Thread.currentThread().interrupt();
        }
        List<TableProfile> profiles = findings == null
                ? scanned.facts().stream().map(TableFacts::profile).toList()
                : findings.tables();
        boolean partial = findings == null;
        RunStatistics run = run(
                started,
                scanned.bytesRead(),
                spark.master(),
                SparkBuildInfo.spark_version(),
                partial,
                scanned.cachedTables());
        return new DataContext(profiles, findings == null ? List.of() : findings.relationships(), problems, run);
    }

    /** Reads again, without Spark, what was scanned without it. */
    private record ScannedHere(LazySpark spark) implements LocalRows {
        @Override
        public @Nullable List<Supplier<Iterator<InternalRow>>> open(TableProfile table, List<Integer> columns) {
            return DataSources.rowsHere(spark, table, columns);
        }

        @Override
        public <A, R> void inOrder(List<A> tasks, Function<A, R> work, Consumer<R> consumer) {
            spark.inOrder(tasks, work, consumer);
        }
    }

    /** Null, with a problem, if the search was interrupted or a database failed and the policy is KEEP. */
    private @Nullable RelationshipFindings relationships(
            ParallelTableScans.Scanned scanned, int tables, List<Problem> problems) {
        progress.progress("finding keys and relationships", tables, tables);
        Supplier<SparkSession> session = () -> spark.sessionForJobs("finding keys and relationships");
        try {
            Function<TableProfile, Dataset<Row>> views = table -> {
                // Its jobs can be cancelled.
                spark.sessionForJobs("finding keys and relationships");
                return DataSources.viewWhileProfiling(spark, table);
            };
            RelationshipFindings found =
                    new RelationshipFinder(session, views, new ScannedHere(spark), confidence).find(scanned.facts());
            ExpressionOverlaps overlaps = new ExpressionOverlaps(session, views, found.tables());
            return found.withRelationships(ExpressionReferences.add(scanned.facts(), found, overlaps, confidence));
        } catch (Exception e) {
            // Spark throws InterruptedException although its methods do not declare it.
            boolean stopped = interruption(e);
            SQLException broken = ExceptionUtils.throwableOfType(e, SQLException.class);
            if (!stopped && broken == null) {
                throw e;
            }
            spark.cancelJobs();
            String why = stopped ? "profiling was stopped" : "the database failed: " + broken.getMessage();
            if (interrupted == Interrupted.FAIL) {
                if (stopped) {
                    Thread.currentThread().interrupt();
                    throw new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", e);
                }
                throw new MigratorException(ErrorCode.FILE_UNREADABLE, "No relationships were found, since " + why, e);
            }
            problems.add(new Problem("relationships", "not searched completely, since " + why, 1));
            return null;
        } finally {
            spark.endJobs();
        }
    }

    private static boolean interruption(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }

    /** Returns the cache key of the added files, or null if they cannot be cached. */
    private @Nullable String key() {
        if (!cache.enabled()) {
            return null;
        }
        try {
            String files = DataSources.fingerprint(spark, names);
            return files == null
                    ? null
                    : ProfileCache.key("profile", String.join("\n", names), dialect.toString(), files);
        } catch (MigratorException e) {
            if (unreadable == Unreadable.FAIL) {
                throw e;
            }
            return null;
        }
    }

    private List<SourceTable> open(List<Problem> problems) {
        try {
            return unreadable == Unreadable.FAIL
                    ? DataSources.open(spark, names, dialect, progress)
                    : DataSources.openReadable(spark, names, dialect, progress, problems);
        } catch (RuntimeException e) {
            if (interruption(e)) {
                Thread.currentThread().interrupt();
                throw new MigratorException(ErrorCode.CANCELLED, "Stopped before anything was profiled.", e);
            }
            throw e;
        }
    }

    private static RunStatistics run(
            Instant started, long bytes, String master, String version, boolean partial, int cachedTables) {
        double seconds = (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1000.0;
        long peakHeap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return new RunStatistics(seconds, bytes, peakHeap, master, version, started.toString(), partial, cachedTables);
    }
}
