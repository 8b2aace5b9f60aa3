/**
 * Finds the files that a user names, detects their formats and opens them as tables.
 *
 * <p>Main types: {@code DataSources}. Imports context, source and its rooms.
 *
 * <p>Decision: whether the files of a folder are one table is decided by their layout, not by their names.
 */
@NullMarked
package io.github.bigdatamigrator.source.discovery;

import org.jspecify.annotations.NullMarked;
