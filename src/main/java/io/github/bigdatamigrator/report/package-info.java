/**
 * Writes contexts, answers, guidance and schema plans as terminal text and Markdown, and results as workbooks.
 *
 * <p>Main types: {@code TerminalReport}, {@code MarkdownReport}, {@code ReportContent}, {@code ReportWording},
 * {@code ResultWorkbook}. Imports text, context, llm, conversation, guidance and schema.
 *
 * <p>Decision: all reports take their phrases from {@code ReportWording}, so that a figure reads the same on the
 * terminal, in Markdown and in HTML.
 */
@NullMarked
package io.github.bigdatamigrator.report;

import org.jspecify.annotations.NullMarked;
