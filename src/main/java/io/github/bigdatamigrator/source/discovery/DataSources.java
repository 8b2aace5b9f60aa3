package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.RawText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.DelimitedView;
import io.github.bigdatamigrator.source.typed.TypedView;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Finds and opens what the user named, and opens views of what has been profiled. Driver only. */
public final class DataSources {
    /** The coarsest clock of common file systems. */
    private static final long SETTLED_MILLIS = 2000;

    private DataSources() {}

    /** Whether the file has not been modified within the last two seconds, so that a change from now on shows. */
    public static boolean isSettled(DataFile file) {
        return file.modifiedMillis() <= System.currentTimeMillis() - SETTLED_MILLIS;
    }

    /**
     * Opens every file, folder, pattern and sheet named. Reads the head of text files and the footers of others; JSON
     * is read once whole for its schema (twice if some of it is broken), a workbook up to the first row of each sheet.
     * A file named twice is one table.
     *
     * @param names paths, folders, globs, URIs, {@code book.xlsx#Sheet2}
     * @param dialect what the user says about delimited text
     * @throws io.github.bigdatamigrator.error.MigratorException FILE_NOT_FOUND, FILE_UNREADABLE, with the name and the
     *     remedy
     */
    public static List<SourceTable> open(
            SparkSession spark, List<String> names, DialectOptions dialect, ProgressListener progress) {
        return new TableOpener(spark, dialect, progress).open(names);
    }

    /**
     * The files that a name stands for now. Lists folders; opens nothing.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException FILE_NOT_FOUND, FILE_UNREADABLE as {@link #open}
     */
    public static List<DataFile> files(Configuration hadoop, String name) {
        return new FileFinder(hadoop)
                .find(name).stream()
                        .flatMap(found -> found.files().stream())
                        .map(HadoopFiles::dataFile)
                        .toList();
    }

    /**
     * What the names stand for now: every file with its length and modification time. Lists folders; opens nothing.
     *
     * @return a text that is the same as long as all of that is; null when a file was modified within the last two
     *     seconds, since it may change again without showing it
     * @throws io.github.bigdatamigrator.error.MigratorException FILE_NOT_FOUND, FILE_UNREADABLE as {@link #open}
     */
    public static @Nullable String fingerprint(Configuration hadoop, List<String> names) {
        FileFinder finder = new FileFinder(hadoop);
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            for (FileFinder.Found found : finder.find(name)) {
                text.append(found.location()).append('\n').append(found.folder());
                text.append('\n').append(found.sheet()).append('\n');
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
     * Whether the files are as they were when they were profiled, and have been for long enough that a change would
     * show. Looks at each file's length and modification time.
     */
    public static boolean unchanged(Configuration hadoop, Origin origin) {
        try {
            FileFingerprint.requireUnchanged(origin, hadoop);
        } catch (MigratorException e) {
            return false;
        }
        return origin.files().stream().allMatch(DataSources::isSettled);
    }

    /**
     * The rows of a profiled table as SQL sees them: columns by SQL names, the profile's types, its null markers as
     * null. Lazy, and only the columns that are used are read. Timestamps are UTC, so the session's time zone must be.
     * JSON is read once for its schema here; rows of a workbook are kept by Spark from the first query on, until the
     * temporary view made of the result is dropped.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException DATA_CHANGED when a file is not as it was when it was
     *     profiled
     */
    public static Dataset<Row> view(SparkSession spark, TableProfile table) {
        return view(spark, table, List.of());
    }

    /**
     * The rows like {@link #view}, and after their columns those that are written otherwise than they are read
     * ({@link RawText}), each as the text that stands in the file.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException DATA_CHANGED when a file is not as it was when it was
     *     profiled
     */
    public static Dataset<Row> viewAsWritten(SparkSession spark, TableProfile table) {
        return view(spark, table, RawText.columns(table));
    }

    private static Dataset<Row> view(SparkSession spark, TableProfile table, List<ColumnProfile> asWritten) {
        FileFingerprint.requireUnchanged(table.origin(), spark.sparkContext().hadoopConfiguration());
        if (table.columns().isEmpty()) {
            return spark.emptyDataFrame();
        }
        return FileFormat.of(table.format()).isDelimited()
                ? DelimitedView.of(spark, table, asWritten)
                : TypedView.of(spark, table, asWritten);
    }
}
