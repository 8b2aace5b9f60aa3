package io.github.bigdatamigrator.analysis;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
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
import org.apache.commons.io.output.ProxyOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores cache entries in a local folder of bounded size and evicts the least recently used ones. Entries are written
 * atomically, so several processes can share the folder, and it may be deleted at any time. Nothing here throws: an
 * unreadable entry counts as absent, and a failed write is logged. Safe for use by several threads.
 *
 * @param maximumBytes of all entries together
 */
record CacheFolder(Path folder, long maximumBytes) {
    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{40}\\.[a-z]+");
    private static final Pattern UNFINISHED = Pattern.compile("[0-9a-f]{40}\\.[a-z]+\\..+\\.tmp");
    private static final Duration LONGEST_WRITE = Duration.ofHours(1); // older ones have a dead writer

    private static final int ENTRIES = 4; // maximum share of one entry, so that it does not evict all others

    interface Content {
        void to(OutputStream out) throws IOException;
    }

    private record Entry(Path path, long bytes, FileTime used) {}

    /** Returns the entry or null; removes a damaged one. */
    byte @Nullable [] read(String name) {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try {
            byte[] stored = Files.readAllBytes(path);
            int length = stored.length - Long.BYTES;
            if (length < 0 || crc(stored, length) != ByteBuffer.wrap(stored).getLong(length)) {
                LOG.warn("The cache entry {} is damaged and is created again.", path);
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

    void write(String name, Content content) {
        Path unfinished = folder.resolve(name + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(folder, attributes("rwx------"));
            try (OutputStream file = Channels.newOutputStream(Files.newByteChannel(
                            unfinished,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            attributes("rw-------")));
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file))) {
                CheckedOutputStream checked =
                        new CheckedOutputStream(new Bounded(out, maximumBytes / ENTRIES), new CRC32C());
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
            LOG.warn("The profile cannot be written to the cache {}: {}", folder, e.toString());
        } finally {
            try {
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                LOG.info("The unfinished file {} cannot be removed: {}", unfinished, e.toString());
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
            if (bytes <= maximumBytes) {
                return;
            }
            Files.deleteIfExists(oldest.path());
            bytes -= oldest.bytes();
        }
    }

    /** Null if another process has removed it. */
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

    /** Entries contain values of the data, so only the owner may read them, if the file system supports owners. */
    private FileAttribute<?>[] attributes(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static final class Bounded extends ProxyOutputStream {
        private long left;

        Bounded(OutputStream out, long maximum) {
            super(out);
            left = maximum;
        }

        @Override
        protected void beforeWrite(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("the entry exceeds a quarter of the cache's maximum size");
            }
        }
    }
}
