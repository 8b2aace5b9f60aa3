package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.context.ProgressListener;

/** Hears how far a job has come, on the thread that runs it. */
public interface JobListener extends ProgressListener {
    /** A step begins, is passed over or has failed; one line in the user's words. */
    void step(String line);
}
