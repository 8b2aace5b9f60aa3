package io.github.bigdatamigrator.conversation;

/** Answers one question of a conversation; safe for use by several threads. */
public interface TurnHandler {
    /**
     * Changes the state of the conversation if the message says so, and answers the question that is left.
     *
     * @param writer the right to write to the conversation, held for the whole turn
     * @param data the conversation's data
     */
    Answer answer(
            String id, ConversationStore.Writer writer, OpenedData data, String question, AnswerListener listener);
}
