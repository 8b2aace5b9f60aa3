/**
 * What travels to executors: small, mergeable, serialisable summaries of columns and tables.
 *
 * <p>Main types: {@code TableSketch}, {@code ColumnSketch}, {@code SketchSize}. Imports nothing of ours; DataSketches
 * for KLL.
 *
 * <p>Decision: a sketch is told values, not cells of a format, so that a CSV and the same table as Parquet feed it
 * alike and every exact figure comes out equal, however the rows were split.
 *
 * <p>Decision: while a column has few distinct values they are kept in a dictionary with their counts, keyed by the
 * spelling. A cell met before then costs one look-up and is never parsed again, and every figure of such a column is
 * exact, quantiles and top values included. Sketches begin where the dictionary ends; HyperLogLog and frequent values
 * are our own there: they take the hash that the cell has already, look into one place each, and give the same figures
 * in whatever order parts are merged.
 *
 * <p>Decision: what costs more than a comparison a cell (shapes, meanings, correlations) is judged on a uniform sample
 * of at most 2048 rows and says so; what is exact beside it (zeros, blanks, order, spread over time) rides on the
 * dictionary's counts.
 */
@NullMarked
package io.github.bigdatamigrator.sketch;

import org.jspecify.annotations.NullMarked;
