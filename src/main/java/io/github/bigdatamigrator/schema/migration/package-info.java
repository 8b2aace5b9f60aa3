/**
 * Writes a migration to a folder, and selects the SQL dialect of a target.
 *
 * <p>Main types: {@code MigrationWriter}, {@code TargetDialects}. Imports context, schema, its dialects and text.
 *
 * <p>Decision: this package imports the dialects, so that {@code schema} does not and a new target changes two places.
 */
@NullMarked
package io.github.bigdatamigrator.schema.migration;

import org.jspecify.annotations.NullMarked;
