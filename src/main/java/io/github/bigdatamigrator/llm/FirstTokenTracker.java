package io.github.bigdatamigrator.llm;

/**
 * Passes on what a decorator's caller hears, and remembers whether a reader has seen any of it: from then on nobody
 * else is asked.
 */
final class FirstTokenTracker implements ReplyListener {
    private final ReplyListener to;
    private volatile boolean begun;

    FirstTokenTracker(ReplyListener to) {
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
        to.waiting(what);
    }

    @Override
    public boolean shows() {
        return to.shows();
    }

    boolean begun() {
        return begun;
    }
}
