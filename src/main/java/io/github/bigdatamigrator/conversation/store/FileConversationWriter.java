package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.json.ContextJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes to one conversation of a {@link FileConversationStore}. */
final class FileConversationWriter implements ConversationStore.Writer {
    private final String id;
    private final Path home;
    private final ConversationLock lock;
    private final RandomAccessFile events; // unlike a channel, stays open when its thread is interrupted
    private final List<String> repairs;
    private final EventLogReader log;

    FileConversationWriter(String id, Path home, ConversationLock lock, EventLogReader log) throws IOException {
        this.id = id;
        this.home = home;
        this.lock = lock;
        this.log = log;
        int incomplete = log.catchUp();
        this.events =
                new RandomAccessFile(home.resolve(FileConversationStore.EVENTS).toFile(), "rw");
        this.repairs = incomplete > 0 ? List.of(moveIncompleteLine(incomplete)) : List.of();
    }

    private String moveIncompleteLine(int length) throws IOException {
        byte[] line = new byte[length];
        events.seek(log.offset());
        events.readFully(line);
        OwnerOnlyPermissions.append(home.resolve("events.torn"), line);
        events.setLength(log.offset());
        events.getFD().sync();
        return "A crash left an incomplete last line of " + length + " bytes in the event log; it was moved to " + id
                + "/events.torn.";
    }

    @Override
    public long version() {
        return log.memory().version();
    }

    @Override
    public void append(ConversationEvent event) {
        attempt("write to", () -> log.append(events, event));
    }

    @Override
    public void force() {
        attempt("write to", () -> events.getFD().sync());
        try {
            log.checkpointIfDue();
        } catch (IOException e) {
            // The events are on disk; the checkpoint only saves time and is written later.
        }
    }

    @Override
    public void saveProfile(DataContext context) {
        byte[] profile = ContextJson.text(context).getBytes(StandardCharsets.UTF_8);
        attempt(
                "write the profile of",
                () -> OwnerOnlyPermissions.replace(home.resolve(FileConversationStore.CONTEXT), profile));
    }

    @Override
    public List<String> repairs() {
        return repairs;
    }

    @Override
    public void delete() {
        attempt("delete", () -> OwnerOnlyPermissions.delete(home));
    }

    @Override
    public void close() {
        attempt("close", () -> {
            try (lock;
                    events) {
                // Closes both, the lock last.
            }
        });
    }

    private interface FileOperation {
        void run() throws IOException;
    }

    private void attempt(String verb, FileOperation operation) {
        try {
            operation.run();
        } catch (IOException e) {
            throw FileConversationStore.failed("Cannot " + verb + " the conversation " + id, e);
        }
    }
}
