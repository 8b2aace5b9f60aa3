/**
 * Writes the SQL and scripts of a migration to Spark with Parquet or Delta tables.
 *
 * <p>Main types: {@code SparkSql}, {@code SparkScripts}. Imports context, schema, sql and text.
 *
 * <p>Decision: constraints that Parquet tables cannot hold are written as comments, so that the plan stays whole.
 */
@NullMarked
package io.github.bigdatamigrator.schema.spark;

import org.jspecify.annotations.NullMarked;
