package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a conversation; the log of these is the conversation. Times are ISO instants. */
public sealed interface ConversationEvent {
    String at();

    /** The first event of every conversation; earlier versions kept no read options. */
    record Created(String at, String title, List<String> dataFiles, ReadOptions reading) implements ConversationEvent {
        public Created {
            dataFiles = List.copyOf(dataFiles);
        }

        public Created(String at, String title, List<String> dataFiles) {
            this(at, title, dataFiles, ReadOptions.DEFAULT);
        }
    }

    /**
     * The data was profiled, for the first time or again; the fingerprint changes with any of the files.
     *
     * @param reading how the files are read from now on, or null when that stays as it was
     */
    record Profiled(String at, String fingerprint, @Nullable ReadOptions reading) implements ConversationEvent {
        public Profiled(String at, String fingerprint) {
            this(at, fingerprint, null);
        }
    }

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
     * The turns up to that one go into prompts as this summary and as facts from now on. The events that they are made
     * of stay.
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
