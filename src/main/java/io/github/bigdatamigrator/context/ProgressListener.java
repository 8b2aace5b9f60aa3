package io.github.bigdatamigrator.context;

/** Receives the progress of long work. Called often, from one thread at a time; must return quickly. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * @param stage description for the user: “profiling sales.csv”
     * @param done bytes or steps done, 0 to total
     * @param total bytes or steps in all; 0 where unknown
     */
    void progress(String stage, long done, long total);

    /** Receives the progress of reading files: a few times a second, and at the end. */
    default void scanned(ScanProgress now) {
        progress(now.stage(), now.bytes(), now.totalBytes());
    }

    /** Ignores progress. */
    ProgressListener NONE = (stage, done, total) -> {};
}
