/**
 * One scan per table: cells into sketches on the executors, sketches into a profile on the driver.
 *
 * <p>Main types: {@code TableScanner}, {@code ScannedTable}. Imports {@code source}, {@code sketch}, {@code context} and Spark.
 *
 * <p>Decision: types are settled after the scan, by what the cells were read as, so that no second pass is needed to infer a schema and the
 * last row of a file counts as much as the first.
 */
@NullMarked
package io.github.bigdatamigrator.profiling;

import org.jspecify.annotations.NullMarked;
