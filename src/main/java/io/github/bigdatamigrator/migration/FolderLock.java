package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.error.MigratorException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a folder for one migration at a time by a file that names its owner. The file of a process of this machine that
 * has ended is replaced. Hadoop's local file system and object stores do not look and create in one step, so that the
 * file is read again; two runs that start there in the same moment may both go on.
 */
final class FolderLock implements Closeable {
    /** Begins with an underscore, so that Spark takes it for no table and no partition. */
    private static final String NAME = "_bdm_migration.lock";

    private final FileSystem files;
    private final Path path;
    private final String text;

    private FolderLock(FileSystem files, Path path, String text) {
        this.files = files;
        this.path = path;
        this.text = text;
    }

    /** @throws MigratorException BAD_INPUT if another migration is loading the folder */
    static FolderLock of(FileSystem files, Path folder) throws IOException {
        Path path = new Path(folder, NAME);
        String owner = "process " + ProcessHandle.current().pid() + " on "
                + InetAddress.getLocalHost().getHostName() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String text = owner + "\n" + UUID.randomUUID();
        String found = create(files, path, text) ? text : read(files, path);
        if (hasEnded(found)) {
            files.delete(path, false);
            found = create(files, path, text) ? text : read(files, path);
        }
        if (!found.equals(text) || !read(files, path).equals(text)) {
            throw MigratorException.badInput("Another migration is loading the folder " + folder + " ("
                    + found.lines().findFirst().orElse("unknown") + "). Wait until it has ended; if it is known to have"
                    + " ended, delete " + path + " and go on with --resume.");
        }
        return new FolderLock(files, path, text);
    }

    private static boolean create(FileSystem files, Path path, String text) throws IOException {
        try (OutputStream out = files.create(path, false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** What the file says; nothing if it has just been deleted. */
    private static String read(FileSystem files, Path path) throws IOException {
        try (InputStream in = files.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return "";
        }
    }

    /** Whether the owner was a process of this machine that runs no more. */
    private static boolean hasEnded(String text) throws IOException {
        String[] words = text.split("\\s", 5);
        return words.length == 5
                && words[1].matches("\\d{1,18}")
                && words[3].equals(InetAddress.getLocalHost().getHostName())
                && ProcessHandle.of(Long.parseLong(words[1]))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    /** Leaves the file of another run as it is. */
    @Override
    public void close() throws IOException {
        if (read(files, path).equals(text)) {
            files.delete(path, false);
        }
    }
}
