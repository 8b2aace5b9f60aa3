package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.DataSource;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.DelimitedView;
import io.github.bigdatamigrator.source.typed.DataFrameConnector;
import io.github.bigdatamigrator.source.typed.TypedView;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** Finds and opens the data that a user names, and creates SQL views of profiled tables. Driver only. */
public final class DataSources {
    /** The coarsest clock of common file systems. */
    private static final long SETTLED_MILLIS = 2000;

    private DataSources() {}

    /** Whether the file was not modified in the last two seconds, so that a later change gets another time. */
    public static boolean isSettled(DataFile file) {
        return file.modifiedMillis() <= System.currentTimeMillis() - SETTLED_MILLIS;
    }

    /**
     * A name by which {@link #open} finds the source: its own, or one for its DataFrame and no other, while the caller
     * holds that.
     *
     * @throws MigratorException BAD_INPUT for a stream or rows of another process, ENGINE_STOPPED
     */
    public static String name(DataSource source) {
        return source.rows() == null ? source.name() : DataFrameConnector.register(source.name(), source.rows());
    }

    /**
     * Opens the named files, folders, patterns and sheets. Reads the head of text files and the footers of others;
     * reads all of JSON once for its schema (twice if records are invalid), and all sheets of a workbook once. A file
     * named twice is one table. Starts Spark only for formats that Spark reads.
     *
     * @param names paths, folders, globs, URIs, {@code book.xlsx#Sheet2}, {@code dump.json#orders}, and names that
     *     begin with the prefix of a connector, such as {@code table:sales.orders}
     * @param dialect the user's options for delimited text
     * @throws MigratorException FILE_NOT_FOUND, FILE_UNREADABLE
     */
    public static List<SourceTable> open(
            LazySpark spark, List<String> names, DialectOptions dialect, ProgressListener progress) {
        return new TableOpener(spark, dialect, progress, null).open(names);
    }

    /**
     * Opens like {@link #open}, but leaves out each file that cannot be read and adds a problem for it.
     *
     * @throws MigratorException the first failure, if no table can be opened
     */
    public static List<SourceTable> openReadable(
            LazySpark spark,
            List<String> names,
            DialectOptions dialect,
            ProgressListener progress,
            List<Problem> leftOut) {
        return new TableOpener(spark, dialect, progress, leftOut).open(names);
    }

    /**
     * The files that a name currently refers to, none if that is no file. Lists folders; opens no file.
     *
     * @throws MigratorException like {@link #open}
     */
    public static List<DataFile> files(LazySpark spark, String name) {
        return new FileFinder(spark)
                .find(name).stream()
                        .flatMap(found -> found.files().stream())
                        .map(HadoopFiles::dataFile)
                        .toList();
    }

