package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.conversation.prompt.Prompt;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ReplySchema;
import java.util.List;

/**
 * Holds a model and the prompt for it, cut to its window and privacy level.
 *
 * @param step runs the SQL that the model writes
 */
record ModelPrompt(
        TurnContext turn,
        LanguageModel model,
        PromptAttempts.Scope scope,
        HeaderPseudonyms pseudonyms,
        Prompt prompt,
        QueryStep step,
        ResultAnswerWriter summarizer) {
    private static final ReplySchema FORM = new ReplySchema("query", """
            {"type": "object", "properties": {"answerable": {"type": "string", "enum": ["yes", "no", "unclear"]},
            "why": {"type": "string"}, "sql": {"type": "string"}},
            "required": ["answerable", "why", "sql"], "additionalProperties": false}
            """);

    static ModelPrompt of(TurnContext turn, LanguageModel model, PromptAttempts.Scope scope) {
        DataContext context = turn.data().context();
        AnswerSettings settings = turn.settings();
        HeaderPseudonyms pseudonyms = HeaderPseudonyms.of(context, scope.level());
        Prompt.Limits limits =
                new Prompt.Limits(scope.windowTokens(), settings.replyTokens(), scope.level(), settings.tokens());
        Prompt prompt = Prompt.of(context, pseudonyms, turn.question(), scope.history(), limits, scope.storedValues());
        prompt.note().ifPresent(turn.draft()::warnOnce);
        QueryStep step = new QueryStep(turn, scope.history(), pseudonyms);
        return new ModelPrompt(turn, model, scope, pseudonyms, prompt, step, new ResultAnswerWriter(turn, model));
    }

    AnswerDraft draft() {
        return turn.draft();
    }

    ChatReply chat(List<ChatMessage> messages) {
        return turn.chat(model, prompt.request(messages));
    }

    /** Asks for the reply as JSON, which some servers enforce. */
    ChatReply chatInForm(List<ChatMessage> messages) {
        return turn.chat(model, prompt.request(messages).withReplySchema(FORM));
    }
}
