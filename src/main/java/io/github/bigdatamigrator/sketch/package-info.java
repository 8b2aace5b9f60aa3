/**
 * What travels to executors: small, mergeable, serialisable summaries of columns and tables.
 *
 * <p>Main types: {@code TableSketch}, {@code ColumnSketch}. Imports nothing of ours; DataSketches for HLL and KLL.
 *
 * <p>Decision: a sketch is told values, not cells of a format, so that a CSV and the same table as Parquet feed it alike and every exact
 * figure comes out equal, however the rows were split.
 */
@NullMarked
package io.github.bigdatamigrator.sketch;

import org.jspecify.annotations.NullMarked;
