package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The log of one conversation as far as this process has read it: what has been read is not read again, and what others
 * have written is taken in from there on. A checkpoint beside the log spares a new process most of it. Safe for use by
 * several threads.
 */
final class EventLogReader {
    private static final int MARK = 64;
    private static final String CHECKPOINT = "checkpoint.json";
    /** A checkpoint is due when so many bytes were written since the last, or as many as the last one has. */
    private static final int LEAST_BYTES = 64 * 1024;

    private final String name;
    private final Path file;
    private final Path checkpoint;
    private final @Nullable Object identity;
    private final AtomicLong read;
    private ConversationMemory memory = new ConversationMemory();
    private long offset;
    private int lastLine;
    private byte[] mark = {};
    private long checkpointed;
    private long checkpointSize;

    /** @param read counts the bytes that were read, for tests */
    EventLogReader(String name, Path home, @Nullable Object identity, AtomicLong read) throws IOException {
        this.name = name;
        this.file = home.resolve(FileConversationStore.EVENTS);
        this.checkpoint = home.resolve(CHECKPOINT);
        this.identity = identity;
        this.read = read;
        try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
            checkpoint().filter(kept -> fits(kept, events)).ifPresent(this::begin);
            mark = mark(events);
        }
    }

    private Optional<Checkpoint> checkpoint() throws IOException {
        if (!Files.exists(checkpoint)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(checkpoint);
        read.addAndGet(bytes.length);
        checkpointSize = bytes.length;
        try {
            return Optional.of(Checkpoint.parse(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the log knows everything that it would have told
        }
    }

    /** Whether the last line that the checkpoint covers is the one that stands there. */
    private boolean fits(Checkpoint kept, RandomAccessFile events) {
        try {
            if (kept.lastLine() < 1 || kept.lastLine() > kept.offset() || kept.offset() > events.length()) {
                return false;
            }
            byte[] line = bytes(events, kept.offset() - kept.lastLine(), kept.lastLine());
            return EventLogFormat.event(line, 0, line.length - 1, kept.kept().version()) != null
                    && line[line.length - 1] == '\n';
        } catch (IOException e) {
            return false;
        }
    }

    private void begin(Checkpoint kept) {
        memory = new ConversationMemory(kept.kept());
        offset = kept.offset();
        lastLine = kept.lastLine();
        checkpointed = offset;
    }

    private byte[] bytes(RandomAccessFile events, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        events.seek(from);
        events.readFully(bytes);
        read.addAndGet(length);
        return bytes;
    }

    /** Whether this still is the file that was read: another one, or other lines, may stand in its place. */
    synchronized boolean of(@Nullable Object other) throws IOException {
        if (identity != null && !identity.equals(other)) {
            return false;
        }
        try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
            return events.length() >= offset && Arrays.equals(mark, mark(events));
        }
    }

    /** The beginning of the last line that was read: its number and its checksum. */
    private byte[] mark(RandomAccessFile events) throws IOException {
        return bytes(events, offset - lastLine, Math.min(lastLine, MARK));
    }

    /** Takes in what was written since, and tells how many bytes at the end are torn. */
    synchronized int catchUp() throws IOException {
        try (RandomAccessFile events = new RandomAccessFile(file.toFile(), "r")) {
            long length = events.length();
            if (length <= offset) {
                return 0;
            }
            byte[] bytes = bytes(events, offset, Math.toIntExact(length - offset));
            EventLogFormat log = EventLogFormat.read(bytes, name, memory.version());
            int from = 0;
            for (String event : log.events()) {
                memory.add(FileConversationStore.decode(name, event));
            }
            if (log.sound() > 0) {
                from = log.sound() - 1;
                while (from > 0 && bytes[from - 1] != '\n') {
                    from--;
                }
                lastLine = log.sound() - from;
            }
            offset += log.sound();
            mark = mark(events);
            return bytes.length - log.sound();
        }
    }

    /** Writes the event behind what was read; where that fails, nothing of it stays. */
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
        mark = Arrays.copyOf(line, Math.min(lastLine, MARK));
    }

    synchronized long offset() {
        return offset;
    }

    synchronized ConversationMemory memory() {
        return memory;
    }

    /** Writes a checkpoint where one is due; to be called by who may write, when what was appended is on disk. */
    synchronized void checkpointIfDue() throws IOException {
        if (offset - checkpointed < Math.max(LEAST_BYTES, checkpointSize)) {
            return;
        }
        byte[] text = new Checkpoint(offset, lastLine, memory.kept()).text().getBytes(StandardCharsets.UTF_8);
        Path fresh = checkpoint.resolveSibling(CHECKPOINT + ".new");
        OwnerOnlyPermissions.write(fresh, text);
        Files.move(fresh, checkpoint, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        checkpointed = offset;
        checkpointSize = text.length;
    }
}
