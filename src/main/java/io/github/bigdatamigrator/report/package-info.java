/**
 * Writes contexts, answers, guidance and schema plans as terminal text and Markdown, and results as workbooks.
 *
 * <p>Decision: all reports take their phrases from {@code ReportWording}, so that a figure reads the same on the
 * terminal, in Markdown and in HTML.
 */
@NullMarked
package io.github.bigdatamigrator.report;

import org.jspecify.annotations.NullMarked;
