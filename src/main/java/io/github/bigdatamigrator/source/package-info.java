/**
 * Opens data files: finds what a user names, sniffs format, dialect and encoding, reads cells, and offers the same cells to SQL.
 *
 * <p>Main types: {@code DataSources}, {@code SourceTable}, {@code RowCursor}, {@code Cell}. Imports {@code context}, Spark and
 * spark-excel.
 *
 * <p>Decision: one tokeniser and one reading of a cell, used by the scan and by the SQL view alike, so that a query and the profile can
 * never disagree on what the file says.
 */
@NullMarked
package io.github.bigdatamigrator.source;

import org.jspecify.annotations.NullMarked;
