/**
 * Runs untrusted read-only SQL in Spark: checks the plan, then bounds rows, time and cost.
 *
 * <p>Main types: {@code SparkQueryEngine}; behind it {@code SqlGuard} with its lists and limits, and
 * {@code SmallTableExecutor} with the cache of small tables.
 *
 * <p>Decision: the guard checks Spark's parsed and analyzed plans against lists of what is allowed, not the text for
 * what is forbidden. Text can hide keywords in comments, quotes and encodings; a plan shows what runs, and plan nodes
 * of a later Spark version are rejected until they are reviewed.
 *
 * <p>Decision: queries on small tables also run in Spark, but interpreted, in one task, on cached rows. Code generation
 * costs more than 100 ms of CPU per query, which pays only for many rows and delays all users of a server.
 */
@NullMarked
package io.github.bigdatamigrator.query;

import org.jspecify.annotations.NullMarked;
