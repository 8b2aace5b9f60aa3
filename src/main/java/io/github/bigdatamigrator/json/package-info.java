/**
 * Converts {@code context} records to JSON and back.
 *
 * <p>Main types: {@code ContextJson}, {@code QueryJson}, {@code Json}. Imports {@code context}, {@code settings},
 * {@code error} and Jackson.
 *
 * <p>Decision: the mapping is written out instead of derived from the records by reflection, because profile.json is a
 * contract that must not change when a field of a record is renamed. Only checkpoints, which can be rebuilt, use
 * reflection.
 */
@NullMarked
package io.github.bigdatamigrator.json;

import org.jspecify.annotations.NullMarked;
