/**
 * Runs batch jobs: reads a YAML file with data files and questions, and writes a folder of results.
 *
 * <p>Decision: the state is kept in the result folder and not in the conversation store, because a job may be repeated
 * on another machine, and all machines can reach the result folder.
 */
@NullMarked
package io.github.bigdatamigrator.batch;

import org.jspecify.annotations.NullMarked;
