/**
 * Writes reports as HTML, and charts and diagrams as SVG.
 *
 * <p>Main types: {@code HtmlReport}, {@code HtmlFragments}, {@code SvgPictures}. Imports context, conversation,
 * guidance, schema, report and text; j2html.
 *
 * <p>Decision: HTML and SVG are trees of elements built by j2html, because it escapes every text and attribute. The
 * file holds all that it shows and forbids itself the network.
 */
@NullMarked
package io.github.bigdatamigrator.report.html;

import org.jspecify.annotations.NullMarked;
