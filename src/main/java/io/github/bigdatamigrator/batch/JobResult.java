package io.github.bigdatamigrator.batch;

import java.util.List;

/**
 * The outcome of a job.
 *
 * @param location the result folder
 * @param conversation the id of the conversation in the local store, or an empty text if none was needed
 * @param asked number of questions asked in this run
 * @param kept number of questions answered by an earlier run
 * @param failures failed steps, one line each
 */
public record JobResult(String location, String conversation, int asked, int kept, List<String> failures) {
    public JobResult {
        failures = List.copyOf(failures);
    }
}
