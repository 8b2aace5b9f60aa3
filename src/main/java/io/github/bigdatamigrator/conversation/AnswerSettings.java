package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * Configures how questions are answered.
 *
 * @param level the highest level of data that prompts may contain
 * @param fallbackLevel the level for a prompt that is rebuilt for the online fallback, which may receive less data;
 *     equal to {@code level} without a fallback
 * @param replyTokens the maximum length of a reply
 * @param tokens estimates the tokens of a text, rather too high than too low
 * @param longestTurn the time after which no model is asked for the same question
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
