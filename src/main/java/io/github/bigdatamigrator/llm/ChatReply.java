package io.github.bigdatamigrator.llm;

/**
 * What a model answered.
 *
 * @param text the whole reply without reasoning blocks
 * @param model the model that answered, by the server's own word
 * @param usage tokens as the server counted them, or as estimated where it does not say
 * @param finish why the reply ended
 * @param online whether the request left the machine
 */
public record ChatReply(String text, String model, TokenUsage usage, Finish finish, boolean online) {
    /** Why a reply ended. */
    public enum Finish {
        /** The model was done. */
        STOP,
        /** The reply limit or the window was reached; the text is cut. */
        LENGTH,
        /** The stream ended without saying so; the text may be cut. */
        UNKNOWN
    }
}
