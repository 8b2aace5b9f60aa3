/**
 * A context, an answer, guidance and a schema plan for people to read: on a terminal, as Markdown, as one HTML file.
 *
 * <p>Main types: {@code TerminalReport}, {@code MarkdownReport}, {@code HtmlReport}, {@code ReportContent}. Imports
 * {@code context}, {@code json}, {@code conversation}, {@code guidance}, {@code schema} and {@code text}.
 *
 * <p>Decision: the HTML file holds everything it shows (style, script, pictures as SVG) and forbids itself the network,
 * because a report travels by mail and describes data that must not.
 *
 * <p>Decision: HTML and SVG are built as trees of elements by j2html, because it escapes every text and attribute,
 * needs no template compiler, and can be extended by elements of our own, as drawings need. Only the page's own
 * constants are written as markup.
 */
@NullMarked
package io.github.bigdatamigrator.report;

import org.jspecify.annotations.NullMarked;
