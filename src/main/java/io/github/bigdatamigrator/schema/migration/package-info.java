/**
 * Writes a migration to a folder, and selects the SQL dialect of a target.
 *
 * <p>Decision: this package imports the dialects, so that {@code schema} does not and a new target changes two places.
 */
@NullMarked
package io.github.bigdatamigrator.schema.migration;

import org.jspecify.annotations.NullMarked;
