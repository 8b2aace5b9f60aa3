/**
 * Read-only SQL that a model or a stranger proposed: admitted by its plan, bounded in rows, time and cost, run by
 * Spark.
 *
 * <p>Main types: {@code SparkQueryEngine}; behind it {@code SqlGuard} with its lists and bounds, and
 * {@code SmallTableCache} with what makes statements on small tables cheap. Imports {@code context}, {@code sql} and
 * Spark.
 *
 * <p>Decision: the guard judges Spark's own parsed and analysed plans by what is allowed, never the text by what is
 * forbidden. Keywords can be hidden in comments, quotes and encodings; a plan cannot hide what it will do, and a node
 * that a later Spark brings is refused until someone has looked at it.
 *
 * <p>Decision: statements on small tables run in Spark too, but interpreted, in one task, on rows that are held in
 * memory. Compiling a query costs more than a hundred milliseconds of processor, which only many rows pay back, and
 * every user of a shared server waits for it.
 */
@NullMarked
package io.github.bigdatamigrator.query;

import org.jspecify.annotations.NullMarked;
