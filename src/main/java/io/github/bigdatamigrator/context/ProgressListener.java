package io.github.bigdatamigrator.context;

/** Hears how far long work has come. Called from one thread at a time, often; must return quickly. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * @param stage in the user's words: “profiling sales.csv”
     * @param done bytes or steps done, 0 to total
     * @param total bytes or steps in all; 0 where unknown
     */
    void progress(String stage, long done, long total);

    /** Hears of files being read: a few times a second, and at the end. */
    default void scanned(ScanProgress now) {
        progress(now.stage(), now.bytes(), now.totalBytes());
    }

    /** Hears nothing. */
    ProgressListener NONE = (stage, done, total) -> {};
}
