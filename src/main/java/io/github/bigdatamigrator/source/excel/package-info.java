/**
 * Lists the sheets of a workbook and reads their rows.
 *
 * <p>Main types: {@code ExcelSheets}. Imports source and sql; POI and Spark.
 *
 * <p>Decision: one class contains all use of POI and spark-excel, because spark-excel is no longer maintained.
 */
@NullMarked
package io.github.bigdatamigrator.source.excel;

import org.jspecify.annotations.NullMarked;
