/**
 * Writes the SQL and scripts of a migration to Spark with Parquet or Delta tables.
 *
 * <p>Decision: keys that Spark does not enforce are written as table properties, so that no part of the plan is lost.
 */
@NullMarked
package io.github.bigdatamigrator.schema.spark;

import org.jspecify.annotations.NullMarked;
