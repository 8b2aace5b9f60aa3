package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stores result files in a folder of any Hadoop file system: a local path, {@code file:}, {@code hdfs:}, {@code s3a:},
 * {@code gs:}.
 */
public final class HadoopFolder implements ResultFolder {
    private final String location;
    private final Configuration hadoop;

    /** @param location a path or URI; it need not exist */
    public HadoopFolder(String location, Configuration hadoop) {
        this.location = location;
        this.hadoop = hadoop;
    }

    @Override
    public @Nullable String read(String name) {
        try (InputStream in = files().open(path(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw failed("read", name, e);
        }
    }

    /** Writes a temporary file and renames it: atomic on a local disk, nearly so elsewhere. */
    @Override
    public void write(String name, String text) {
        try {
            FileSystem files = files();
            Path target = path(name);
            Path fresh = path("." + name + ".new");
            try (OutputStream out = files.create(fresh, true)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            if (!rename(files, fresh, target)) {
                throw new IOException("the file cannot be renamed from " + fresh);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw failed("write", name, e);
        }
    }

    /** Deletes the target first where the file system cannot rename over an existing file, as HDFS. */
    private static boolean rename(FileSystem files, Path fresh, Path target) throws IOException {
        if (!(files instanceof org.apache.hadoop.fs.RawLocalFileSystem) && files.exists(target)) {
            files.delete(target, false);
        }
        return files.rename(fresh, target);
    }

    @Override
    public void delete(String name) {
        try {
            files().delete(path(name), false);
        } catch (IOException | IllegalArgumentException e) {
            throw failed("delete", name, e);
        }
    }

    private Path path(String name) {
        return new Path(new Path(location), name);
    }

    /** The file system, without the checksum files that Hadoop writes beside local files. */
    private FileSystem files() throws IOException {
        FileSystem files = HadoopFiles.fileSystem(new Path(location), hadoop);
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    private MigratorException failed(String what, String name, Exception cause) {
        return new MigratorException(
                ErrorCode.STORE_FAILED,
                "Cannot " + what + " " + name + " in " + location + " (" + cause.getMessage()
                        + "). Name a writable folder, or one that can be created, on a file system that Spark"
                        + " supports.",
                cause);
    }
}
