/**
 * The common language: immutable facts about data, and the ports to the data itself.
 *
 * <p>Main types: {@code DataContext}, {@code TableProfile}, {@code ColumnProfile}, {@code Relationship},
 * {@code Problem}; the ports {@code QueryEngine}, {@code ClaimVerifier}, {@code ValueFinder}, {@code TableExporter}.
 * Imports {@code error} only.
 *
 * <p>Decision: the Spark side and the conversation side meet only here, so that either can be tested, and replaced,
 * without the other.
 */
@NullMarked
package io.github.bigdatamigrator.context;

import org.jspecify.annotations.NullMarked;
