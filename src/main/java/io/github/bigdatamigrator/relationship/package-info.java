/**
 * Keys and foreign keys from the data: candidates from the sketches, one exact shuffle, evidence, and the choice of the graph.
 *
 * <p>Main types: {@code RelationshipFinder}, {@code TableFacts}. Imports {@code sketch}, {@code context} and Spark.
 *
 * <p>Decision: containment decides nothing by itself, since dense surrogate numbers contain each other; it only admits an edge whose names,
 * coverage and improbability then speak for it.
 */
@NullMarked
package io.github.bigdatamigrator.relationship;

import org.jspecify.annotations.NullMarked;
