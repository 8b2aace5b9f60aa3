/**
 * Proof on the full data: claims are checked, values found and tables written in few scans of the conversation's views.
 *
 * <p>Main types: {@code SparkFactChecker}, {@code SparkValueFinder}, {@code SparkTableExporter}. Imports
 * {@code context}, {@code source}, {@code sql} and Spark.
 *
 * <p>Decision: everything goes through the same views that SQL reads, so that a proof speaks of exactly the rows and
 * types that a query would see.
 */
@NullMarked
package io.github.bigdatamigrator.proof;

import org.jspecify.annotations.NullMarked;
