/**
 * Drives the Spark side: source, then profiling, then relationship, into one {@code DataContext}.
 *
 * <p>Main types: {@code DataContextBuilder}, {@code DataSessions}, {@code SparkRuntime}. Imports the Spark side, and
 * {@code json} for the cache.
 *
 * <p>Decision: one owner of the session. Whoever needs Spark asks it, so that commands that need none never wait for
 * it, and a session that the caller brought is never stopped.
 */
@NullMarked
package io.github.bigdatamigrator.analysis;

import org.jspecify.annotations.NullMarked;
