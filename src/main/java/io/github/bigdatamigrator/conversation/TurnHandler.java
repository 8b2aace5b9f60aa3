package io.github.bigdatamigrator.conversation;

/** Answers one question of a conversation. Thread-safe. */
public interface TurnHandler {
    /**
     * Changes the state of the conversation if the message asks for it, and answers the remaining question.
     *
     * @param writer holds the conversation's lock for the whole turn
     */
    Answer answer(
            String id, ConversationStore.Writer writer, OpenedData data, String question, AnswerListener listener);
}
