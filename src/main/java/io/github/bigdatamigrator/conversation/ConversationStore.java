package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import java.util.List;
import java.util.Optional;

/**
 * Stores the events of conversations. Thread-safe; a store on disk is also safe for several processes. Writing needs
 * the conversation's lock, reading does not.
 *
 * <p>Methods with an id throw {@link io.github.bigdatamigrator.error.MigratorException}: UNKNOWN_CONVERSATION if there
 * is no such conversation, STORE_FAILED if it cannot be read or written.
 */
public interface ConversationStore {
    /** Returns the ids of all conversations in alphabetical order. */
    List<String> ids();

    /** Creates a conversation with its first event; the id consists of a to z, 0 to 9 and dashes. */
    void create(String id, ConversationEvent.Created first);

    /** Returns all events, oldest first. */
    List<ConversationEvent> replay(String id);

    /** Returns a summary; cheaper than a replay. */
    ConversationSummary summary(String id);

    /** Returns the current memory of the conversation; bounded in size, and cheaper than a replay. */
    default ConversationMemory memory(String id) {
        ConversationMemory memory = new ConversationMemory();
        replay(id).forEach(memory::add);
        return memory;
    }

    /** Returns the last profile given to {@link Writer#saveProfile}. */
    Optional<DataContext> context(String id);

    /**
     * Takes the conversation's lock and repairs damage from a crash.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException CONVERSATION_LOCKED if another thread or process has
     *     the lock
     */
    Writer open(String id);

    /** Writes to one conversation and holds its lock; used by one thread at a time. */
    interface Writer extends AutoCloseable {
        /** Returns the number of the last event, 1 for the first. */
        long version();

        /** Appends an event; it survives a kill of this process once this method returns. */
        void append(ConversationEvent event);

        /** Forces appended events to disk, so that they also survive a power failure. */
        void force();

        /** Replaces the stored profile. */
        void saveProfile(DataContext context);

        /** Returns what was repaired on opening, one line each, for the user. */
        List<String> repairs();

        /** Deletes the conversation with all its files; the writer cannot be used afterwards. */
        void delete();

        /** Releases the lock. */
        @Override
        void close();
    }
}
