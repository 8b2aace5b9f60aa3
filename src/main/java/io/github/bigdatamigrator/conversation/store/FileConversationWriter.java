package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.json.ContextJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes to one conversation of a {@link FileConversationStore}. */
final class FileConversationWriter implements ConversationStore.Writer {
    private final String id;
    private final Path home;
    private final ConversationLock lock;
    private final RandomAccessFile events; // unlike a channel it survives an interrupt of its thread
    private final List<String> repairs;
    private final EventLogReader log;

    /** @param log as this process knows it; it may have to catch up */
    FileConversationWriter(String id, Path home, ConversationLock lock, EventLogReader log) throws IOException {
        this.id = id;
        this.home = home;
        this.lock = lock;
        this.log = log;
        int torn = log.catchUp();
        this.events =
                new RandomAccessFile(home.resolve(FileConversationStore.EVENTS).toFile(), "rw");
        this.repairs = torn > 0 ? cut(torn) : List.of();
    }

    private List<String> cut(int length) throws IOException {
        byte[] torn = new byte[length];
        events.seek(log.offset());
        events.readFully(torn);
        List<String> told = setAside(torn);
        events.setLength(log.offset());
        events.getFD().sync();
        return told;
    }

    private List<String> setAside(byte[] torn) throws IOException {
        Path aside = home.resolve("events.torn");
        OwnerOnlyPermissions.append(aside, torn);
        return List.of("The history ended in a torn line of " + torn.length
                + " bytes, left by a crash; it was cut and is kept in " + id + "/" + aside.getFileName() + ".");
    }

    @Override
    public long version() {
        return log.memory().version();
    }

    @Override
    public void append(ConversationEvent event) {
        try {
            log.append(events, event);
        } catch (IOException e) {
            throw FileConversationStore.failed("Cannot write to the conversation " + id, e);
        }
    }

    @Override
    public void force() {
        try {
            events.getFD().sync();
        } catch (IOException e) {
            throw FileConversationStore.failed("Cannot write to the conversation " + id, e);
        }
        try {
            log.checkpointIfDue();
        } catch (IOException e) {
            // What was asked for is on disk; a checkpoint only saves time, and stays due.
        }
    }

    @Override
    public void keep(DataContext context) {
        Path fresh = home.resolve(FileConversationStore.CONTEXT + ".new");
        try {
            OwnerOnlyPermissions.write(fresh, ContextJson.text(context).getBytes(StandardCharsets.UTF_8));
            Files.move(
                    fresh,
                    home.resolve(FileConversationStore.CONTEXT),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileConversationStore.failed("Cannot keep the profile of the conversation " + id, e);
        }
    }

    @Override
    public List<String> repairs() {
        return repairs;
    }

    @Override
    public void delete() {
        try {
            OwnerOnlyPermissions.delete(home);
        } catch (IOException e) {
            throw FileConversationStore.failed("Cannot delete the conversation " + id, e);
        }
    }

    @Override
    public void close() {
        try (lock;
                events) {
            // Both are closed, the lock last.
        } catch (IOException e) {
            throw FileConversationStore.failed("Cannot close the conversation " + id, e);
        }
    }
}
