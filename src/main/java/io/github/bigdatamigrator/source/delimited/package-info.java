/**
 * Sniffs, splits and tokenizes delimited text, and sheets converted to such text, and offers it to SQL.
 *
 * <p>Main types: {@code DelimitedTableOpener}, {@code DialectSniffer}, {@code RowTokenizer}, {@code DelimitedView}.
 *
 * <p>Decision: one tokenizer serves the scan and SQL, so that a query and the profile read the same cells.
 *
 * <p>Decision: only lines that are certainly notes are removed after a table; a row of totals is kept. Both are
 * reported. The footer is detected in the last bytes when a file is opened and is part of the dialect, so that every
 * split and query ends at the same line.
 */
@NullMarked
package io.github.bigdatamigrator.source.delimited;

import org.jspecify.annotations.NullMarked;
