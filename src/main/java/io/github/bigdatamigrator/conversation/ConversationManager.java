package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.List;

/** Keeps conversations and answers questions in them. */
public final class ConversationManager {
    public ConversationManager(ConversationStore store, LanguageModel model, AnswerSettings settings) {
        throw new UnsupportedOperationException("store, model, settings: " + store + model + settings);
    }

    /**
     * How answers are made.
     *
     * @param level the most that prompts may disclose
     * @param replyTokens the longest reply that is asked for
     */
    public record AnswerSettings(PrivacyLevel level, int replyTokens) {}

    public String create(String title, List<String> dataFiles) {
        throw new UnsupportedOperationException();
    }

    public void profiled(String id, DataContext context) {
        throw new UnsupportedOperationException();
    }

    public Answer ask(String id, OpenedData data, String question, AnswerListener listener) {
        throw new UnsupportedOperationException();
    }

    public Conversation conversation(String id) {
        throw new UnsupportedOperationException();
    }

    public List<ConversationSummary> list() {
        throw new UnsupportedOperationException();
    }

    public void delete(String id) {
        throw new UnsupportedOperationException();
    }
}
