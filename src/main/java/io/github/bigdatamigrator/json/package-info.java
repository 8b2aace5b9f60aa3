/**
 * Converts {@code context} records to JSON and back.
 *
 * <p>Decision: the records are mapped by Jackson, and departures from them are named in one place. profile.json is a
 * contract: tests hold its fields, so that renaming a component of a record is noticed.
 */
@NullMarked
package io.github.bigdatamigrator.json;

import org.jspecify.annotations.NullMarked;
