/**
 * Reads the typed formats (Parquet, ORC, Avro, JSON) through Spark.
 *
 * <p>Main types: {@code TypedTableOpener}, {@code TypedTable}, {@code TypedView}. Imports context, columnar, source,
 * source.delimited and sql; Spark.
 *
 * <p>Decision: nested columns are flattened by path, so that they are profiled and queried like other columns.
 */
@NullMarked
package io.github.bigdatamigrator.source.typed;

import org.jspecify.annotations.NullMarked;
