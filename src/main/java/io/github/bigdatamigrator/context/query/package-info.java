/**
 * Holds the interfaces through which the data is queried, verified and exported, and the records that pass through
 * them.
 *
 * <p>Main types: {@code QueryEngine}, {@code QueryResult}, {@code ClaimVerifier}, {@code ValueFinder},
 * {@code TableExporter}.
 *
 * <p>Decision: the Spark side implements them, the conversation side calls them; neither knows the other.
 */
@NullMarked
package io.github.bigdatamigrator.context.query;

import org.jspecify.annotations.NullMarked;
