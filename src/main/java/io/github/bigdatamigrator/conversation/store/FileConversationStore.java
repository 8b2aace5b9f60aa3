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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Conversations in a local folder: {@code <id>/events.jsonl}, the profile beside it in {@code context.json}. Only their
 * owner can read them. A checkpoint of what is remembered lies there too and may be deleted. A last line that a crash
 * has torn is cut on opening and kept aside in {@code events.torn}.
 */
public final class FileConversationStore implements ConversationStore {
    public static final String EVENTS = "events.jsonl";
    static final String CONTEXT = "context.json";

    /** As many as are answered at once by a busy server; what is kept of one is bounded, whatever its length. */
    private static final int MOST_OPEN = 256;

    private final Path folder;
    private final AtomicLong read = new AtomicLong();
    private final ContextCache contexts = new ContextCache(read);

    /** The logs of the conversations used last; one that is dropped is read again from its checkpoint. */
    private final Map<String, EventLogReader> logs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EventLogReader> eldest) {
            return size() > MOST_OPEN;
        }
    };

    /** @param folder is made when it is first written to */
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
            throw new MigratorException(ErrorCode.BAD_INPUT, "Not a conversation id: " + id);
        }
        // Made under another name, so that a kill on the way leaves no conversation without its first event.
        Path fresh = folder.resolve("." + id + ".new");
        try {
            OwnerOnlyPermissions.folder(folder);
            OwnerOnlyPermissions.folder(fresh);
            OwnerOnlyPermissions.write(fresh.resolve(EVENTS), EventLogFormat.line(1, EventJson.write(first)));
            if (Files.exists(folder.resolve(id))) {
                OwnerOnlyPermissions.delete(fresh);
                throw new FileAlreadyExistsException(id);
            }
            Files.move(fresh, folder.resolve(id));
        } catch (IOException e) {
            throw failed("Cannot make the conversation " + id + " in " + folder, e);
        }
    }

    /** Reads the whole log; what one turn needs is {@link #memory}. */
    @Override
    public List<ConversationEvent> replay(String id) {
        try {
            byte[] bytes = Files.readAllBytes(home(id).resolve(EVENTS));
            read.addAndGet(bytes.length);
            return EventLogFormat.read(bytes, id + "/" + EVENTS, 0).events().stream()
                    .map(event -> decode(id, event))
                    .toList();
        } catch (NoSuchFileException e) {
            throw ConversationId.unknown(id, ids());
        } catch (IOException e) {
            throw failed("Cannot read the conversation " + id, e);
        }
    }

    /** Reads what was written since it was last called, and at first a checkpoint and what follows it. */
    @Override
    public ConversationMemory memory(String id) {
        try {
            EventLogReader log = log(id);
            log.catchUp();
            return log.memory();
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw ConversationId.unknown(id, ids());
        } catch (IOException e) {
            throw failed("Cannot read the conversation " + id, e);
        }
    }

    @Override
    public ConversationSummary summary(String id) {
        ConversationMemory memory = memory(id);
        if (!memory.begun()) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED, "The conversation " + id + " has no beginning; delete it.");
        }
        return memory.summary(id);
    }

    private EventLogReader log(String id) throws IOException {
        Path home = home(id);
        BasicFileAttributes file = Files.readAttributes(home.resolve(EVENTS), BasicFileAttributes.class);
        synchronized (logs) {
            EventLogReader known = logs.get(id);
            if (known != null && known.of(file.fileKey())) {
                return known;
            }
            EventLogReader fresh = new EventLogReader(id + "/" + EVENTS, home, file.fileKey(), read);
            logs.put(id, fresh);
            return fresh;
        }
    }

    /** Bytes that were read from disk so far. */
    public long bytesRead() {
        return read.get();
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

    /** @throws MigratorException UNKNOWN_CONVERSATION; an id that could lead out of the folder is unknown too */
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
                            "The conversation " + id
                                    + " is being written to by someone else. Wait until that answer is there,"
                                    + " or close the other program."));
            boolean opened = false;
            try {
                home(id); // it may have been deleted meanwhile
                Writer writer = new FileConversationWriter(id, home, lock, log(id));
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
        // Java has no type for it; these are the words of Linux, macOS and Windows.
        boolean full =
                why.contains("No space left") || why.contains("quota exceeded") || why.contains("not enough space");
        return full
                ? new MigratorException(
                        ErrorCode.DISK_FULL, what + ": the disk is full. Make room, then try again.", cause)
                : new MigratorException(ErrorCode.STORE_FAILED, what + " (" + why + ").", cause);
    }
}
