package io.github.bigdatamigrator.llm;

import org.jspecify.annotations.Nullable;

/**
 * Describes the state of a model.
 *
 * @param available whether a chat is expected to work now
 * @param model the name that the server lists, or else the configured one
 * @param windowTokens tokens of prompt and reply together: as loaded, or else as configured
 * @param maxWindowTokens the largest window that the model supports, or 0 if unknown
 * @param note one line for the user: a problem with its remedy, or a warning; null if there is neither
 * @param listedWindow the loaded window according to the server's lists, or 0 if they do not report it
 * @param loaded whether the model is in memory, as far as known; if not, the first chat waits until it is loaded
 * @param tools whether the server reports that the model was trained to call tools
 * @param server what the server reports of itself
 */
public record ModelStatus(
        boolean available,
        String model,
        int windowTokens,
        int maxWindowTokens,
        @Nullable String note,
        int listedWindow,
        boolean loaded,
        boolean tools,
        Server server) {
    /**
     * Describes a server.
     *
     * @param lmStudio whether it is LM Studio, which may have another machine answer (LM Link) without saying so
     * @param nativeChat whether it has LM Studio's own chat call, which reports progress
     * @param parallel requests that it runs at once, sharing the window; 0 if not reported
     * @param reasoningOff whether the model can be told not to reason
     */
    public record Server(boolean lmStudio, boolean nativeChat, int parallel, boolean reasoningOff) {
        public static final Server UNKNOWN = new Server(false, false, 0, false);

        /** What is not known about the place where the model runs, for the user; empty if nothing is to be said. */
        public String place() {
            return lmStudio
                    ? "LM Studio may pass requests on to another machine that is linked with it (LM Link), and does not"
                            + " say so; LOCAL_PRIVACY_LEVEL limits what a model receives."
                    : "";
        }
    }

    /** A loaded model without listed window and tools. */
    public ModelStatus(boolean available, String model, int windowTokens, int maxWindowTokens, @Nullable String note) {
        this(available, model, windowTokens, maxWindowTokens, note, 0, true, false, Server.UNKNOWN);
    }

    public ModelStatus withWindow(int tokens) {
        return new ModelStatus(available, model, tokens, maxWindowTokens, note, listedWindow, loaded, tools, server);
    }
}
