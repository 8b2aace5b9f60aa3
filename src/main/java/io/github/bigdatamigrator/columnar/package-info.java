/**
 * Reads Parquet files as Spark's column vectors, for scans that read every cell once and need no rows.
 *
 * <p>Main type: {@code VectorScan}.
 *
 * <p>Decision: vectors are read instead of rows, because making a row object per row would cost more than the scan.
 */
@NullMarked
package io.github.bigdatamigrator.columnar;

import org.jspecify.annotations.NullMarked;
