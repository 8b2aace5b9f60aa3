/**
 * The sample data of {@code bdm demo}: a shop's sales, customers, products and stores.
 *
 * <p>Main type: {@code DemoData}. Imports {@code error}, Spark for the Parquet file and POI for the workbook.
 *
 * <p>Decision: the rows come from one seed and are written without times, so that every run makes the same bytes and
 * tests know the right answers.
 */
@NullMarked
package io.github.bigdatamigrator.demo;

import org.jspecify.annotations.NullMarked;
