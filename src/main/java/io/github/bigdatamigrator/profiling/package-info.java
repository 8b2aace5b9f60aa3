/**
 * One scan per table: cells into sketches on the executors, sketches into a profile on the driver.
 *
 * <p>Main types: {@code TableScanner}, {@code ScannedTable}. Imports {@code source}, {@code sketch}, {@code context},
 * {@code text} and Spark.
 *
 * <p>Decision: types are settled after the scan, by what the cells were read as, so that no second pass is needed to
 * infer a schema and the last row of a file counts as much as the first.
 *
 * <p>Decision: how much a column may keep follows from the number of columns alone ({@code SketchSize}), not from the
 * heap, so that every machine finds the same figures; only where memory really runs short do sketches shrink, and then
 * the profile says so.
 */
@NullMarked
package io.github.bigdatamigrator.profiling;

import org.jspecify.annotations.NullMarked;