    /**
     * A fingerprint of the files that the names currently refer to, with their lengths and modification times, and of
     * the versions of what is no file. Lists folders; opens no file.
     *
     * @return null if a file was modified in the last two seconds, since it may change again without another time, or
     *     if a table has no version
     * @throws MigratorException like {@link #open}
     */
    public static @Nullable String fingerprint(LazySpark spark, List<String> names) {
        FileFinder finder = new FileFinder(spark);
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            for (FileFinder.Found found : finder.find(name)) {
                text.append(found.location()).append('\n').append(found.folder());
                text.append('\n').append(found.sheet()).append('\n');
                if (found.table() != null) {
                    Origin origin = found.table().origin();
                    if (origin.version() == null) {
                        return null;
                    }
                    text.append(origin.fingerprint()).append('\n');
                }
                for (FileStatus status : found.files()) {
                    DataFile file = HadoopFiles.dataFile(status);
                    if (!isSettled(file)) {
                        return null;
                    }
                    text.append(file.bytes() + " " + file.modifiedMillis() + " " + file.path())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /**
     * Whether the files have the length and modification time of their profile, and were not modified in the last two
     * seconds; what is no file must have a version, and it must be that of the profile.
     */
    public static boolean unchanged(LazySpark spark, Origin origin) {
        try {
            requireUnchanged(spark, origin);
        } catch (MigratorException e) {
            return false;
        }
        return SourceFormat.of(origin.format()).isFiles()
                ? origin.files().stream().allMatch(DataSources::isSettled)
                : origin.version() != null
                        && !Connectors.of(SourceFormat.of(origin.format())).live();
    }

    private static void requireUnchanged(LazySpark spark, Origin origin) {
        SourceFormat format = SourceFormat.of(origin.format());
        if (format.isFiles()) {
            FileFingerprint.requireUnchanged(origin, spark.hadoop());
            return;
        }
        String now = Connectors.of(format).version(spark, origin);
        if (origin.version() != null && !origin.version().equals(now)) {
            throw FileFingerprint.changed(origin.table() + " has changed since it was profiled");
        }
    }

    /**
     * The rows of a profiled table for SQL: SQL names, the profile's types, null markers as null. Lazy; reads only the
     * columns that a query uses. Timestamps are UTC, so the session's time zone must be UTC. Spark caches the rows of a
     * workbook from the first query on, until the temporary view of the result is dropped.
     *
     * @throws MigratorException DATA_CHANGED if a file has changed since it was profiled
     */
    public static Dataset<Row> view(SparkSession spark, TableProfile table) {
        return view(spark, table, List.of());
    }

    /**
     * Opens columns of a profiled table for the threads of this process, with the rows of {@link #view}; null if Spark
     * must read them.
     *
     * @param columns indexes of the columns, which the rows have in this order
     * @return a source of rows for each task
     * @throws MigratorException DATA_CHANGED if a file has changed since it was profiled
     */
    public static @Nullable List<Supplier<Iterator<InternalRow>>> rowsHere(
            LazySpark spark, TableProfile table, List<Integer> columns) {
        SourceFormat format = SourceFormat.of(table.format());
        if (!spark.scansHere(table.origin()) || !(format.isWorkbook() || format.isDelimited())) {
            return null;
        }
        requireReadable(spark, table);
        return DelimitedView.rows(spark, table, columns);
    }

    /**
     * The rows of {@link #view}, followed by the original text of the columns whose values differ from it
     * ({@link OriginalText}).
     *
     * @throws MigratorException DATA_CHANGED if a file has changed since it was profiled
     */
    public static Dataset<Row> viewWithOriginalText(SparkSession spark, TableProfile table) {
        return view(spark, table, OriginalText.columns(table));
    }

    /** The rows of a table for what follows its scan, like {@link #view}. */
    public static Dataset<Row> viewWhileProfiling(LazySpark spark, TableProfile table) {
        SourceFormat format = SourceFormat.of(table.format());
        return format.isFiles()
                ? view(spark.session(), table)
                : Connectors.of(format).viewWhileProfiling(spark, table);
    }

    /**
     * Checks that the rows of a profiled table can be read as they were profiled; requests the status of its files, or
     * the version of what is no file.
     *
     * @throws MigratorException DATA_CHANGED if it has changed since it was profiled
     */
    public static void requireReadable(LazySpark spark, TableProfile table) {
        requireUnchanged(spark, table.origin());
        if (SourceFormat.of(table.format()).isWorkbook()
                && !table.columns().isEmpty()
                && table.origin().dialect() == null) {
            throw new MigratorException(
                    ErrorCode.DATA_CHANGED,
                    table.location() + " was profiled by an earlier version, which read sheets otherwise."
                            + " Profile it again (--conversation ID --refresh).");
        }
    }

    private static Dataset<Row> view(SparkSession spark, TableProfile table, List<ColumnProfile> originals) {
        requireReadable(LazySpark.of(spark), table);
        if (table.columns().isEmpty()) {
            return spark.emptyDataFrame();
        }
        SourceFormat format = SourceFormat.of(table.format());
        if (!format.isFiles()) {
            return Connectors.of(format).view(spark, table, originals);
        }
        if (format.isWorkbook()) {
            // Each query would read the whole sheet again; dropping the view frees the cache.
            return DelimitedView.of(spark, table, originals).persist(StorageLevel.MEMORY_AND_DISK());
        }
        return format.isDelimited() ? DelimitedView.of(spark, table, originals) : TypedView.of(spark, table, originals);
    }
}
