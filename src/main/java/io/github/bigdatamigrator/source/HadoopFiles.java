package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.SourceName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Opens and describes files of Hadoop's file systems. */
public final class HadoopFiles {
    /**
     * The error class of Spark's messages about unsupported types, such as Parquet's TIME and nanosecond timestamps.
     */
    private static final Pattern TYPE_ERROR = Pattern.compile("\\[\\w*TYPE\\w*]");

    private static final URI LOCAL = URI.create("file:///");

    private HadoopFiles() {}

    /** The path's text: a local path without scheme, any other path as a URI. */
    public static String text(Path path) {
        return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    }

    public static DataFile dataFile(FileStatus file) {
        return new DataFile(text(file.getPath()), file.getLen(), file.getModificationTime());
    }

    /**
     * The file system of a path. Local files bypass Hadoop's registry of file systems, which loads every kind of file
     * system and logs the user in, a third of a second.
     */
    public static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
        String scheme = path.toUri().getScheme();
        URI named = scheme == null ? FileSystem.getDefaultUri(hadoop) : path.toUri();
        if (!"file".equals(named.getScheme()) || hadoop.get("fs.file.impl") != null) {
            return remote(path, named.getScheme(), hadoop);
        }
        LocalFileSystem local = new LocalFileSystem();
        local.initialize(LOCAL, hadoop);
        return local;
    }

    private static FileSystem remote(Path path, String scheme, Configuration hadoop) throws IOException {
        OptionalModule.ofScheme(scheme)
                .filter(module -> hadoop.get("fs." + scheme + ".impl", "").startsWith("org.apache.hadoop."))
                .ifPresent(module -> module.require(text(path)));
        try {
            return path.getFileSystem(hadoop);
        } catch (UnsupportedFileSystemException e) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read " + text(path) + ": no module on the class path reads addresses with " + scheme
                            + ":. Add its jars with --packages (spark-submit) or BDM_JARS (bdm); see bdm doctor.",
                    e);
        } catch (NoClassDefFoundError e) {
            throw new IOException("the jars of its module are incomplete: " + e.getMessage() + " is missing", e);
        } catch (RuntimeException e) {
            // Hadoop's own way of saying that the class which its settings name is missing.
            if (e.getCause() instanceof ClassNotFoundException missing) {
                throw new IOException(missing);
            }
            throw e;
        }
    }

    public static FSDataInputStream open(Path path, Configuration hadoop) throws IOException {
        return fileSystem(path, hadoop).open(path);
    }

    /** The file's status, or null if it does not exist. */
    public static @Nullable FileStatus status(Path path, Configuration hadoop) throws IOException {
        try {
            return fileSystem(path, hadoop).getFileStatus(path);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    public static MigratorException unreadable(String path, Exception cause) {
        String reason = reason(cause);
        return new MigratorException(
                ErrorCode.FILE_UNREADABLE,
                "Cannot read " + path + " (" + reason + "). " + remedy(path, reason, cause),
                cause);
    }

    private static String remedy(String path, String reason, Throwable cause) {
        if (TYPE_ERROR.matcher(reason).find()) {
            return "Spark does not support a column's type. Store that column as text, a number or a timestamp, or"
                    + " leave it out.";
        }
        if (isDenied(cause)) {
            return "Check its permissions.";
        }
        return SourceName.of(path).isUri()
                ? "Check the address, the network, and the credentials and settings of its file system; see “Data that"
                        + " is not local” in the README."
                : "It may be damaged or incomplete; copy it again.";
    }

    /** Whether a failure is because of permissions, as a local file system says by a FileNotFoundException too. */
    public static boolean isDenied(Throwable failure) {
        return ExceptionUtils.getThrowableList(failure).stream()
                .anyMatch(e -> e instanceof AccessDeniedException
                        || e instanceof AccessControlException
                        || String.valueOf(e.getMessage()).contains("ermission denied"));
    }

    /** The first line of the innermost message. */
    private static String reason(Throwable cause) {
        Throwable root = ExceptionUtils.getRootCause(cause);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
