package io.github.bigdatamigrator.llm;

import java.time.Duration;

/**
 * Forwards a reply to a listener and records whether the reader has seen text; after that no other model may be asked.
 */
final class FirstTokenTracker implements ReplyListener {
    private final ReplyListener target;
    private volatile boolean begun;

    FirstTokenTracker(ReplyListener target) {
        this.target = target;
    }

    @Override
    public void accept(String piece) {
        if (shows()) {
            begun = true;
        }
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

    boolean begun() {
        return begun;
    }
}
