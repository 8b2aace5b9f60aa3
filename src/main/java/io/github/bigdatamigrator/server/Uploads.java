package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.conversation.store.OwnerOnlyPermissions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOFunction;
import org.apache.commons.io.function.Uncheck;
import org.jspecify.annotations.Nullable;

/**
 * Stores uploaded files under {@code CONVERSATION_DIR/uploads}, each in a new folder that only the owner can read. The
 * file keeps its name, which names its table; its folder is chosen here. A file is stored completely or not at all.
 * Uploads that no conversation uses are deleted after a day, or after an hour if together they exceed
 * {@value #MAX_UNUSED} times the largest allowed upload.
 */
final class Uploads {
    /** Free space to keep, so that conversations can still be written when uploads fill the disk. */
    private static final long RESERVED_BYTES = 64L << 20;

    private static final int MAX_NAME_LENGTH = 200;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_UNUSED = 10;
    private static final Duration MIN_UNUSED_AGE = Duration.ofHours(1);
    private static final Duration MAX_UNUSED_AGE = Duration.ofDays(1);

    /** @param path the path to use in {@code data_files} */
    record Uploaded(String name, String path, long bytes) {}

    private final Path conversations;
    private final Path folder;
    private final long maxBytes;
    private final Supplier<Optional<List<String>>> usedFiles;

    /** @param usedFiles the data files of all conversations, or empty if they are not known for certain */
    Uploads(Path conversations, long maxBytes, Supplier<Optional<List<String>>> usedFiles) {
        this.usedFiles = usedFiles;
        this.conversations = conversations.toAbsolutePath().normalize();
        folder = this.conversations.resolve("uploads");
        this.maxBytes = maxBytes;
    }

    Path folder() {
        return folder;
    }

    /**
     * Stores the content of the stream.
     *
     * @param fileName name sent by the client; folders in it are dropped
     * @param expectedBytes announced size in bytes, or -1
     * @param bodyFailure the exception to throw if the stream breaks off
     */
    Uploaded store(
            String fileName,
            InputStream content,
            long expectedBytes,
            Supplier<? extends RuntimeException> bodyFailure) {
        String name = name(fileName);
        if (expectedBytes > maxBytes) {
            throw tooLarge(name);
        }
        return storeIn(Math.max(expectedBytes, 0), upload -> {
            Path part = upload.resolve(".part");
            long bytes = copy(name, content, part, bodyFailure);
            Path file = Files.move(part, upload.resolve(name));
            return new Uploaded(name, file.toString(), bytes);
        });
    }

    /** Stores the files that are written to a new folder, and returns what the writer returns. */
    <T> T storeAll(Function<Path, T> writer) {
        return storeIn(0, writer::apply);
    }

    private <T> T storeIn(long expectedBytes, IOFunction<Path, T> writer) {
        Path upload = folder.resolve(UUID.randomUUID().toString());
        boolean kept = false;
        try {
            OwnerOnlyPermissions.folder(conversations);
            OwnerOnlyPermissions.folder(folder);
            deleteUnused();
            if (folder.toFile().getUsableSpace() < expectedBytes + RESERVED_BYTES) {
                throw full();
            }
            OwnerOnlyPermissions.folder(upload);
            T stored = writer.apply(upload);
            kept = true;
            return stored;
        } catch (FileSystemException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot store the upload in " + folder + " (" + e.getMessage()
                            + "). Check that the folder is writable and the disk has free space.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!kept) {
                delete(upload);
            }
        }
    }

