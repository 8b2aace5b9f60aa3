package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Described;
import io.github.bigdatamigrator.conversation.ConversationEvent.Failed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores conversations and answers questions in them. Thread-safe. A conversation answers one question at a time:
 * another question is rejected with CONVERSATION_LOCKED. An unknown id is an UNKNOWN_CONVERSATION error that names the
 * nearest known id.
 */
public final class ConversationManager {
    private final ConversationStore store;
    private final TurnHandler turns;
    private final Clock clock;
    private final StateService states;

    public ConversationManager(ConversationStore store, TurnHandler turns, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.states = new StateService(store, clock);
        this.turns = turns;
    }

    /** Creates a conversation with the default read options. */
    public String create(String title, List<String> dataFiles) {
        return create(title, dataFiles, ReadOptions.DEFAULT);
    }

    /** Creates a conversation whose data is not profiled yet, and returns its id. */
    public String create(String title, List<String> dataFiles, ReadOptions reading) {
        String id = ConversationId.of(checkedTitle(title));
        store.create(id, new Created(now(), title.strip(), dataFiles, reading));
        return id;
    }

    /** Stores the profile of the conversation's data and leaves the read options unchanged. */
    public void saveProfile(String id, DataContext context) {
        saveProfile(id, context, null);
    }

    /**
     * Stores the profile of the conversation's data in place of an earlier one. Answers from other data become stale.
     *
     * @param reading the new read options, or null if they did not change
     */
    public void saveProfile(String id, DataContext context, @Nullable ReadOptions reading) {
        try (ConversationStore.Writer writer = store.open(id)) {
            writer.saveProfile(context);
            writer.append(new Profiled(now(), TurnReducer.fingerprint(context), reading));
            writer.force();
        }
    }

    /**
     * Answers a question from the conversation's data. The answer is on disk before the listener receives its text and
     * before this method returns. A failing model or failing SQL is not an exception but an answer that says so.
     *
     * @param data the data whose profile was saved
     * @throws MigratorException BAD_INPUT for a blank question, CONVERSATION_NOT_READY without a profile,
     *     CONVERSATION_LOCKED, CANCELLED, DATA_CHANGED, STORE_FAILED
     */
    public Answer ask(String id, OpenedData data, String question, AnswerListener listener) {
        return ask(id, data, question, listener, ConversationState.ANY_VERSION);
    }

    /**
     * Answers a question if the conversation still has the given version.
     *
     * @throws MigratorException VERSION_CONFLICT if the conversation changed after that version
     */
    public Answer ask(String id, OpenedData data, String question, AnswerListener listener, long version) {
        if (question.isBlank()) {
            throw MigratorException.badInput("The question is blank. Write a question.");
        }
        Answer answer;
        try (ConversationStore.Writer writer = StateService.openAtVersion(store, id, version)) {
            if (store.memory(id).fingerprint().isEmpty()) {
                throw new MigratorException(
                        ErrorCode.CONVERSATION_NOT_READY,
                        "The data of the conversation " + id
                                + " has not been profiled yet. Wait until profiling has finished.");
            }
            String asked = question.strip();
            writer.append(new Asked(now(), asked));
            try {
                answer = turns.answer(id, writer, data, asked, listener);
                writer.append(new Answered(now(), answer, TurnReducer.fingerprint(data.context())));
                writer.force();
            } catch (RuntimeException e) {
                ErrorCode code = e instanceof MigratorException known ? known.code() : ErrorCode.INTERNAL;
                writer.append(new Failed(now(), code, String.valueOf(e.getMessage())));
                throw e;
            }
        }
        for (String piece : answer.content().split("(?<=\\s)")) {
            listener.token(piece);
        }
        return answer;
    }

    /** Returns the current state; needs no lock. */
    public ConversationState state(String id) {
        return store.memory(id).state();
    }

    /**
     * Changes the state of the conversation.
     *
     * @param version the version that the caller has read, or {@link ConversationState#ANY_VERSION}
     * @throws MigratorException BAD_INPUT, VERSION_CONFLICT, CONVERSATION_LOCKED, STORE_FAILED
     */
    public ConversationState setState(String id, StateChange change, long version) {
        return states.change(id, change, version);
    }

    /** Undoes the last change of the state that was not undone yet; BAD_INPUT if there is none. Keeps 50 changes. */
    public ConversationState undo(String id, long version) {
        return states.undo(id, version);
    }

    /** Returns the whole conversation; needs no lock. */
    public Conversation conversation(String id) {
        return TurnReducer.conversation(store, id);
    }

    /**
     * Renames the conversation, or pins it to the top of the list or removes it from there.
     *
     * @param title the new title, or null to leave it
     * @param pinned whether it is pinned, or null to leave that
     * @throws MigratorException BAD_INPUT for a blank title, VERSION_CONFLICT, CONVERSATION_LOCKED, STORE_FAILED
     */
    public ConversationSummary describe(String id, @Nullable String title, @Nullable Boolean pinned, long version) {
        try (ConversationStore.Writer writer = StateService.openAtVersion(store, id, version)) {
            ConversationSummary now = store.summary(id);
            writer.append(new Described(
                    now(),
                    title == null ? now.title() : checkedTitle(title),
                    Objects.requireNonNullElse(pinned, now.pinned())));
            writer.force();
        }
        return store.summary(id);
    }

    private static String checkedTitle(String title) {
        if (title.isBlank()) {
            throw MigratorException.badInput("A conversation needs a title; this one is blank.");
        }
        return title.strip();
    }

    /**
     * Lists all conversations, pinned ones first, then the most recently used. An unreadable one has the error as its
     * title.
     */
    public List<ConversationSummary> list() {
        return store.ids().stream()
                .map(this::summaryOrError)
                .sorted(Comparator.comparing(ConversationSummary::pinned)
                        .thenComparing(ConversationSummary::updatedAt)
                        .reversed())
                .toList();
    }

    private ConversationSummary summaryOrError(String id) {
        try {
            return store.summary(id);
        } catch (MigratorException e) {
            return new ConversationSummary(
                    id, "(unreadable: " + e.getMessage() + ")", List.of(), ReadOptions.DEFAULT, "", "", 0, false, 0);
        }
    }

    /** Deletes the conversation with its answers and its profile. */
    public void delete(String id) {
        try (ConversationStore.Writer writer = store.open(id)) {
            writer.delete();
        }
    }

    private String now() {
        return clock.instant().toString();
    }
}
