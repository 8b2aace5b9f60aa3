package io.github.bigdatamigrator.llm;

import org.jspecify.annotations.Nullable;

/**
 * A model's state.
 *
 * @param available whether a chat can be expected to work now
 * @param model the name that the server will answer under, or the one that is set
 * @param windowTokens tokens that prompt and reply may have together: as loaded, else as set
 * @param maxWindowTokens the window that the model was made for, or 0 where unknown
 * @param note one line for the user: what is wrong and what mends it, or a warning; null when all is well
 * @param listedWindow the loaded window by the word of the server's lists, or 0 where they do not tell
 * @param loaded whether the model is in memory, as far as is known; where not, the first chat waits for that
 * @param tools whether the server says that the model was trained to call tools
 */
public record ModelStatus(
        boolean available,
        String model,
        int windowTokens,
        int maxWindowTokens,
        @Nullable String note,
        int listedWindow,
        boolean loaded,
        boolean tools) {
    /** A model in memory of which no more is known. */
    public ModelStatus(boolean available, String model, int windowTokens, int maxWindowTokens, @Nullable String note) {
        this(available, model, windowTokens, maxWindowTokens, note, 0, true, false);
    }

    /** The same with another window. */
    public ModelStatus withWindow(int tokens) {
        return new ModelStatus(available, model, tokens, maxWindowTokens, note, listedWindow, loaded, tools);
    }
}
