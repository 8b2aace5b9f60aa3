package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a conversation remembers of its events, without holding them. Bounded, whatever their number. Safe for use by several threads. */
public final class ConversationMemory {
    private static final int UNDOABLE = 50;

    private long version;
    private final Deque<List<Entry>> states = new ArrayDeque<>(List.of(List.of()));
    private int lastEntry;

    ConversationMemory() {}

    /** Takes in the next event. */
    synchronized void add(ConversationEvent event) {
        version++;
        if (event instanceof StateChanged changed) {
            states.addLast(changed.entries());
            changed.entries().forEach(entry -> lastEntry = Math.max(lastEntry, entry.id()));
            while (states.size() > UNDOABLE + 1) {
                states.removeFirst();
            }
        } else if (event instanceof Undone && states.size() > 1) {
            states.removeLast();
        }
    }

    synchronized ConversationState state() {
        return new ConversationState(version, states.getLast());
    }

    synchronized boolean undoable() {
        return states.size() > 1;
    }

    /** The id of the next entry of the state. */
    synchronized int nextEntry() {
        return lastEntry + 1;
    }
}
