package io.github.bigdatamigrator.conversation.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks a conversation against other threads and processes. Only the thread that has the lock within this process opens
 * the lock file, because on Linux closing any channel of a file releases all locks of the process on it.
 */
record ConversationLock(Path file, FileChannel channel) implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Takes the lock, or returns empty at once if another thread or process has it. */
    static Optional<ConversationLock> take(Path home) throws IOException {
        Path file = home.toRealPath().resolve("lock");
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = OwnerOnlyPermissions.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            return taken ? Optional.of(new ConversationLock(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
