package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import java.util.List;
import java.util.Optional;

/**
 * Where the events of conversations are kept: append and replay. Safe for use by several threads and, where the store
 * is on disk, by several processes: whoever writes holds the conversation's lock; reading needs none.
 *
 * <p>All methods that take an id throw {@link io.github.bigdatamigrator.error.MigratorException}: UNKNOWN_CONVERSATION
 * when there is no such conversation, STORE_FAILED when it cannot be read or written.
 */
public interface ConversationStore {
    /** The ids of all conversations, in alphabetical order. */
    List<String> ids();

    /** Makes a conversation, whose first event is given; the id consists of a to z, 0 to 9 and dashes. */
    void create(String id, ConversationEvent.Created first);

    /** All events, oldest first. */
    List<ConversationEvent> replay(String id);

    /** One line about a conversation; cheaper than a replay. */
    ConversationSummary summary(String id);

    /** What the conversation remembers, as far as it has come; bounded, and cheaper than a replay. */
    default ConversationMemory memory(String id) {
        ConversationMemory memory = new ConversationMemory();
        replay(id).forEach(memory::add);
        return memory;
    }

    /** The profile that {@link Writer#keep} was last given. */
    Optional<DataContext> context(String id);

    /**
     * Takes the conversation's lock and mends what a crash has left.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException CONVERSATION_LOCKED when someone else holds it, in this
     *     process or another
     */
    Writer open(String id);

    /** The right to write to one conversation; used by one thread at a time. */
    interface Writer extends AutoCloseable {
        /** The number of the last event, 1 for the first. */
        long version();

        /** Adds an event at the end; it outlives a kill of this process once this returns. */
        void append(ConversationEvent event);

        /** Makes what was appended outlive a power failure too. */
        void force();

        /** Keeps the profile, in place of an earlier one. */
        void keep(DataContext context);

        /** What had to be mended on opening, one line each, for the user. */
        List<String> repairs();

        /** Removes the conversation with all that was kept for it; the writer is of no use any more. */
        void delete();

        /** Gives the lock back. */
        @Override
        void close();
    }
}
