package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ReplyListener;

/**
 * Holds what the answerers of one question share. For one thread.
 *
 * @param model bound by the turn's budget
 * @param recall what earlier turns say, whatever the window
 */
record TurnContext(
        String question,
        OpenedData data,
        AnswerSettings settings,
        LanguageModel model,
        PromptContext recall,
        PromptFallback prompts,
        AnswerListener listener,
        AnswerDraft draft,
        AnnouncedQueries queries) {

    /** Asks that model and counts its reply. Nobody sees the pieces of a reply: they are not checked yet. */
    ChatReply chat(LanguageModel asked, ChatRequest request) {
        ChatReply reply = asked.chat(request, ReplyListener.progress(listener::status));
        draft.heard(reply);
        return reply;
    }
}
