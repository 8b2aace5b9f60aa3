/**
 * Writes reports as HTML, and charts and diagrams as SVG.
 *
 * <p>Decision: HTML and SVG are built as element trees by j2html, because it escapes every text and attribute, needs no
 * template compiler and accepts elements of our own. The file contains its style, script and pictures and blocks
 * network access, because a report travels by mail and describes data that must not leave it.
 */
@NullMarked
package io.github.bigdatamigrator.report.html;

import org.jspecify.annotations.NullMarked;
