/**
 * Writes the SQL and scripts of a migration to PostgreSQL 13 and later.
 *
 * <p>Main types: {@code PostgresSql}, {@code PostgresScripts}. Imports context, schema, sql and text.
 *
 * <p>Decision: names are shortened to the 63 bytes that PostgreSQL keeps before they are used, so that it never
 * truncates one silently.
 */
@NullMarked
package io.github.bigdatamigrator.schema.postgresql;

import org.jspecify.annotations.NullMarked;
