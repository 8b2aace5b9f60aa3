package io.github.bigdatamigrator.conversation.store;

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

/** Files and folders that nobody but their owner can read, where the file system knows owners. */
public final class OwnerOnlyPermissions {
    private OwnerOnlyPermissions() {}

    /** Makes the folder, and those above it, where they are not there yet. */
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
            // Another thread or process may have made it meanwhile.
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    static FileChannel open(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(path, Set.of(options), permissions(path, "rw-------"));
    }

    /** Writes the whole file and forces it to the disk. */
    static void write(Path path, byte[] bytes) throws IOException {
        write(path, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    static void append(Path path, byte[] bytes) throws IOException {
        write(path, bytes, StandardOpenOption.APPEND);
    }

    private static void write(Path path, byte[] bytes, OpenOption how) throws IOException {
        try (FileChannel file = open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
    }

    /** Removes a folder with all in it; links are removed, not followed. */
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
