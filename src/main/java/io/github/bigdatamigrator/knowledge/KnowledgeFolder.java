package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.disk.AtomicFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.YamlReader;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the YAML files of a knowledge folder. A file is replaced as a whole, so that a reader and a crash
 * see the old text or the new one; writers of all threads and processes wait for each other. A file that did not change
 * is parsed once. Thread-safe. A folder that cannot be reached ends with STORE_FAILED.
 */
public final class KnowledgeFolder {
    private static final String EXTENSION = ".yaml";
    private static final String LOCK = ".lock";
    /** By folder: closing any channel of a file releases all locks of the process on it, so one thread opens it. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private final Path path;
    private final Map<Path, Parsed> parsed = new ConcurrentHashMap<>();

    /** @param path need not exist; the first write creates it */
    public KnowledgeFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /**
     * A file of the folder.
     *
     * @param name relative to the folder, such as {@code answers/top-products-1a2b3c4d.yaml}
     * @param content null if the file is not YAML
     * @param problem why it is not, with file and line; null if it is
     */
    public record Document(
            String name, @Nullable Yaml content, @Nullable String problem) {}

    private record Parsed(@Nullable Object key, FileTime modified, long size, Document document) {}

    public Path path() {
        return path;
    }

    /** The YAML files directly in a sub-folder, by name; none if it does not exist. Use "" for the folder itself. */
    public List<Document> list(String folder) {
        List<Document> documents = new ArrayList<>();
        for (Path file : files(path.resolve(folder))) {
            read(file).ifPresent(documents::add);
        }
        return documents;
    }

    /** One file; empty if it does not exist. */
    public Optional<Document> read(String name) {
        return read(path.resolve(name));
    }

    /** Writes or replaces a file and forces it to disk. */
    public void write(String name, Map<String, ?> content) {
        locked(() -> {
            replace(path.resolve(name), YamlWriter.write(content).getBytes(StandardCharsets.UTF_8));
            return name;
        });
    }

    /** Changes the text of a file that exists, keeping what the change leaves, and forces it to disk. */
    public void rewrite(String name, UnaryOperator<String> change) {
        locked(() -> {
            Path file = path.resolve(name);
            try {
                replace(file, change.apply(Files.readString(file)).getBytes(StandardCharsets.UTF_8));
                return name;
            } catch (IOException e) {
                throw failed(file, e);
            }
        });
    }

    /** Deletes a file; returns whether it was there. */
    public boolean delete(String name) {
        return locked(() -> {
            try {
                Path file = path.resolve(name);
                boolean there = Files.deleteIfExists(file);
                if (there) {
                    AtomicFile.forceFolder(file.resolveSibling(""));
                }
                return there;
            } catch (IOException e) {
                throw failed(e);
            }
        });
    }

    /**
     * Runs reads and writes that belong together, while no other thread or process writes. Nested calls are allowed.
     *
     * @throws MigratorException STORE_FAILED if the folder cannot be created or locked
     */
    public <T> T locked(Supplier<T> work) {
        ReentrantLock lock = LOCKS.computeIfAbsent(path, any -> new ReentrantLock());
        lock.lock();
        try {
            if (lock.getHoldCount() > 1) {
                return work.get();
            }
            Files.createDirectories(path);
            try (FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Closing the channel releases the file lock.
                channel.lock();
                return work.get();
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    private List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isDocument(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static boolean isDocument(String name) {
        return name.endsWith(EXTENSION) && !name.startsWith(".");
    }

    private Optional<Document> read(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.isDirectory()) {
                return Optional.empty();
            }
            Parsed before = parsed.get(file);
            if (before == null
                    || before.size() != now.size()
                    || !before.modified().equals(now.lastModifiedTime())
                    || (before.key() != null && !before.key().equals(now.fileKey()))) {
                before = new Parsed(now.fileKey(), now.lastModifiedTime(), now.size(), parse(file));
                parsed.put(file, before);
            }
            return Optional.of(before.document());
        } catch (NoSuchFileException e) {
            parsed.remove(file);
            return Optional.empty();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Document parse(Path file) throws IOException {
        String name = path.relativize(file).toString().replace('\\', '/');
        try {
            return new Document(name, YamlReader.read(name, Files.readString(file)), null);
        } catch (CharacterCodingException e) {
            return new Document(name, null, name + ": not UTF-8.");
        } catch (MigratorException e) {
            return new Document(name, null, e.getMessage());
        }
    }

    private static void replace(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            AtomicFile.replace(file, bytes);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private MigratorException failed(IOException cause) {
        return failed(path, cause);
    }

    private static MigratorException failed(Path place, IOException cause) {
        return new MigratorException(
                ErrorCode.STORE_FAILED,
                "Cannot read or write the knowledge in " + place + " (" + cause.getMessage()
                        + "). Make the folder writable, or set KNOWLEDGE_DIR to another one.",
                cause);
    }
}
