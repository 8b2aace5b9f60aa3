package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Compares files with what they were when they were profiled. */
final class FileCheck {
    private FileCheck() {}

    /** Throws DATA_CHANGED for the first file that is gone or has another length or modification time. */
    static void unchanged(Origin origin, Configuration hadoop) {
        for (DataFile file : origin.files()) {
            Path path = new Path(file.path());
            try {
                FileStatus now = path.getFileSystem(hadoop).getFileStatus(path);
                if (now.getLen() != file.bytes() || now.getModificationTime() != file.modifiedMillis()) {
                    throw changed(file.path() + " has changed since it was profiled", null);
                }
            } catch (FileNotFoundException e) {
                throw changed(file.path() + " is gone since it was profiled", e);
            } catch (IOException e) {
                throw new MigratorException(
                        ErrorCode.FILE_UNREADABLE, "Cannot look at " + file.path() + ": " + e.getMessage(), e);
            }
        }
    }

    private static MigratorException changed(String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new MigratorException(
                ErrorCode.DATA_CHANGED,
                what + ", so answers would not agree with the profile. Profile it again (--conversation ID --refresh).",
                cause);
    }
}
