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
 */
public record ModelStatus(
        boolean available,
        String model,
        int windowTokens,
        int maxWindowTokens,
        @Nullable String note) {}
