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
import io.github.bigdatamigrator.relationship.RelationshipFinder;
import io.github.bigdatamigrator.relationship.RelationshipFindings;
import io.github.bigdatamigrator.relationship.TableFacts;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Profiles data files: one scan per table, then one shuffle over all of them for keys and relationships.
 *
 * <pre>{@code DataContext context = DataContextBuilder.on(spark).add("sales.csv").add("customers.xlsx").build();}</pre>
 *
 * Driver only; for one thread.
 */
public final class DataContextBuilder {
    private final Supplier<SparkSession> spark;
    private final Supplier<Configuration> hadoop;
    private final List<String> names = new ArrayList<>();
    private ProgressListener progress = ProgressListener.NONE;
    private Unreadable unreadable = Unreadable.FAIL;
    private DialectOptions dialect = DialectOptions.NONE;
    private Interrupted interrupted = Interrupted.FAIL;
    private Known known = Known.REUSE;
    private ProfileCache cache = ProfileCache.NONE;

    /** What a named file that cannot be read does to the run. */
    public enum Unreadable {
        /** Ends it. */
        FAIL,
        /** Becomes a problem of the profile, unless none of the files can be read. */
        SKIP
    }

    /** What an interrupt of the calling thread does to the run. */
    public enum Interrupted {
        /** Ends it with CANCELLED. */
        FAIL,
        /**
         * Ends the reading: the profile covers what had been read and says so, and the thread's interrupt status is
         * set. CANCELLED when nothing had been read. In local mode what every task has read by then counts, on a
         * cluster only groups of files that were read whole.
         */
        KEEP
    }

    /** What becomes of earlier profiles of the same files. */
    public enum Known {
        /** What is in the cache is not read again. */
        REUSE,
        /** Everything is read; the cache is made anew. */
        READ_AGAIN
    }

    private DataContextBuilder(Supplier<SparkSession> spark, Supplier<Configuration> hadoop) {
        this.spark = spark;
        this.hadoop = hadoop;
    }

    public static DataContextBuilder on(SparkSession spark) {
        return new DataContextBuilder(() -> spark, () -> spark.sparkContext().hadoopConfiguration());
    }

    /** In a session of its own; Spark is not started for what is in the cache. */
    public static DataContextBuilder on(SparkRuntime runtime) {
        return new DataContextBuilder(runtime::newSession, runtime::hadoop);
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

    public DataContextBuilder progress(ProgressListener listener) {
        progress = listener;
        return this;
    }

    public DataContextBuilder unreadable(Unreadable policy) {
        unreadable = policy;
        return this;
    }

    /** What is known about the delimited files among them; the rest is found out. */
    public DataContextBuilder dialect(DialectOptions options) {
        dialect = options;
        return this;
    }

    public DataContextBuilder interrupted(Interrupted policy) {
        interrupted = policy;
        return this;
    }

    public DataContextBuilder known(Known policy) {
        known = policy;
        return this;
    }

    /** Where earlier profiles are found and this one is kept; without it nothing is. */
    public DataContextBuilder cache(ProfileCache where) {
        cache = where;
        return this;
    }

    /**
     * Reads and profiles everything that was added, but for what is in the cache.
     *
     * @throws MigratorException BAD_INPUT when nothing was added, FILE_NOT_FOUND or FILE_UNREADABLE for what was named,
     *     CANCELLED when interrupted
     */
    public DataContext build() {
        if (names.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT, "No data files were named. Name at least one file, folder or pattern.");
        }
        Instant started = Instant.now();
        HeapPeak.reset();
        String key = key();
        DataContext found = key == null || known == Known.READ_AGAIN ? null : cache.context(key);
        if (found != null) {
            return new DataContext(found.tables(), found.relationships(), found.problems(), fromCache(started, found));
        }
        DataContext context = profile();
        // Only when no file came or went meanwhile: the names would stand for other files than the profile does.
        if (key != null && !context.run().partial() && key.equals(key())) {
            cache.keep(key, context);
        }
        return context;
    }

