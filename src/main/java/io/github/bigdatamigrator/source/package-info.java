/**
 * Opens data files: finds what a user names, sniffs format, dialect and encoding, reads cells, and offers the same
 * cells to SQL.
 *
 * <p>Main types: {@code DataSources}, {@code SourceTable}, {@code SplitVisitor}, {@code RowBatchReader}, {@code Cell}.
 * Imports {@code context}, {@code sql}, {@code error}, Spark with its Hadoop, POI and its streaming reader (in
 * {@code ExcelReader} alone); spark-excel and spark-avro are called by format name.
 *
 * <p>Decision: one tokeniser and one reading of a cell, used by the scan and by the SQL view alike, so that a query and
 * the profile can never disagree on what the file says.
 *
 * <p>Decision: rows are handed over in blocks and gone through column by column. A column's dictionary stays in the
 * processor's cache that way, and the branches on what its cells look like are foreseen.
 *
 * <p>Decision: where a split's first row begins is guessed, and the guess is checked when the splits are joined: a
 * split must begin where the one before it ended. A wrong one is walked again, so that a file is read once even when
 * its cells hold line breaks. The places found are kept with the profile, so that queries never guess.
 *
 * <p>Decision: the view of delimited text is put into the query plan as a table object, not through a format name and
 * options, so that nothing has to be a public class or to travel as a string.
 *
 * <p>Decision: {@code part-*} files are taken for pieces of one table without looking into each; other files of a
 * folder are opened one by one and are one table only when header or schema are the same.
 *
 * <p>Decision: what stands after a table is left out only where it is surely a note, and said; a row of totals is kept
 * and said. It is found when a file is opened, in its last bytes, and is part of the dialect, so that every split and
 * every query ends at the same line.
 */
@NullMarked
package io.github.bigdatamigrator.source;

import org.jspecify.annotations.NullMarked;
