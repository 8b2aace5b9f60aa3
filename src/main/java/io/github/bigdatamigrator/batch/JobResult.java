package io.github.bigdatamigrator.batch;

import java.util.List;

/**
 * What became of a job.
 *
 * @param location the folder of results
 * @param conversation the id of the conversation in the local store, or an empty text where none was needed
 * @param asked questions that were asked in this run
 * @param kept questions whose answers an earlier run had found
 * @param failures what could not be done, one line each; empty when all is done
 */
public record JobResult(String location, String conversation, int asked, int kept, List<String> failures) {
    public JobResult {
        failures = List.copyOf(failures);
    }
}
