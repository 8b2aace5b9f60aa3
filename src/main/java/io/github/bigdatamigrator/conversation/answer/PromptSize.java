package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.prompt.HeaderPseudonyms;
import io.github.bigdatamigrator.conversation.prompt.Prompt;
import io.github.bigdatamigrator.conversation.prompt.PromptContext;
import io.github.bigdatamigrator.conversation.prompt.QuestionValues;

/** Counts the tokens of a prompt about data, so that a window can be chosen. */
public final class PromptSize {
    private static final String QUESTION = "How many rows are there?";
    private static final int UNLIMITED = 1 << 24;

    private PromptSize() {}

    /** The tokens of the first question's prompt if everything that was measured of the data is in it. */
    public static int tokens(DataContext context, AnswerSettings settings) {
        HeaderPseudonyms pseudonyms = HeaderPseudonyms.of(context, settings.level());
        Prompt.Limits limits =
                new Prompt.Limits(UNLIMITED, settings.replyTokens(), settings.level(), settings.tokens());
        PromptContext history = PromptContext.of(QUESTION, context, new ConversationMemory());
        return Prompt.of(context, pseudonyms, QUESTION, history, limits, QuestionValues.NONE).messages().stream()
                .mapToInt(message -> settings.tokens().applyAsInt(message.content()))
                .sum();
    }
}
