package io.github.bigdatamigrator.llm;

import java.util.function.Consumer;

/** Hears the pieces of a reply, and what is being waited for before they come. Given to a chat in place of a plain consumer. */
public interface ReplyListener extends Consumer<String> {
    /** What the model is busy with, in the user's words; told when it takes more than two seconds, and every ten from then on. */
    void waiting(String what);

    /** Whether a reader sees the pieces as they come. Where none does, a reply that broke off may be asked for anew. */
    default boolean shows() {
        return true;
    }

    /** For one who takes the whole reply alone. */
    ReplyListener NONE = new ReplyListener() {
        @Override
        public void accept(String piece) {}

        @Override
        public void waiting(String what) {}

        @Override
        public boolean shows() {
            return false;
        }
    };
}
