package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;

/** Lists the libraries that are not part of the program, and what each reads. */
public enum OptionalModule {
    DELTA("Delta Lake", "io.delta.sql.DeltaSparkSessionExtension", "io.delta:delta-spark_4.2_2.13:4.4.0");

    private final String title;
    private final String probe;
    private final String coordinates;

    OptionalModule(String title, String probe, String coordinates) {
        this.title = title;
        this.probe = probe;
        this.coordinates = coordinates;
    }

    public String title() {
        return title;
    }

    /** Its name in Maven's repositories. */
    public String coordinates() {
        return coordinates;
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
        return "Name its jars for the launcher (BDM_JARS=/path/to/jars/*), or start spark-submit or pyspark with"
                + " --packages " + coordinates + ".";
    }

    /** @throws MigratorException FILE_UNREADABLE if it is missing */
    public void require(String name) {
        if (!isPresent()) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read " + name + " without the module " + title + " (" + coordinates + "). " + remedy());
        }
    }
}
