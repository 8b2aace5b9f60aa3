package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records one change of a conversation; a conversation is the sequence of its events. Times are ISO instants. */
public sealed interface ConversationEvent {
    String at();

    /** The first event of every conversation; earlier versions stored no read options. */
    record Created(String at, String title, List<String> dataFiles, ReadOptions reading) implements ConversationEvent {
        public Created {
            dataFiles = List.copyOf(dataFiles);
        }
    }

    /**
     * The data was profiled, for the first time or again.
     *
     * @param fingerprint changes when any of the files changes
     * @param reading the new read options, or null if they did not change
     */
    record Profiled(String at, String fingerprint, @Nullable ReadOptions reading) implements ConversationEvent {
        public Profiled(String at, String fingerprint) {
            this(at, fingerprint, null);
        }
    }

    /** A question was asked. */
    record Asked(String at, String question) implements ConversationEvent {}

    /** The last question was answered from the data with this fingerprint. */
    record Answered(String at, Answer answer, String fingerprint) implements ConversationEvent {}

    /** The last question ended in an error instead of an answer. */
    record Failed(String at, ErrorCode code, String message) implements ConversationEvent {}

    /** The state changed to these entries. */
    record StateChanged(String at, List<ConversationState.Entry> entries) implements ConversationEvent {
        public StateChanged {
            entries = List.copyOf(entries);
        }
    }

    /** The last change of the state that was not undone yet was undone. */
    record Undone(String at) implements ConversationEvent {}

    /**
     * A summary and answered questions replace the turns up to number {@code through} in prompts. Their events stay in
     * the log.
     *
     * @param summary the questions without any number, or a model's summary that passed the checks
     * @param model the model that wrote the summary, or null
     */
    record Compressed(
            String at,
            int through,
            String summary,
            @Nullable String model) implements ConversationEvent {}

    /** The user renamed the conversation, or pinned it to the top of lists, or removed it from there. */
    record Described(String at, String title, boolean pinned) implements ConversationEvent {}

    /** The user confirmed the answer of this turn, and its query reproduced it. */
    record Confirmed(String at, int turn) implements ConversationEvent {}
}
