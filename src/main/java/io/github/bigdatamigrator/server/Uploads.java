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
 * where such uploads together outgrow {@value #MOST_UNUSED} of the largest.
 */
final class Uploads {
    /** What is left free, so that conversations can still be written when a disk is filled by uploads. */
    private static final long KEPT_FREE = 64L << 20;

    private static final int LONGEST_NAME = 200;
    private static final int CHUNK = 1 << 16;
    private static final int MOST_UNUSED = 10;
    private static final Duration ALWAYS_KEPT = Duration.ofHours(1);
    private static final Duration LONGEST_UNUSED = Duration.ofDays(1);

    /** @param path what {@code data_files} may name */
    record Uploaded(String name, String path, long bytes) {}

    private final Path conversations;
    private final Path folder;
    private final long mostBytes;
    private final Supplier<Optional<List<String>>> used;

    /**
     * @param mostBytes that one file may have
     * @param used the data files of all conversations, or empty where they cannot be told for certain
     */
    Uploads(Path conversations, long mostBytes, Supplier<Optional<List<String>>> used) {
        this.used = used;
        this.conversations = conversations.toAbsolutePath().normalize();
        folder = this.conversations.resolve("uploads");
        this.mostBytes = mostBytes;
    }

    Path folder() {
        return folder;
    }

    /**
     * Keeps what the stream holds.
     *
     * @param given the file's name; folders before it are left out
     * @param announced bytes that are to come, or -1
     * @param notArrived what to say where the stream breaks off
     */
    Uploaded keep(String given, InputStream content, long announced, Supplier<? extends RuntimeException> notArrived) {
        String name = name(given);
        if (announced > mostBytes) {
            throw tooLarge(name);
        }
        Path home = folder.resolve(UUID.randomUUID().toString());
        boolean kept = false;
        try {
            OwnerOnlyPermissions.folder(conversations);
            OwnerOnlyPermissions.folder(folder);
            forgetUnused();
            if (folder.toFile().getUsableSpace() < Math.max(announced, 0) + KEPT_FREE) {
                throw full();
            }
            OwnerOnlyPermissions.folder(home);
            Path part = home.resolve(".part");
            long bytes = copy(name, content, part, notArrived);
            Path file = Files.move(part, home.resolve(name));
            kept = true;
            return new Uploaded(name, file.toString(), bytes);
        } catch (FileSystemException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED, "Cannot keep the upload in " + folder + " (" + e.getMessage() + ").", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!kept) {
                delete(home);
            }
        }
    }

    private long copy(String name, InputStream content, Path part, Supplier<? extends RuntimeException> notArrived)
            throws IOException {
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            byte[] chunk = new byte[CHUNK];
            int read = next(content, chunk, notArrived);
            while (read >= 0) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw tooLarge(name);
                }
                try {
                    out.write(chunk, 0, read);
                } catch (IOException e) {
                    throw full();
                }
                read = next(content, chunk, notArrived);
            }
        }
        if (bytes == 0) {
            throw RequestReader.bad("The upload " + name + " is empty.");
        }
        return bytes;
    }

    private static int next(InputStream content, byte[] chunk, Supplier<? extends RuntimeException> notArrived) {
        try {
            return content.read(chunk);
        } catch (IOException e) {
            throw notArrived.get();
        }
    }

    private static String name(String given) {
        String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .strip();
        boolean plain = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && !name.startsWith(".")
                && name.codePoints().noneMatch(Uploads::unfit);
        if (!plain) {
            throw RequestReader.bad("The name of an upload must be that of a file, such as sales.csv: 1 to "
                    + LONGEST_NAME + " characters, without * ? [ ] { } # : and not beginning with a dot.");
        }
        return name;
    }

    /** What would be a pattern, a sheet or a scheme in a path, or no character at all. */
    private static boolean unfit(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || "*?[]{}#:".indexOf(character) >= 0;
    }

    /** Removes the uploads among the files of a conversation that is no more, unless another one uses them. */
    void forget(List<String> files, List<String> stillUsed) {
        for (String file : files) {
            Path home = homeOf(file);
            if (home != null && stillUsed.stream().noneMatch(used -> home.equals(homeOf(used)))) {
                delete(home);
            }
        }
    }

    /** The folder of one upload. */
    private record Home(Path path, long bytes, Instant changed) {
        static Home of(Path path) {
            try (Stream<Path> below = Files.walk(path)) {
                long bytes = 0;
                FileTime changed = Files.getLastModifiedTime(path);
                for (Path file : below.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                    FileTime written = Files.getLastModifiedTime(file);
                    changed = written.compareTo(changed) > 0 ? written : changed;
                }
                return new Home(path, bytes, changed.toInstant());
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
    synchronized void forgetUnused() {
        Instant now = Instant.now();
        List<Home> old = new ArrayList<>();
        try (Stream<Path> homes = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            homes.map(Home::of)
                    .filter(home -> home.changed().isBefore(now.minus(ALWAYS_KEPT)))
                    .forEach(old::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<List<String>> names = old.isEmpty() ? Optional.empty() : used.get();
        if (names.isEmpty()) {
            return;
        }
        Set<Path> inUse = names.get().stream()
                .map(this::homeOf)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        old.removeIf(home -> inUse.contains(home.path()));
        old.sort(Comparator.comparing(Home::changed).reversed());
        long bytes = 0;
        for (Home home : old) {
            bytes += home.bytes();
            if (bytes > MOST_UNUSED * mostBytes || home.changed().isBefore(now.minus(LONGEST_UNUSED))) {
                delete(home.path());
            }
        }
    }

    private @Nullable Path homeOf(String file) {
        int sheet = file.indexOf('#');
        Path path = Path.of(sheet < 0 ? file : file.substring(0, sheet)).normalize();
        Path home = path.getParent();
        return path.startsWith(folder) && home != null && folder.equals(home.getParent()) ? home : null;
    }

    private static void delete(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try {
            OwnerOnlyPermissions.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpProblem.RefusedException tooLarge(String name) {
        return new HttpProblem.RefusedException(
                413,
                "too_large",
                name + " has more than " + (mostBytes >> 20)
                        + " MB. Put it under a folder of DATA_ROOTS and name its path, or raise UPLOAD_MB.");
    }

    private MigratorException full() {
        return new MigratorException(
                ErrorCode.DISK_FULL,
                "There is no room for the upload in " + folder + ". Make some, or name the file's path.");
    }
}
