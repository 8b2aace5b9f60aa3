/**
 * Reads Parquet files as Spark's column vectors, for scans that read every cell once and need no rows.
 *
 * <p>Main type: {@code VectorScan}. Imports Spark alone; used by the scan and by the search for keys.
 */
@NullMarked
package io.github.bigdatamigrator.columnar;

import org.jspecify.annotations.NullMarked;
