/**
 * Reads the typed formats (Parquet, ORC, Avro, JSON) through Spark.
 *
 * <p>Main types: {@code TypedTableOpener}, {@code TypedTable}, {@code TypedView}.
 *
 * <p>Decision: schemas are found here and given to Spark, whose own inference drops keys that differ by case, have no
 * name or hold empty objects, and refuses files for a single column. JSON that is not one object per line is cut into
 * records before Spark parses them.
 *
 * <p>Decision: nested columns are flattened by path, so that they are profiled and queried like other columns.
 */
@NullMarked
package io.github.bigdatamigrator.source.typed;

import org.jspecify.annotations.NullMarked;
