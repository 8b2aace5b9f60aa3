package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Files of Hadoop's file systems in the project's own terms. */
final class Files {
    private Files() {}

    /** A local path without a scheme, any other as a URI. */
    static String text(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    static DataFile dataFile(FileStatus file) {
        return new DataFile(text(file.getPath()), file.getLen(), file.getModificationTime());
    }

    static InputStream open(Path path, Configuration hadoop) throws IOException {
        return path.getFileSystem(hadoop).open(path);
    }

    static MigratorException unreadable(String path, Exception cause) {
        return new MigratorException(
                ErrorCode.FILE_UNREADABLE,
                "Cannot read " + path + " (" + reason(cause) + "). Check its permissions and that it is whole.",
                cause);
    }

    /** The first line of the innermost message. */
    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
