package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation; the log of these is the conversation. Times are ISO instants. */
public sealed interface ConversationEvent {
    String at();

    /** The first event of every conversation. */
    record Created(String at, String title, List<String> dataFiles) implements ConversationEvent {
        public Created {
            dataFiles = List.copyOf(dataFiles);
        }
    }

    /** The data was profiled, for the first time or again; the fingerprint changes with any of the files. */
    record Profiled(String at, String fingerprint) implements ConversationEvent {}

    /** A question was put. */
    record Asked(String at, String question) implements ConversationEvent {}

    /** The last question was answered from the data of that fingerprint. */
    record Answered(String at, Answer answer, String fingerprint) implements ConversationEvent {}

    /** The last question ended in an error instead of an answer. */
    record Failed(String at, ErrorCode code, String message) implements ConversationEvent {}

    /** The state was changed to these entries. */
    record StateChanged(String at, List<ConversationState.Entry> entries) implements ConversationEvent {
        public StateChanged {
            entries = List.copyOf(entries);
        }
    }

    /** The last change of the state that was not taken back yet was taken back. */
    record Undone(String at) implements ConversationEvent {}

    /**
     * The turns up to that one go into prompts as this summary and as facts from now on. The events that they are made of stay.
     *
     * @param summary questions alone, without any figure, or a model's summary that passed the checks
     * @param model the model that wrote it, or null
     */
    record Compressed(
            String at,
            int through,
            String summary,
            @Nullable String model) implements ConversationEvent {}

    /** The user has confirmed the answer of that turn, and its query has reproduced it. */
    record Confirmed(String at, int turn) implements ConversationEvent {}
}
