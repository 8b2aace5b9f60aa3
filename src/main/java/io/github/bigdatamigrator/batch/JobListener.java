package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.context.ProgressListener;

/** Receives the progress of a job on the thread that runs it. */
public interface JobListener extends ProgressListener {
    /** Called when a step begins, is skipped or fails; one line worded for users. */
    void step(String line);
}
