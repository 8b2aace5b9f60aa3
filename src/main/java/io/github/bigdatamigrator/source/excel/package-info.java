/**
 * Lists the sheets of a workbook and reads their rows.
 *
 * <p>Main types: {@code ExcelSheets}. Imports source and sql; POI and Spark.
 *
 * <p>Decision: all that knows of POI and spark-excel stands in one class, because spark-excel is no longer maintained.
 */
@NullMarked
package io.github.bigdatamigrator.source.excel;

import org.jspecify.annotations.NullMarked;
