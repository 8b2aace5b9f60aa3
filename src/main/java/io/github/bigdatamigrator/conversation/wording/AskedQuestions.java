package io.github.bigdatamigrator.conversation.wording;

import java.util.List;

/**
 * The question of a turn, the earlier ones that it follows up on, and the language in which it is answered.
 *
 * @param texts the question, then the earlier ones, latest first
 */
public record AskedQuestions(List<String> texts, AnswerLanguage language) {
    public AskedQuestions {
        texts = List.copyOf(texts);
    }

    /** A question that follows up on none, in its own language. */
    static AskedQuestions of(String question) {
        return new AskedQuestions(List.of(question), AnswerLanguage.of(List.of(question)));
    }

    public String question() {
        return texts.get(0);
    }
}
