/**
 * Writes the SQL and scripts of a migration to PostgreSQL 13 and later.
 *
 * <p>Decision: names are shortened to the 63 bytes that PostgreSQL keeps before they are used, so that it never
 * truncates one silently.
 */
@NullMarked
package io.github.bigdatamigrator.schema.postgresql;

import org.jspecify.annotations.NullMarked;
