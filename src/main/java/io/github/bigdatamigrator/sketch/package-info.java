/**
 * Summarizes columns and tables in small, mergeable, serializable sketches that travel between executors and driver.
 *
 * <p>Main types: {@code TableSketch}, {@code ColumnSketch}, {@code SketchSize}.
 *
 * <p>Decision: a sketch receives values, not cells of a format, so that a CSV file and the same table as Parquet give
 * equal exact figures, however the rows are split.
 *
 * <p>Decision: while a column has few distinct values, a dictionary keeps them with their counts, keyed by the hash of
 * the cell's text. A repeated cell then costs one look-up and is not parsed again, and every figure of the column is
 * exact, quantiles and top values included. Beyond the dictionary's limit, sketches take over. They are our own:
 * HyperLogLog and heavy hitters reuse the hash of the cell, touch one place per cell, and give the same figures in any
 * order of merging; KLL needs no memory outside the heap, which the library DataSketches takes in a way that JDKs after
 * 21 refuse.
 *
 * <p>Decision: figures that cost more than a comparison per cell (text patterns, semantic kinds, correlations) come
 * from a uniform sample of at most 2048 rows and are marked as such.
 */
@NullMarked
package io.github.bigdatamigrator.sketch;

import org.jspecify.annotations.NullMarked;
