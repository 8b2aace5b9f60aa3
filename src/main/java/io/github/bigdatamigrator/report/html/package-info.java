/**
 * Writes reports as HTML, and charts and diagrams as SVG.
 *
 * <p>Decision: HTML and SVG are built as element trees by j2html, because it escapes every text and attribute, needs no
 * template compiler and accepts elements of our own. The file contains its style, script and pictures and blocks
 * network access, because a report travels by mail and describes data that must not leave it.
 *
 * <p>Decision: ELK lays out diagrams, on the server and once for report and page. Lines in right angles around boxes
 * are a research subject of their own, and a layout in the browser would be a second one.
 */
@NullMarked
package io.github.bigdatamigrator.report.html;

import org.jspecify.annotations.NullMarked;
