package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.ContextJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Caches the most recently used profiles and reads a profile again if its file changed. Holds at most
 * {@value #MAX_PROFILES} profiles with files of at most {@value #MAX_BYTES} bytes in total, but always the last one.
 * Thread-safe.
 */
final class ContextCache {
    private static final int MAX_PROFILES = 256;
    private static final long MAX_BYTES = 16_000_000;

    private final AtomicLong bytesRead;
    private final Map<Path, Cached> profiles = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Cached(@Nullable Object fileKey, FileTime modified, long size, DataContext context) {}

    ContextCache(AtomicLong bytesRead) {
        this.bytesRead = bytesRead;
    }

    /** @throws IllegalArgumentException if the file is not a profile */
    synchronized DataContext read(Path file) throws IOException {
        BasicFileAttributes current = Files.readAttributes(file, BasicFileAttributes.class);
        Cached cached = profiles.get(file);
        if (cached != null
                && cached.size() == current.size()
                && cached.modified().equals(current.lastModifiedTime())
                && (cached.fileKey() == null || cached.fileKey().equals(current.fileKey()))) {
            return cached.context();
        }
        String text = Files.readString(file);
        bytesRead.addAndGet(current.size());
        DataContext context = ContextJson.parse(text);
        bytes += current.size() - (cached == null ? 0 : cached.size());
        profiles.put(file, new Cached(current.fileKey(), current.lastModifiedTime(), current.size(), context));
        Iterator<Cached> eldest = profiles.values().iterator();
        while (profiles.size() > MAX_PROFILES || (bytes > MAX_BYTES && profiles.size() > 1)) {
            bytes -= eldest.next().size();
            eldest.remove();
        }
        return context;
    }
}
