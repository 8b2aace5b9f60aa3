package io.github.bigdatamigrator.batch;

import java.util.List;

/**
 * Holds the outcome of a job.
 *
 * @param conversation the id of the conversation in the local store, or an empty text if none was needed
 */
public record JobResult(String location, String conversation, int asked, int kept, List<String> failures) {
    public JobResult {
        failures = List.copyOf(failures);
    }
}
