/**
 * A context, an answer, guidance and a schema plan for people to read: on a terminal, as Markdown, as one HTML file.
 *
 * <p>Main types: {@code TerminalReport}, {@code MarkdownReport}, {@code HtmlReport}, {@code ReportContent}. Imports
 * {@code context}, {@code json}, {@code conversation}, {@code guidance}, {@code schema} and {@code text}.
 *
 * <p>Decision: the HTML file holds everything it shows (style, script, pictures as SVG) and forbids itself the network,
 * because a report travels by mail and describes data that must not.
 */
@NullMarked
package io.github.bigdatamigrator.report;

import org.jspecify.annotations.NullMarked;
