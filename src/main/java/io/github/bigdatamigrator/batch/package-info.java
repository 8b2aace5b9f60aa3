/**
 * Batch jobs: a YAML file that names data files and questions becomes a folder of results.
 *
 * <p>Main types: {@link io.github.bigdatamigrator.batch.Job} (what a job file says),
 * {@link io.github.bigdatamigrator.batch.JobPlan} (what it would do), {@link io.github.bigdatamigrator.batch.JobRunner}
 * (does it); inside, {@code JobFile} and {@code YamlReader} (reading with line numbers), {@code JobState} (what is
 * done). Imports the root package, {@code report}, {@code json}, {@code text} and the records that the façade returns;
 * Jackson for YAML and for the state.
 *
 * <p>Decision: what is done is kept beside the results and not in the conversation store, because a job is run again on
 * whichever machine has time, and the results folder is the one thing that all of them reach.
 */
@NullMarked
package io.github.bigdatamigrator.batch;

import org.jspecify.annotations.NullMarked;
