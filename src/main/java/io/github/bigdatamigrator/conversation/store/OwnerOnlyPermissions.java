package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.disk.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Creates files and folders that only their owner can read, if the file system has POSIX permissions. */
public final class OwnerOnlyPermissions {
    private OwnerOnlyPermissions() {}

    /** Creates the folder and its parents unless they exist; parents have default permissions. */
    public static void folder(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, permissions(path, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            // Another thread or process may have created it meanwhile.
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    static FileChannel open(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(path, Set.of(options), permissions(path, "rw-------"));
    }

    /** Writes the whole file and forces it to disk. */
    static void write(Path path, byte[] bytes) throws IOException {
        write(path, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Replaces the file as a whole, so that a reader sees the old text or the new one. */
    public static void replace(Path path, byte[] bytes) throws IOException {
        AtomicFile.replace(path, bytes, permissions(path, "rw-------"));
    }

    static void append(Path path, byte[] bytes) throws IOException {
        write(path, bytes, StandardOpenOption.APPEND);
    }

    private static void write(Path path, byte[] bytes, OpenOption mode) throws IOException {
        try (FileChannel file = open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
    }

    /** Deletes a folder with its contents; symbolic links are deleted, not followed. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
