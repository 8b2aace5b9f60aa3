package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ResultFolder;
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
 * A folder of any file system that Hadoop reaches: a local path, {@code file:}, {@code hdfs:}, {@code s3a:},
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

    /** Beside the file first, then over it: a rename replaces in one step on a local disk, and nearly so elsewhere. */
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

    /** HDFS and others do not rename over a file that is there. */
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

    /** Without the checksum files that Hadoop keeps beside local ones. */
    private FileSystem files() throws IOException {
        FileSystem files = new Path(location).getFileSystem(hadoop);
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    private MigratorException failed(String what, String name, Exception cause) {
        return new MigratorException(
                ErrorCode.STORE_FAILED,
                "Cannot " + what + " " + name + " in " + location + " (" + cause.getMessage()
                        + "). Name a folder that exists or can be made, on a file system that Spark knows, and that"
                        + " you may write to.",
                cause);
    }
}
