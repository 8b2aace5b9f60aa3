package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.wording.AskedQuestions;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ReplyListener;

/**
 * Holds what the answerers share while they answer one question. For one thread.
 *
 * @param model the model, limited by the turn's budget
 * @param history the earlier turns, not yet cut to a window
 */
record TurnContext(
        String question,
        OpenedData data,
        AnswerSettings settings,
        LanguageModel model,
        PromptContext history,
        PromptAttempts prompts,
        AnswerListener listener,
        AnswerDraft draft,
        ReportedQueries queries) {
    AskedQuestions asked() {
        return draft.asked();
    }

    /** Asks a model and counts its reply. The listener gets no text of the reply, because it is not checked yet. */
    ChatReply chat(LanguageModel asked, ChatRequest request) {
        ChatReply reply = asked.chat(request, ReplyListener.progress(listener::status));
        draft.addReply(reply);
        return reply;
    }
}
