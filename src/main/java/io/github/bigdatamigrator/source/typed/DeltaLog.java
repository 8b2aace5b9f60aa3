package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Reads the versions of a Delta table from the names of its log's files, without Spark. */
final class DeltaLog {
    private static final String FOLDER = "_delta_log";
    private static final Pattern ENTRY = Pattern.compile("(\\d{20})\\.(json|checkpoint\\..*)");

    private DeltaLog() {}

    /** A version, and when it was written: a table that is created anew counts from 0 again. */
    record Version(long number, long millis) {
        /** The form of {@link io.github.bigdatamigrator.context.Origin#version}. */
        String text() {
            return number + " " + millis;
        }

        static long number(String text) {
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        }
    }

    /** Whether a folder is a Delta table. */
    static boolean isIn(Path folder, Configuration hadoop) throws IOException {
        FileStatus log = HadoopFiles.status(new Path(folder, FOLDER), hadoop);
        return log != null && log.isDirectory();
    }

    /**
     * A version of the table in a folder.
     *
     * @param wanted the number of the version, or null for the latest
     * @return null if there is none
     */
    static @Nullable Version version(Path folder, @Nullable Long wanted, Configuration hadoop) throws IOException {
        Path log = new Path(folder, FOLDER);
        Version found = null;
        boolean commit = false;
        try {
            for (FileStatus file : HadoopFiles.fileSystem(log, hadoop).listStatus(log)) {
                Matcher entry = ENTRY.matcher(file.getPath().getName());
                if (!entry.matches()) {
                    continue;
                }
                long number = Long.parseLong(entry.group(1));
                boolean isCommit = entry.group(2).equals("json");
                boolean later = found == null || number > found.number || (number == found.number && isCommit);
                if (wanted == null ? later : number == wanted && !commit) {
                    found = new Version(number, file.getModificationTime());
                    commit = isCommit;
                }
            }
        } catch (FileNotFoundException e) {
            return null;
        }
        return found;
    }
}
