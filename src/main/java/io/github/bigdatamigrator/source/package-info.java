/**
 * Defines what a data source is: tables, columns, cells and batches of rows, and parses cells for the scan and for SQL.
 *
 * <p>Main types: {@code SourceTable}, {@code SplitVisitor}, {@code RowBatchReader}, {@code Cell}, {@code CellReader}.
 *
 * <p>Decision: the scan and SQL use one tokenizer and one cell reader, so that a query and the profile never disagree
 * about the file's contents.
 *
 * <p>Decision: rows are read in batches and processed column by column, which keeps a column's dictionary in the
 * processor's cache and makes branches on its cells predictable.
 *
 * <p>Decision: the start of a split's first row is guessed, and checked when the splits are joined: a split must begin
 * where the previous one ended. A wrong one is scanned again, so that a file is read once even if cells contain line
 * breaks. The row starts are kept with the profile, so that queries never guess.
 *
 * <p>Decision: the view of delimited text enters the query plan as a table object, not through a format name and
 * options, so that it needs no public class and no options as strings.
 */
@NullMarked
package io.github.bigdatamigrator.source;

import org.jspecify.annotations.NullMarked;
