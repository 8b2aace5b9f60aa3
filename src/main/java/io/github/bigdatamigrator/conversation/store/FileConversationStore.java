package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationId;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.collections4.map.LRUMap;

/**
 * Stores each conversation in a local folder: events in {@code <id>/events.jsonl}, the profile in {@code context.json},
 * and a checkpoint of the memory that may be deleted. Only the owner can read the files. On opening, an incomplete last
 * line left by a crash is moved to {@code events.torn}.
 */
public final class FileConversationStore implements ConversationStore {
    public static final String EVENTS = "events.jsonl";
    static final String CONTEXT = "context.json";

    /** A busy server answers about as many conversations at once; the size of each reader is bounded. */
    private static final int MAX_READERS = 256;

    private final Path folder;
    private final AtomicLong bytesRead = new AtomicLong();
    private final ContextCache contexts = new ContextCache(bytesRead);

    /** The most recently used readers; a dropped one starts again from its checkpoint. */
    private final Map<String, EventLogReader> readers = new LRUMap<>(MAX_READERS);

    /** @param folder is created when the first conversation is written */
    public FileConversationStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(this::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("Cannot list " + folder, e);
        }
    }

    private boolean exists(String id) {
        return ConversationId.valid(id) && Files.exists(folder.resolve(id).resolve(EVENTS));
    }

    @Override
    public void create(String id, Created first) {
        if (!ConversationId.valid(id)) {
            throw MigratorException.badInput(
                    "'" + id + "' is not a conversation id. List the ids with: bdm conversations list");
        }
        // Created under a temporary name, so that a kill leaves no conversation without its first event.
        Path temporary = folder.resolve("." + id + ".new");
        try {
            OwnerOnlyPermissions.folder(folder);
            OwnerOnlyPermissions.folder(temporary);
            OwnerOnlyPermissions.write(temporary.resolve(EVENTS), EventLogFormat.line(1, EventJson.write(first)));
            if (Files.exists(folder.resolve(id))) {
                OwnerOnlyPermissions.delete(temporary);
                throw new FileAlreadyExistsException(id);
            }
            Files.move(temporary, folder.resolve(id));
        } catch (IOException e) {
            throw failed("Cannot create the conversation " + id + " in " + folder, e);
        }
    }

    /** Reads the whole log; one turn needs only {@link #memory}. */
    @Override
    public List<ConversationEvent> replay(String id) {
        try {
            byte[] bytes = Files.readAllBytes(home(id).resolve(EVENTS));
            bytesRead.addAndGet(bytes.length);
            return EventLogFormat.read(bytes, id + "/" + EVENTS, 0).events().stream()
                    .map(event -> decode(id, event))
                    .toList();
        } catch (NoSuchFileException e) {
            throw ConversationId.unknown(id, ids());
        } catch (IOException e) {
            throw failed("Cannot read the conversation " + id, e);
        }
    }

    /** Reads the events since the last call; the first call reads a checkpoint and the events after it. */
    @Override
    public ConversationMemory memory(String id) {
        try {
            EventLogReader reader = reader(id);
            reader.catchUp();
            return reader.memory();
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw ConversationId.unknown(id, ids());
        } catch (IOException e) {
            throw failed("Cannot read the conversation " + id, e);
        }
    }

    @Override
    public ConversationSummary summary(String id) {
        ConversationMemory memory = memory(id);
        if (!memory.hasStarted()) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "The event log of the conversation " + id + " is empty. Delete the conversation.");
        }
        return memory.summary(id);
    }

    private EventLogReader reader(String id) throws IOException {
        Path home = home(id);
        BasicFileAttributes file = Files.readAttributes(home.resolve(EVENTS), BasicFileAttributes.class);
        synchronized (readers) {
            EventLogReader known = readers.get(id);
            if (known != null && known.isCurrent(file.fileKey())) {
                return known;
            }
            EventLogReader fresh = new EventLogReader(id + "/" + EVENTS, home, file.fileKey(), bytesRead);
            readers.put(id, fresh);
            return fresh;
        }
    }

    public long bytesRead() {
        return bytesRead.get();
    }

    static ConversationEvent decode(String id, String event) {
        try {
            return EventJson.read(event);
        } catch (IllegalArgumentException e) {
            throw failed("The conversation " + id + " was written by another version of this program", e);
        }
    }

    @Override
    public Optional<DataContext> context(String id) {
        Path file = home(id).resolve(CONTEXT);
        try {
            return Files.exists(file) ? Optional.of(contexts.read(file)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw failed("Cannot read the profile " + file + "; delete that file to have the data profiled again", e);
        }
    }

    /** @throws MigratorException UNKNOWN_CONVERSATION, also for an id that could lead out of the folder */
    private Path home(String id) {
        if (!exists(id)) {
            throw ConversationId.unknown(id, ids());
        }
        return folder.resolve(id);
    }

    @Override
    public Writer open(String id) {
        Path home = home(id);
        try {
            ConversationLock lock = ConversationLock.take(home)
                    .orElseThrow(() -> new MigratorException(
                            ErrorCode.CONVERSATION_LOCKED,
                            "The conversation " + id + " is in use by another request or program."
                                    + " Wait until it has finished, or close the other program."));
            boolean opened = false;
            try {
                home(id); // it may have been deleted meanwhile
                Writer writer = new FileConversationWriter(id, home, lock, reader(id));
                opened = true;
                return writer;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw failed("Cannot open the conversation " + id, e);
        }
    }

    static MigratorException failed(String what, Exception cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new MigratorException(ErrorCode.CANCELLED, "Stopped.", cause);
        }
        String why = String.valueOf(cause.getMessage());
        // Java has no exception type for a full disk; these are the messages of Linux, macOS and Windows.
        boolean full =
                why.contains("No space left") || why.contains("quota exceeded") || why.contains("not enough space");
        return full
                ? new MigratorException(
                        ErrorCode.DISK_FULL, what + ": the disk is full. Free disk space, then try again.", cause)
                : new MigratorException(ErrorCode.STORE_FAILED, what + " (" + why + ").", cause);
    }
}
