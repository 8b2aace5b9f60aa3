package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.conversation.prompt.Prompt;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import java.util.List;

/**
 * One model and the prompt that it is asked with, as far as its window and its privacy level allow.
 *
 * @param step runs the SQL that the model writes
 */
record ModelPrompt(
        TurnContext turn,
        LanguageModel model,
        PromptFallback.Scope scope,
        HeaderPseudonyms masks,
        Prompt prompt,
        QueryStep step,
        ResultSummarizer summarizer) {

    static ModelPrompt of(TurnContext turn, LanguageModel model, PromptFallback.Scope scope) {
        DataContext context = turn.data().context();
        AnswerSettings settings = turn.settings();
        HeaderPseudonyms masks = HeaderPseudonyms.of(context, scope.level());
        Prompt.Room room =
                new Prompt.Room(scope.windowTokens(), settings.replyTokens(), scope.level(), settings.tokens());
        Prompt prompt = Prompt.of(context, masks, turn.question(), scope.recall(), room, scope.storedValues());
        QueryStep step = new QueryStep(turn, scope.recall(), masks);
        return new ModelPrompt(turn, model, scope, masks, prompt, step, new ResultSummarizer(turn, model));
    }

    AnswerDraft draft() {
        return turn.draft();
    }

    ChatReply chat(List<ChatMessage> messages) {
        return turn.chat(model, prompt.request(messages));
    }
}
