package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event log of one conversation incrementally: each call reads only what was appended since the last one. A
 * new process starts from a checkpoint instead of the beginning of the log. Thread-safe.
 */
final class EventLogReader {
    private static final int PREFIX_LENGTH = 64;
    private static final String CHECKPOINT = "checkpoint.json";
    /** A checkpoint is due after this many new bytes, or after as many as the last checkpoint has. */
    private static final int MIN_CHECKPOINT_DISTANCE = 64 * 1024;

    private final String name;
    private final Path file;
    private final Path checkpoint;
    private final @Nullable Object fileKey;
    private final AtomicLong bytesRead;
    private ConversationMemory memory = new ConversationMemory();
    private long offset;
    private int lastLine;
    private byte[] lastLinePrefix = {};
    private long checkpointOffset;
    private long checkpointSize;

    /** @param bytesRead counts the bytes read, for tests */
    EventLogReader(String name, Path home, @Nullable Object fileKey, AtomicLong bytesRead) throws IOException {
        this.name = name;
        this.file = home.resolve(FileConversationStore.EVENTS);
        this.checkpoint = home.resolve(CHECKPOINT);
        this.fileKey = fileKey;
        this.bytesRead = bytesRead;
        try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
            Checkpoint stored = readCheckpoint();
            if (stored != null && matches(stored, events)) {
                restore(stored);
            }
            lastLinePrefix = readLastLinePrefix(events);
        }
    }

    private @Nullable Checkpoint readCheckpoint() throws IOException {
        if (!Files.exists(checkpoint)) {
            return null;
        }
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytesRead.addAndGet(bytes.length);
        checkpointSize = bytes.length;
        try {
            return Checkpoint.parse(bytes);
        } catch (IllegalArgumentException e) {
            return null; // the log contains everything
        }
    }

    /** Whether the log has a valid line with the checkpoint's version where the checkpoint ends. */
    private boolean matches(Checkpoint checkpoint, RandomAccessFile events) throws IOException {
        int length = checkpoint.lastLine();
        if (length < 1 || length > checkpoint.offset() || checkpoint.offset() > events.length()) {
            return false;
        }
        byte[] line = bytes(events, checkpoint.offset() - length, length);
        return EventLogFormat.event(line, 0, length - 1, checkpoint.memory().version()) != null
                && line[length - 1] == '\n';
    }

    private void restore(Checkpoint checkpoint) {
        memory = new ConversationMemory(checkpoint.memory());
        offset = checkpoint.offset();
        lastLine = checkpoint.lastLine();
        checkpointOffset = offset;
    }

    private byte[] bytes(RandomAccessFile events, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        events.seek(from);
        events.readFully(bytes);
        bytesRead.addAndGet(length);
        return bytes;
    }

    /** Whether the log still is the file that was read, and neither replaced nor rewritten. */
    synchronized boolean isCurrent(@Nullable Object currentFileKey) throws IOException {
        if (fileKey != null && !fileKey.equals(currentFileKey)) {
            return false;
        }
        try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
            return events.length() >= offset && Arrays.equals(lastLinePrefix, readLastLinePrefix(events));
        }
    }

    /** Reads the beginning of the last line, with its number and checksum. */
    private byte[] readLastLinePrefix(RandomAccessFile events) throws IOException {
        return bytes(events, offset - lastLine, Math.min(lastLine, PREFIX_LENGTH));
    }

    /** Reads new events and returns the number of incomplete bytes at the end. */
    synchronized int catchUp() throws IOException {
        try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
            long length = events.length();
            if (length <= offset) {
                return 0;
            }
            byte[] bytes = bytes(events, offset, Math.toIntExact(length - offset));
            EventLogFormat log = EventLogFormat.read(bytes, name, memory.version());
            log.events().forEach(event -> memory.add(FileConversationStore.decode(name, event)));
            int valid = log.validBytes();
            if (valid > 0) {
                int start = valid - 1;
                while (start > 0 && bytes[start - 1] != '\n') {
                    start--;
                }
                lastLine = valid - start;
            }
            offset += valid;
            lastLinePrefix = readLastLinePrefix(events);
            return bytes.length - valid;
        }
    }

    /** Appends an event; if writing fails, the log is cut back to its old length. */
    synchronized void append(RandomAccessFile events, ConversationEvent event) throws IOException {
        byte[] line = EventLogFormat.line(memory.version() + 1, EventJson.write(event));
        events.seek(offset);
        try {
            events.write(line);
        } catch (IOException e) {
            events.setLength(offset);
            throw e;
        }
        memory.add(event);
        offset += line.length;
        lastLine = line.length;
        lastLinePrefix = Arrays.copyOf(line, Math.min(lastLine, PREFIX_LENGTH));
    }

    synchronized long offset() {
        return offset;
    }

    synchronized ConversationMemory memory() {
        return memory;
    }

    /** Writes a checkpoint if one is due. The caller has the lock and has forced the events to disk. */
    synchronized void checkpointIfDue() throws IOException {
        if (offset - checkpointOffset < Math.max(MIN_CHECKPOINT_DISTANCE, checkpointSize)) {
            return;
        }
        byte[] bytes = new Checkpoint(offset, lastLine, memory.snapshot()).bytes();
        OwnerOnlyPermissions.replace(checkpoint, bytes);
        checkpointOffset = offset;
        checkpointSize = bytes.length;
    }
}
