package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.ContextJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** Writes to one conversation of a {@link FileConversationStore}. */
final class FileConversationWriter implements ConversationStore.Writer {
    private final String id;
    private final Path home;
    private final ConversationLock lock;
    private final RandomAccessFile events; // unlike a channel it survives an interrupt of its thread
    private final List<String> repairs;
    private long sequence;

    FileConversationWriter(String id, Path home, ConversationLock lock) throws IOException {
        this.id = id;
        this.home = home;
        this.lock = lock;
        Path file = home.resolve(FileConversationStore.EVENTS);
        byte[] bytes = Files.readAllBytes(file);
        EventLog log = EventLog.read(bytes, id + "/" + FileConversationStore.EVENTS);
        this.sequence = log.events().size();
        this.repairs =
                log.sound() < bytes.length ? setAside(Arrays.copyOfRange(bytes, log.sound(), bytes.length)) : List.of();
        this.events = new RandomAccessFile(file.toFile(), "rw");
        if (log.sound() < bytes.length) {
            events.setLength(log.sound());
            events.getFD().sync();
        }
        events.seek(log.sound());
    }

    private List<String> setAside(byte[] torn) throws IOException {
        Path aside = home.resolve("events.torn");
        OwnerOnly.append(aside, torn);
        return List.of("The history ended in a torn line of " + torn.length
                + " bytes, left by a crash; it was cut and is kept in " + id + "/" + aside.getFileName() + ".");
    }

    @Override
    public long version() {
        return sequence;
    }

    @Override
    public void append(ConversationEvent event) {
        try {
            events.write(EventLog.line(sequence + 1, EventJson.write(event)));
            sequence++;
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
    }

    @Override
    public void keep(DataContext context) {
        Path fresh = home.resolve(FileConversationStore.CONTEXT + ".new");
        try {
            OwnerOnly.write(fresh, ContextJson.text(context).getBytes(StandardCharsets.UTF_8));
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
            OwnerOnly.delete(home);
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
