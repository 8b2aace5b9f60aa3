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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps uploaded files under {@code CONVERSATION_DIR/uploads}, each upload in a folder of its own that its owner alone
 * may read. The name of a file, which names its table, is kept; where it comes to lie is decided here alone. A file is
 * there whole or not at all. What no conversation comes to use is removed after a day; sooner, but not within an hour,
 * where such uploads together outgrow {@value #MAX_UNUSED} of the largest.
 */
final class Uploads {
    /** What is left free, so that conversations can still be written when a disk is filled by uploads. */
    private static final long RESERVED_BYTES = 64L << 20;

    private static final int MAX_NAME_LENGTH = 200;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_UNUSED = 10;
    private static final Duration MIN_UNUSED_AGE = Duration.ofHours(1);
    private static final Duration MAX_UNUSED_AGE = Duration.ofDays(1);

    /** @param path what {@code data_files} may name */
    record Uploaded(String name, String path, long bytes) {}

    private final Path conversations;
    private final Path folder;
    private final long maxBytes;
    private final Supplier<Optional<List<String>>> usedFiles;

    /**
     * @param maxBytes that one file may have
     * @param usedFiles the data files of all conversations, or empty where they cannot be told for certain
     */
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
     * Keeps what the stream holds.
     *
     * @param fileName the file's name; folders before it are left out
     * @param expectedBytes bytes that are to come, or -1
     * @param bodyFailure what to say where the stream breaks off
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
        Path upload = folder.resolve(UUID.randomUUID().toString());
        boolean kept = false;
        try {
            OwnerOnlyPermissions.folder(conversations);
            OwnerOnlyPermissions.folder(folder);
            deleteUnused();
            if (folder.toFile().getUsableSpace() < Math.max(expectedBytes, 0) + RESERVED_BYTES) {
                throw full();
            }
            OwnerOnlyPermissions.folder(upload);
            Path part = upload.resolve(".part");
            long bytes = copy(name, content, part, bodyFailure);
            Path file = Files.move(part, upload.resolve(name));
            kept = true;
            return new Uploaded(name, file.toString(), bytes);
        } catch (FileSystemException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED, "Cannot keep the upload in " + folder + " (" + e.getMessage() + ").", e);
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

    /** What would be a pattern, a sheet or a scheme in a path, or no character at all. */
    private static boolean forbiddenInName(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || "*?[]{}#:".indexOf(character) >= 0;
    }

    /** Removes the uploads among the files of a conversation that is no more, unless another one uses them. */
    void deleteUnreferenced(List<String> files, List<String> stillUsed) {
        for (String file : files) {
            Path upload = uploadFolderOf(file);
            if (upload != null && stillUsed.stream().noneMatch(usedFiles -> upload.equals(uploadFolderOf(usedFiles)))) {
                delete(upload);
            }
        }
    }

    /** The folder of one upload. */
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

    /** Makes the conversation that is to use uploads, while none is removed. */
    synchronized <T> T using(Supplier<T> work) {
        return work.get();
    }

    /** Removes what nobody came to use. */
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
        int sheet = file.indexOf('#');
        Path path = Path.of(sheet < 0 ? file : file.substring(0, sheet)).normalize();
        Path upload = path.getParent();
        return path.startsWith(folder) && upload != null && folder.equals(upload.getParent()) ? upload : null;
    }

    private static void delete(Path upload) {
        if (!Files.exists(upload)) {
            return;
        }
        try {
            OwnerOnlyPermissions.delete(upload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                "There is no room for the upload in " + folder + ". Make some, or name the file's path.");
    }
}
