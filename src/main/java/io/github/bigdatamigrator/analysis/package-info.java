/**
 * Builds a {@code DataContext}: opens the sources, profiles them and finds their relationships.
 *
 * <p>Decision: the Spark session has one owner, which starts it on first use, so that commands without data never wait
 * for Spark, and which never stops a session of the caller.
 */
@NullMarked
package io.github.bigdatamigrator.analysis;

import org.jspecify.annotations.NullMarked;