    private long copy(String name, InputStream content, Path part, Supplier<? extends RuntimeException> bodyFailure)
            throws IOException {
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            int read = next(content, buffer, bodyFailure);
            while (read >= 0) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw tooLarge(name);
                }
                try {
                    out.write(buffer, 0, read);
                } catch (IOException e) {
                    throw full();
                }
                read = next(content, buffer, bodyFailure);
            }
        }
        if (bytes == 0) {
            throw RequestReader.bad("The upload " + name + " is empty.");
        }
        return bytes;
    }

    private static int next(InputStream content, byte[] buffer, Supplier<? extends RuntimeException> bodyFailure) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw bodyFailure.get();
        }
    }

    private static String name(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .strip();
        boolean plain = !name.isEmpty()
                && name.length() <= MAX_NAME_LENGTH
                && !name.startsWith(".")
                && name.codePoints().noneMatch(Uploads::forbiddenInName);
        if (!plain) {
            throw RequestReader.bad("The name of an upload must be that of a file, such as sales.csv: 1 to "
                    + MAX_NAME_LENGTH + " characters, without * ? [ ] { } # : and not beginning with a dot.");
        }
        return name;
    }

    /** Whether the character would make a pattern, a sheet or a scheme of a path, or is not printable. */
    private static boolean forbiddenInName(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || "*?[]{}#:".indexOf(character) >= 0;
    }

    /** Deletes the uploads of a deleted conversation that no other conversation uses. */
    void deleteUnreferenced(List<String> files, List<String> stillUsed) {
        for (String file : files) {
            Path upload = uploadFolderOf(file);
            if (upload != null && stillUsed.stream().noneMatch(usedFiles -> upload.equals(uploadFolderOf(usedFiles)))) {
                delete(upload);
            }
        }
    }

    private record UploadFolder(Path path, long bytes, Instant changed) {
        static UploadFolder of(Path path) {
            try (Stream<Path> below = Files.walk(path)) {
                long bytes = 0;
                FileTime changed = Files.getLastModifiedTime(path);
                for (Path file : below.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                    FileTime written = Files.getLastModifiedTime(file);
                    changed = written.compareTo(changed) > 0 ? written : changed;
                }
                return new UploadFolder(path, bytes, changed.toInstant());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs work that creates a conversation on uploads; no upload is deleted meanwhile. */
    synchronized <T> T using(Supplier<T> work) {
        return work.get();
    }

    synchronized void deleteUnused() {
        Instant now = Instant.now();
        List<UploadFolder> old = new ArrayList<>();
        try (Stream<Path> uploads = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            uploads.map(UploadFolder::of)
                    .filter(upload -> upload.changed().isBefore(now.minus(MIN_UNUSED_AGE)))
                    .forEach(old::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<List<String>> names = old.isEmpty() ? Optional.empty() : usedFiles.get();
        if (names.isEmpty()) {
            return;
        }
        Set<Path> inUse = names.get().stream()
                .map(this::uploadFolderOf)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        old.removeIf(upload -> inUse.contains(upload.path()));
        old.sort(Comparator.comparing(UploadFolder::changed).reversed());
        long bytes = 0;
        for (UploadFolder upload : old) {
            bytes += upload.bytes();
            if (bytes > MAX_UNUSED * maxBytes || upload.changed().isBefore(now.minus(MAX_UNUSED_AGE))) {
                delete(upload.path());
            }
        }
    }

    private @Nullable Path uploadFolderOf(String file) {
        int sheet = file.indexOf('#', file.lastIndexOf('/') + 1);
        Path path = Path.of(sheet < 0 ? file : file.substring(0, sheet)).normalize();
        Path upload = path.getParent();
        return path.startsWith(folder) && upload != null && folder.equals(upload.getParent()) ? upload : null;
    }

    private static void delete(Path upload) {
        if (Files.exists(upload)) {
            Uncheck.accept(OwnerOnlyPermissions::delete, upload);
        }
    }

    private HttpProblem.RefusedException tooLarge(String name) {
        return new HttpProblem.RefusedException(
                413,
                "too_large",
                name + " has more than " + (maxBytes >> 20)
                        + " MB. Put it under a folder of DATA_ROOTS and name its path, or raise UPLOAD_MB.");
    }

    private MigratorException full() {
        return new MigratorException(
                ErrorCode.DISK_FULL,
                "The disk is too full for the upload in " + folder + ". Free some space, or name the file's path.");
    }
}
