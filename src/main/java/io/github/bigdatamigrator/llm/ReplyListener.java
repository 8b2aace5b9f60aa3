package io.github.bigdatamigrator.llm;

import java.time.Duration;
import java.util.function.Consumer;

/** Receives a reply while it arrives, on the calling thread. A lambda receives the pieces. */
@FunctionalInterface
public interface ReplyListener {
    /** Receives the next piece of the reply; pieces may end anywhere. */
    void accept(String piece);

    /** Receives a progress message for the user; called after two seconds of waiting and then every ten. */
    default void waiting(String what) {}

    /** Receives how long the request waited for others at the same server before it was sent; not called for none. */
    default void queued(Duration time) {}

    /** Whether a reader sees the pieces as they arrive. If not, a reply that broke off may be requested again. */
    default boolean shows() {
        return true;
    }

    /** Passes everything on to another listener. */
    class Forwarding implements ReplyListener {
        private final ReplyListener target;

        protected Forwarding(ReplyListener target) {
            this.target = target;
        }

        @Override
        public void accept(String piece) {
            target.accept(piece);
        }

        @Override
        public void waiting(String what) {
            target.waiting(what);
        }

        @Override
        public void queued(Duration time) {
            target.queued(time);
        }

        @Override
        public boolean shows() {
            return target.shows();
        }
    }

    /** Ignores everything, for a caller who needs only the whole reply. */
    ReplyListener NONE = progress(what -> {});

    /** Receives only the progress messages. */
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
