package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Clock;
import java.util.List;

/** Changes the state of conversations. Each change is an event that is on disk when the method returns. */
public final class StateService {
    private final ConversationStore store;
    private final Clock clock;

    public StateService(ConversationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Opens the conversation for writing if it still has the given version. */
    static ConversationStore.Writer openAtVersion(ConversationStore store, String id, long version) {
        ConversationStore.Writer writer = store.open(id);
        if (version == ConversationState.ANY_VERSION || version == writer.version()) {
            return writer;
        }
        try (writer) {
            throw new MigratorException(
                    ErrorCode.VERSION_CONFLICT,
                    "The conversation " + id + " is at version " + writer.version() + ", not " + version
                            + ": it has changed since you read it. Read it again.");
        }
    }

    ConversationState change(String id, StateChange change, long version) {
        try (ConversationStore.Writer writer = openAtVersion(store, id, version)) {
            return change(writer, store.memory(id), change);
        }
    }

    /** Changes the state with a writer that is already open. */
    public ConversationState change(ConversationStore.Writer writer, ConversationMemory memory, StateChange change) {
        String now = clock.instant().toString();
        List<Entry> before = memory.state().entries();
        List<Entry> after = StateChange.apply(change, before, memory.nextEntryId(), now);
        if (!after.equals(before)) {
            writer.append(new StateChanged(now, after));
            writer.force();
        }
        return new ConversationState(writer.version(), after);
    }

    ConversationState undo(String id, long version) {
        try (ConversationStore.Writer writer = openAtVersion(store, id, version)) {
            if (!undo(writer, store.memory(id))) {
                throw MigratorException.badInput("There is no change of the state to undo.");
            }
            return store.memory(id).state();
        }
    }

    /** Takes back the last change with a writer that is already open; false if there is none. */
    public boolean undo(ConversationStore.Writer writer, ConversationMemory memory) {
        if (!memory.canUndo()) {
            return false;
        }
        writer.append(new Undone(clock.instant().toString()));
        writer.force();
        return true;
    }
}
