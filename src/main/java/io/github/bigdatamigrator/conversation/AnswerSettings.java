package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * Says how answers are made.
 *
 * @param level the most that prompts may disclose
 * @param fallbackLevel the most that a prompt may disclose that is made again because the model failed, for an online
 *     one that may see less; the same as {@code level} if there is none
 * @param replyTokens the longest reply that is asked for
 * @param tokens counts the tokens of a text, rather too many than too few
 * @param longestTurn after so long a model is asked nothing more for the same question
 */
public record AnswerSettings(
        PrivacyLevel level,
        PrivacyLevel fallbackLevel,
        int replyTokens,
        ToIntFunction<String> tokens,
        Duration longestTurn) {
    private static final Duration LONGEST_TURN = Duration.ofMinutes(30);

    public AnswerSettings {
        if (replyTokens < 1) {
            throw new IllegalArgumentException("reply tokens: " + replyTokens);
        }
    }

    public AnswerSettings(
            PrivacyLevel level, PrivacyLevel fallbackLevel, int replyTokens, ToIntFunction<String> tokens) {
        this(level, fallbackLevel, replyTokens, tokens, LONGEST_TURN);
    }

    public AnswerSettings(PrivacyLevel level, int replyTokens, ToIntFunction<String> tokens) {
        this(level, level, replyTokens, tokens);
    }
}
