/**
 * Spells types, names, changes and scripts for PostgreSQL 13 and later.
 *
 * <p>Main types: {@code PostgresSql}, {@code PostgresScripts}. Imports context, schema, sql and text.
 *
 * <p>Decision: names are shortened to what PostgreSQL keeps (63 bytes) before they are used, so that it never cuts one
 * silently.
 */
@NullMarked
package io.github.bigdatamigrator.schema.postgresql;

import org.jspecify.annotations.NullMarked;
