/**
 * Sniffs, splits and tokenizes delimited text, and sheets as such, and offers it to SQL.
 *
 * <p>Main types: {@code DelimitedTableOpener}, {@code DialectSniffer}, {@code RowTokenizer}, {@code DelimitedView}.
 * Imports context, source and source.excel; Spark and Hadoop.
 *
 * <p>Decision: one tokenizer serves the scan and SQL, so that a query and the profile read the same cells.
 */
@NullMarked
package io.github.bigdatamigrator.source.delimited;

import org.jspecify.annotations.NullMarked;
