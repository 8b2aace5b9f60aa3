/**
 * Finds the files that a user names, detects their formats and opens them as tables.
 *
 * <p>Main types: {@code DataSources}.
 *
 * <p>Decision: {@code part-*} files are parts of one table without further checks; other files of a folder are one
 * table only if they have the same header or schema.
 */
@NullMarked
package io.github.bigdatamigrator.source.discovery;

import org.jspecify.annotations.NullMarked;
