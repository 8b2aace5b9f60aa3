/**
 * The only place that turns {@code context} records into JSON and back.
 *
 * <p>Imports {@code context} and Jackson. Decision: the mapping is written out instead of derived from the records by
 * reflection, because profile.json is a contract that outlives the names of our fields.
 */
@NullMarked
package io.github.bigdatamigrator.json;

import org.jspecify.annotations.NullMarked;
