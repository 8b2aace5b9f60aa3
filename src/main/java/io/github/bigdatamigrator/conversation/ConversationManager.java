package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Failed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conversations and answers questions in them. Safe for use by several threads; while one question of a
 * conversation is being answered, another one to it is turned away with CONVERSATION_LOCKED. Ids that are not known
 * lead to UNKNOWN_CONVERSATION, which names the nearest one.
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

    /** A new conversation whose data files are read with the defaults. */
    public String create(String title, List<String> dataFiles) {
        return create(title, dataFiles, ReadOptions.DEFAULT);
    }

    /** A new conversation, whose data is not profiled yet; returns its id. */
    public String create(String title, List<String> dataFiles, ReadOptions reading) {
        if (title.isBlank()) {
            throw new MigratorException(ErrorCode.BAD_INPUT, "A conversation needs a title; this one is blank.");
        }
        String id = ConversationId.of(title);
        store.create(id, new Created(now(), title.strip(), dataFiles, reading));
        return id;
    }

    /**
     * Keeps the profile of the conversation's data; a later one replaces it, and answers from other data become stale.
     */
    public void profiled(String id, DataContext context) {
        profiled(id, context, null);
    }

    /**
     * Like {@link #profiled(String, DataContext)}.
     *
     * @param reading how the data files are read from now on, or null when that stays as it was
     */
    public void profiled(String id, DataContext context, @Nullable ReadOptions reading) {
        try (ConversationStore.Writer writer = store.open(id)) {
            writer.keep(context);
            writer.append(new Profiled(now(), TurnReducer.fingerprint(context), reading));
            writer.force();
        }
    }

    /**
     * Answers a question from the conversation's data. The answer is on disk before the listener hears its text and
     * before this returns.
     *
     * @param data the data that {@link #profiled} was given the profile of
     * @throws MigratorException BAD_INPUT for a blank question, CONVERSATION_NOT_READY without a profile,
     *     CONVERSATION_LOCKED, CANCELLED, DATA_CHANGED, STORE_FAILED; a model that fails and SQL that fails are no
     *     exceptions but answers that say so
     */
    public Answer ask(String id, OpenedData data, String question, AnswerListener listener) {
        return ask(id, data, question, listener, ConversationState.ANY_VERSION);
    }

    /**
     * As {@link #ask(String, OpenedData, String, AnswerListener)}, for a caller that has seen the conversation at that
     * version.
     *
     * @throws MigratorException VERSION_CONFLICT when others have written since
     */
    public Answer ask(String id, OpenedData data, String question, AnswerListener listener, long version) {
        if (question.isBlank()) {
            throw new MigratorException(ErrorCode.BAD_INPUT, "The question is blank; write one.");
        }
        Answer answer;
        try (ConversationStore.Writer writer = StateService.open(store, id, version)) {
            if (store.memory(id).fingerprint().isEmpty()) {
                throw new MigratorException(
                        ErrorCode.CONVERSATION_NOT_READY,
                        "The data of the conversation " + id + " has not been profiled yet. Wait until it has.");
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

    /** What holds in the conversation; needs no lock. */
    public ConversationState state(String id) {
        return store.memory(id).state();
    }

    /**
     * Changes what holds in the conversation from now on.
     *
     * @param version the version that the caller has seen, or {@link ConversationState#ANY_VERSION}
     * @throws MigratorException BAD_INPUT, VERSION_CONFLICT, CONVERSATION_LOCKED, STORE_FAILED
     */
    public ConversationState setState(String id, StateChange change, long version) {
        return states.change(id, change, version);
    }

    /**
     * Takes back the last change of the state that was not taken back yet, of the last 50; BAD_INPUT when there is
     * none.
     */
    public ConversationState undo(String id, long version) {
        return states.undo(id, version);
    }

    /** The whole conversation, as far as it has come; needs no lock. */
    public Conversation conversation(String id) {
        return TurnReducer.whole(store, id);
    }

    /**
     * All conversations, the one used last first. One that cannot be read is listed too, under a title that says so.
     */
    public List<ConversationSummary> list() {
        return store.ids().stream()
                .map(this::line)
                .sorted(Comparator.comparing(ConversationSummary::updatedAt).reversed())
                .toList();
    }

    private ConversationSummary line(String id) {
        try {
            return store.summary(id);
        } catch (MigratorException e) {
            return new ConversationSummary(
                    id, "(unreadable: " + e.getMessage() + ")", List.of(), ReadOptions.DEFAULT, "", "", 0, 0);
        }
    }

    /** Removes the conversation with its answers and its profile. */
    public void delete(String id) {
        try (ConversationStore.Writer writer = store.open(id)) {
            writer.delete();
        }
    }

    private String now() {
        return clock.instant().toString();
    }
}
