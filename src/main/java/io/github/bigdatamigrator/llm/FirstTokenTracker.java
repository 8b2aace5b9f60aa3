package io.github.bigdatamigrator.llm;

/**
 * Forwards a reply to a listener and records whether the reader has seen text; after that no other model may be asked.
 */
final class FirstTokenTracker extends ReplyListener.Forwarding {
    private volatile boolean begun;

    FirstTokenTracker(ReplyListener target) {
        super(target);
    }

    @Override
    public void accept(String piece) {
        if (shows()) {
            begun = true;
        }
        super.accept(piece);
    }

    boolean begun() {
        return begun;
    }
}
