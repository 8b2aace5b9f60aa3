package io.github.bigdatamigrator.analysis;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in a local folder, bounded in bytes: those not used for longest go first. Whole entries appear at once, so
 * several processes can share the folder, and all of it may be deleted at any time. Nothing here fails: what cannot be
 * read is not there, what cannot be written is not kept. Safe for use by several threads.
 */
final class CacheFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{40}\\.[a-z]+");
    private static final Pattern UNFINISHED = Pattern.compile("[0-9a-f]{40}\\.[a-z]+\\..+\\.tmp");
    /** A writer that takes longer is dead. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);
    /** One entry must not drive out all others. */
    private static final int SHARE = 4;

    private final Path folder;
    private final long bound;

    /** Writes an entry. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    private record Entry(Path path, long bytes, FileTime used) {}

    /** @param bound bytes that all entries may have together */
    CacheFolder(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
    }

    /** The entry, or null where there is none; one that is torn or damaged is removed. */
    byte @Nullable [] read(String name) {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try {
            byte[] stored = Files.readAllBytes(path);
            int length = stored.length - Long.BYTES;
            if (length < 0 || crc(stored, length) != ByteBuffer.wrap(stored).getLong(length)) {
                LOG.warn("The cache entry {} is damaged and is made anew.", path);
                Files.deleteIfExists(path);
                return null;
            }
            Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
            return Arrays.copyOf(stored, length);
        } catch (IOException e) {
            LOG.info("The cache entry {} cannot be read: {}", path, e.toString());
            return null;
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.info("The cache entry {} cannot be removed: {}", name, e.toString());
        }
    }

    /** Keeps the entry in place of one of the same name. */
    void write(String name, Content content) {
        Path unfinished = folder.resolve(name + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(folder, attributes("rwx------"));
            try (OutputStream file = Channels.newOutputStream(Files.newByteChannel(
                            unfinished,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            attributes("rw-------")));
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file))) {
                CheckedOutputStream checked = new CheckedOutputStream(new Bounded(out, bound / SHARE), new CRC32C());
                content.to(checked);
                checked.flush();
                out.writeLong(checked.getChecksum().getValue());
            }
            Files.move(
                    unfinished,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            evict();
        } catch (IOException e) {
            LOG.warn("The profile is not kept in the cache {}: {}", folder, e.toString());
        } finally {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                LOG.info("{} is left behind: {}", unfinished, e.toString());
            }
        }
    }

    private void evict() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Instant dead = Instant.now().minus(LONGEST_WRITE);
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                String name = String.valueOf(path.getFileName());
                Entry entry = entry(path);
                if (entry != null && ENTRY.matcher(name).matches()) {
                    entries.add(entry);
                } else if (entry != null
                        && UNFINISHED.matcher(name).matches()
                        && entry.used().toInstant().isBefore(dead)) {
                    Files.deleteIfExists(path);
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry oldest : entries) {
            if (bytes <= bound) {
                return;
            }
            Files.deleteIfExists(oldest.path());
            bytes -= oldest.bytes();
        }
    }

    /** Null when another process has removed it meanwhile. */
    private static @Nullable Entry entry(Path path) {
        try {
            return new Entry(path, Files.size(path), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            return null;
        }
    }

    private static long crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** Entries hold values of the data, so that they are for their owner alone, where the file system knows owners. */
    private FileAttribute<?>[] attributes(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Refuses more bytes than an entry may have. */
    private static final class Bounded extends FilterOutputStream {
        private long left;

        Bounded(OutputStream out, long most) {
            super(out);
            left = most;
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            take(length);
            out.write(bytes, from, length);
        }

        private void take(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("it would take more than a quarter of what the cache may hold");
            }
        }
    }
}
