/**
 * Holds the profile of data as immutable records.
 *
 * <p>Main types: {@code DataContext}, {@code TableProfile}, {@code ColumnProfile}, {@code Relationship},
 * {@code Problem}.
 *
 * <p>Decision: the Spark side and the conversation side meet only here, so that each can be tested and replaced without
 * the other.
 */
@NullMarked
package io.github.bigdatamigrator.context;

import org.jspecify.annotations.NullMarked;
