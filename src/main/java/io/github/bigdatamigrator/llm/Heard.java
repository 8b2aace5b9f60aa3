package io.github.bigdatamigrator.llm;

import java.util.function.Consumer;

/** Passes on what a decorator's caller hears, and remembers whether a reader has seen any of it: from then on nobody else is asked. */
final class Heard implements ReplyListener {
    private final Consumer<String> to;
    private volatile boolean begun;

    Heard(Consumer<String> to) {
        this.to = to;
    }

    @Override
    public void accept(String piece) {
        if (shows()) {
            begun = true;
        }
        to.accept(piece);
    }

    @Override
    public void waiting(String what) {
        if (to instanceof ReplyListener listener) {
            listener.waiting(what);
        }
    }

    @Override
    public boolean shows() {
        return !(to instanceof ReplyListener listener) || listener.shows();
    }

    boolean begun() {
        return begun;
    }
}
