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
 * The profiles of the conversations used last, each read again only when its file is another one. At most
 * {@value #MOST}, and of more than one no more than {@value #MOST_BYTES} bytes of files. Safe for use by several
 * threads.
 */
final class ContextCache {
    private static final int MOST = 256;
    private static final long MOST_BYTES = 16_000_000;

    private final AtomicLong read;
    private final Map<Path, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Known(@Nullable Object identity, FileTime modified, long size, DataContext context) {}

    ContextCache(AtomicLong read) {
        this.read = read;
    }

    /** @throws IllegalArgumentException when the file holds no profile */
    synchronized DataContext read(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Known before = known.get(file);
        if (before != null
                && before.size() == now.size()
                && before.modified().equals(now.lastModifiedTime())
                && (before.identity() == null || before.identity().equals(now.fileKey()))) {
            return before.context();
        }
        String text = Files.readString(file);
        read.addAndGet(now.size());
        DataContext context = ContextJson.parse(text);
        bytes += now.size() - (before == null ? 0 : before.size());
        known.put(file, new Known(now.fileKey(), now.lastModifiedTime(), now.size(), context));
        Iterator<Known> eldest = known.values().iterator();
        while (known.size() > MOST || (bytes > MOST_BYTES && known.size() > 1)) {
            bytes -= eldest.next().size();
            eldest.remove();
        }
        return context;
    }
}
