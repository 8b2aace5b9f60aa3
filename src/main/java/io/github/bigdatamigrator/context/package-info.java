/**
 * Holds the profile of data as immutable records, and the interfaces through which the data is queried.
 *
 * <p>Main types: {@code DataContext}, {@code TableProfile}, {@code ColumnProfile}, {@code Relationship},
 * {@code Problem}; the interfaces {@code QueryEngine}, {@code ClaimVerifier}, {@code ValueFinder},
 * {@code TableExporter}.
 *
 * <p>Decision: the Spark side and the conversation side meet only here, so that each can be tested and replaced without
 * the other.
 */
@NullMarked
package io.github.bigdatamigrator.context;

import org.jspecify.annotations.NullMarked;
