package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileNameParser;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.OptionalModule;
import io.github.bigdatamigrator.source.SourceFormat;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Opens Delta tables: {@code delta:PATH}, or {@code delta:PATH@v3} for an earlier version. A table is read in the
 * version that was found, also if another is written meanwhile.
 */
public final class DeltaConnector implements SparkConnector {
    private static final String PREFIX = "delta:";
    private static final Pattern AT_VERSION = Pattern.compile("(.*)@v(\\d{1,18})");

    /** @param version the version that the user wants, or null for the latest */
    private record Address(String path, @Nullable Long version) {
        static Address of(String text) {
            Matcher at = AT_VERSION.matcher(text);
            return at.matches() ? new Address(at.group(1), Long.valueOf(at.group(2))) : new Address(text, null);
        }

        DeltaLog.@Nullable Version found(Configuration hadoop) throws IOException {
            return DeltaLog.version(new Path(path), version, hadoop);
        }
    }

    /** Whether a folder is a Delta table. */
    public static boolean isTable(FileStatus folder, Configuration hadoop) throws IOException {
        return folder.isDirectory() && DeltaLog.isIn(folder.getPath(), hadoop);
    }

    /** The name of a folder as a Delta table. */
    public static String name(FileStatus folder) {
        return PREFIX + HadoopFiles.text(folder.getPath());
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.DELTA;
    }

    @Override
    public List<String> prefixes() {
        return List.of(PREFIX);
    }

    @Override
    public List<NamedTable> find(LazySpark spark, String name) {
        Address address = Address.of(name.substring(PREFIX.length()));
        try {
            Path named = new Path(address.path);
            FileStatus folder = HadoopFiles.status(named, spark.hadoop());
            if (folder == null || !isTable(folder, spark.hadoop())) {
                throw missing(address.path + " is no Delta table: it has no folder _delta_log. Check the path,"
                        + " or name the files without “" + PREFIX + "”.");
            }
            DeltaLog.Version version = address.found(spark.hadoop());
            if (version == null) {
                DeltaLog.Version latest = DeltaLog.version(named, null, spark.hadoop());
                throw missing(
                        latest == null
                                ? "The log of " + address.path + " is empty. Check the path."
                                : address.path + " has no version " + address.version + ". Its latest is "
                                        + latest.number() + "; earlier ones may have been cleaned up.");
            }
            OptionalModule.DELTA.require(name);
            String path = HadoopFiles.text(folder.getPath());
            String table = address.version == null ? path : path + "@v" + address.version;
            return List.of(new NamedTable(
                    FileNameParser.tableName(folder.getPath().getName()),
                    name,
                    Origin.ofTable(format().text(), table, version.text())));
        } catch (IOException e) {
            throw HadoopFiles.unreadable(address.path, e);
        } catch (IllegalArgumentException e) {
            throw MigratorException.badInput("“" + name + "” names no folder. Expected delta:PATH or delta:PATH@v3.");
        }
    }

    private static MigratorException missing(String message) {
        return new MigratorException(ErrorCode.FILE_NOT_FOUND, message);
    }

    @Override
    public @Nullable String version(LazySpark spark, Origin origin) {
        Address address = Address.of(String.valueOf(origin.table()));
        try {
            DeltaLog.Version now = address.found(spark.hadoop());
            return now == null ? null : now.text();
        } catch (IOException e) {
            throw HadoopFiles.unreadable(address.path, e);
        }
    }

    @Override
    public Dataset<Row> rows(SparkSession spark, Origin origin) {
        Address address = Address.of(String.valueOf(origin.table()));
        OptionalModule.DELTA.require(address.path);
        if (!spark.conf().get("spark.sql.extensions", "").contains("io.delta.sql.DeltaSparkSessionExtension")) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read " + address.path + ": the Spark session does not know Delta Lake. Start it with"
                            + " --conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"
                            + " --conf spark.sql.catalog.spark_catalog="
                            + "org.apache.spark.sql.delta.catalog.DeltaCatalog.");
        }
        Dataset<Row> rows = spark.read()
                .format("delta")
                .option("versionAsOf", DeltaLog.Version.number(String.valueOf(origin.version())))
                .load(address.path);
        requireInside(address.path, rows);
        return rows;
    }

    /** A log may name any file: whoever can write a folder must not make others read what lies outside. */
    private static void requireInside(String path, Dataset<Row> rows) {
        for (String file : rows.inputFiles()) {
            String text = HadoopFiles.text(new Path(file));
            if (!text.startsWith(path + Path.SEPARATOR)) {
                throw new MigratorException(
                        ErrorCode.FILE_UNREADABLE,
                        "Cannot read " + path + ": its log names a file outside of the folder (" + text
                                + "), as that of a shallow clone does. Name the table that was cloned.");
            }
        }
    }
}