    private DataContext profile() {
        SparkSession session = spark.get();
        Instant started = Instant.now();
        List<Problem> problems = new ArrayList<>();
        List<SourceTable> tables = open(session, problems);
        List<String> sqlNames = SqlIdentifiers.unquotedNames(
                tables.stream().map(SourceTable::name).toList());
        List<CacheUnits> units =
                tables.stream().map(table -> CacheUnits.of(table, cache, known)).toList();
        TableScans.Scanned scanned;
        try (ScanMetrics meter = new ScanMetrics(session);
                ProgressReporter ticker =
                        new ProgressReporter(meter, progress, stage(tables), TableScans.bytesToRead(units))) {
            scanned = new TableScans(session, meter, interrupted).scan(units, tables, sqlNames);
        }
        problems.addAll(scanned.unfinished());
        RelationshipFindings findings = null;
        if (scanned.unfinished().isEmpty()) {
            findings = relationships(session, scanned, tables.size());
        }
        if (findings == null) {
            if (scanned.unfinished().isEmpty()) {
                problems.add(new Problem("relationships", "not looked for to the end, since profiling was stopped", 1));
            }
            Thread.currentThread().interrupt();
        }
        List<TableProfile> profiles = findings == null
                ? scanned.facts().stream().map(TableFacts::profile).toList()
                : findings.tables();
        RunStatistics run = new RunStatistics(
                seconds(started),
                scanned.bytesRead(),
                HeapPeak.bytes(),
                session.sparkContext().master(),
                session.version(),
                started.toString(),
                findings == null,
                scanned.cachedTables());
        return new DataContext(profiles, findings == null ? List.of() : findings.relationships(), problems, run);
    }

    /** Null when the search was interrupted and what was read is to be kept. */
    private @Nullable RelationshipFindings relationships(SparkSession session, TableScans.Scanned scanned, int tables) {
        progress.progress("finding keys and relationships", tables, tables);
        String group = "relationships " + UUID.randomUUID();
        session.sparkContext().setJobGroup(group, "finding keys and relationships", true);
        try {
            return new RelationshipFinder(session, table -> DataSources.view(session, table)).find(scanned.facts());
        } catch (Exception e) {
            // Spark throws the interrupt of a thread that waits for it although its methods do not declare it.
            if (!interruption(e)) {
                throw e;
            }
            session.sparkContext().cancelJobGroup(group);
            if (interrupted == Interrupted.FAIL) {
                Thread.currentThread().interrupt();
                throw new MigratorException(ErrorCode.CANCELLED, "Profiling was stopped.", e);
            }
            return null;
        } finally {
            session.sparkContext().clearJobGroup();
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

    private static String stage(List<SourceTable> tables) {
        return tables.size() == 1 ? "profiling " + tables.get(0).location() : "profiling " + tables.size() + " tables";
    }

    /** The cache's key for what was added, or null where the cache cannot serve. */
    private @Nullable String key() {
        if (!cache.keeps()) {
            return null;
        }
        try {
            String files = DataSources.fingerprint(hadoop.get(), names);
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

    private List<SourceTable> open(SparkSession spark, List<Problem> problems) {
        try {
            return opened(spark, problems);
        } catch (RuntimeException e) {
            if (interruption(e)) {
                Thread.currentThread().interrupt();
                throw new MigratorException(ErrorCode.CANCELLED, "Stopped before anything was profiled.", e);
            }
            throw e;
        }
    }

    private List<SourceTable> opened(SparkSession spark, List<Problem> problems) {
        if (unreadable == Unreadable.FAIL) {
            return DataSources.open(spark, names, dialect, progress);
        }
        List<SourceTable> tables = new ArrayList<>();
        MigratorException first = null;
        for (String name : names) {
            try {
                tables.addAll(DataSources.open(spark, List.of(name), dialect, progress));
            } catch (MigratorException e) {
                first = first == null ? e : first;
                problems.add(new Problem(name, Problem.LEFT_OUT + e.getMessage(), 1));
            }
        }
        if (tables.isEmpty() && first != null) {
            throw first;
        }
        return tables;
    }

    private static RunStatistics fromCache(Instant started, DataContext found) {
        RunStatistics then = found.run();
        return new RunStatistics(
                seconds(started),
                0,
                HeapPeak.bytes(),
                then.sparkMaster(),
                then.sparkVersion(),
                started.toString(),
                false,
                found.tables().size());
    }

    private static double seconds(Instant started) {
        return (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1000.0;
    }
}
