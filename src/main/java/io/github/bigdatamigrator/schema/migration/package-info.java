/**
 * Writes a migration to a folder, and chooses the SQL dialect of a target.
 *
 * <p>Main types: {@code MigrationWriter}, {@code TargetDialects}. Imports context, schema, its dialects and text.
 *
 * <p>Decision: this room stands above the dialects, so that schema knows none of them and a new target touches two
 * places.
 */
@NullMarked
package io.github.bigdatamigrator.schema.migration;

import org.jspecify.annotations.NullMarked;
