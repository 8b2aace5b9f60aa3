/**
 * Writes the SQL and scripts of a migration to Spark with Parquet or Delta tables.
 *
 * <p>Decision: constraints that Parquet tables cannot hold are written as comments, so that the plan stays whole.
 */
@NullMarked
package io.github.bigdatamigrator.schema.spark;

import org.jspecify.annotations.NullMarked;
