package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;
import org.apache.ivy.Main;
import org.apache.spark.package$;

/** Lists the libraries that are not part of the program, and what each reads. */
public enum OptionalModule {
    S3("Amazon S3 (s3a:)", "org.apache.hadoop.fs.s3a.S3AFileSystem", "org.apache.hadoop:hadoop-aws:HADOOP", "s3a"),
    AZURE(
            "Azure Data Lake (abfss:)",
            "org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem",
            "org.apache.hadoop:hadoop-azure:HADOOP",
            "abfss",
            "abfs"),
    GOOGLE(
            "Google Cloud Storage (gs:)",
            "org.apache.hadoop.fs.gs.GoogleHadoopFileSystem",
            "org.apache.hadoop:hadoop-gcp:HADOOP",
            "gs"),
    DELTA("Delta Lake", "io.delta.sql.DeltaSparkSessionExtension", "io.delta:delta-spark_4.2_2.13:4.4.0"),
    AVRO("Avro", "org.apache.spark.sql.avro.AvroFileFormat", "org.apache.spark:spark-avro_2.13:SPARK");

    private final String title;
    private final String probe;
    private final String coordinates;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change
    private final List<String> schemes;

    OptionalModule(String title, String probe, String coordinates, String... schemes) {
        this.title = title;
        this.probe = probe;
        this.coordinates = coordinates;
        this.schemes = List.of(schemes);
    }

    /** The module that reads paths with this scheme. */
    static Optional<OptionalModule> ofScheme(String scheme) {
        return Arrays.stream(values())
                .filter(module -> module.schemes.contains(scheme))
                .findFirst();
    }

    public String title() {
        return title;
    }

    /** Its name in Maven's repositories, in the version that fits the Hadoop and Spark of this process. */
    public String coordinates() {
        return coordinates
                .replace("HADOOP", VersionInfo.getVersion())
                .replace("SPARK", package$.MODULE$.SPARK_VERSION());
    }

    /** Whether it is on the class path, or among the jars that Spark has loaded since. */
    public boolean isPresent() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class.forName(probe, false, loader == null ? OptionalModule.class.getClassLoader() : loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** What to do to have it. */
    public String remedy() {
        return "Add --packages " + coordinates() + " to spark-submit or pyspark; for bdm, name a folder with its jars"
                + " (BDM_JARS=/path/to/jars), which bdm doctor says how to fill.";
    }

    /** A line for a terminal that fetches a library and what it needs with Ivy, which Spark brings. */
    public static String fetchCommand(String coordinates, String folder) {
        URL ivy = Main.class.getProtectionDomain().getCodeSource().getLocation();
        return "java -jar " + Path.of(URI.create(ivy.toString())) + " -confs default -dependency "
                + coordinates.replace(':', ' ') + " -retrieve '" + folder + "/[artifact]-[revision].[ext]'";
    }

    /** @throws MigratorException FILE_UNREADABLE if it is missing */
    public void require(String name) {
        if (!isPresent()) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read " + name + " without the module for " + title + ", " + coordinates() + ". "
                            + remedy());
        }
    }
}
