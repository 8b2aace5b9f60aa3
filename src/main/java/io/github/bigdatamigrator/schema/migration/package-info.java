/**
 * Writes a migration to a folder, and selects the SQL dialect of a target.
 *
 * <p>Decision: this package imports the dialects of the targets, so that {@code schema} knows only {@code TargetSql}.
 */
@NullMarked
package io.github.bigdatamigrator.schema.migration;

import org.jspecify.annotations.NullMarked;
