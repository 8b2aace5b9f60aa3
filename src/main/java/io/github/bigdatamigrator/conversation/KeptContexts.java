package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.ContextJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The profiles of the conversations used last, each read again only when its file is another one. Safe for use by several threads. */
final class KeptContexts {
    private static final int MOST = 8;

    private final AtomicLong read;
    private final Map<Path, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(@Nullable Object identity, FileTime modified, long size, DataContext context) {}

    KeptContexts(AtomicLong read) {
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
        known.put(file, new Known(now.fileKey(), now.lastModifiedTime(), now.size(), context));
        return context;
    }
}
