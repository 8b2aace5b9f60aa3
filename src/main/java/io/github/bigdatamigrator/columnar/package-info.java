/**
 * Files that Spark reads column by column, as it reads them: for those who look at every cell once and want no rows.
 *
 * <p>Main type: {@code VectorScan}. Imports Spark alone; used by the scan and by the search for keys.
 */
@NullMarked
package io.github.bigdatamigrator.columnar;

import org.jspecify.annotations.NullMarked;
