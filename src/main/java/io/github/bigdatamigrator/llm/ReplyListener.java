package io.github.bigdatamigrator.llm;

import java.util.function.Consumer;

/** Receives a reply while it arrives, on the thread that asks. A lambda is a reader of the pieces. */
@FunctionalInterface
public interface ReplyListener {
    /** The next piece of the reply; it may be any part of the text. */
    void accept(String piece);

    /**
     * What the model is busy with, in the user's words; called when it takes more than two seconds, and every ten from
     * then on.
     */
    default void waiting(String what) {}

    /** Whether a reader sees the pieces as they come. If none does, a reply that broke off may be requested again. */
    default boolean shows() {
        return true;
    }

    /** Receives nothing: for a caller who takes the whole reply alone. */
    ReplyListener NONE = progress(what -> {});

    /** Receives what the model is busy with, and shows no piece. */
    static ReplyListener progress(Consumer<String> waiting) {
        return new ReplyListener() {
            @Override
            public void accept(String piece) {}

            @Override
            public void waiting(String what) {
                waiting.accept(what);
            }

            @Override
            public boolean shows() {
                return false;
            }
        };
    }
}
