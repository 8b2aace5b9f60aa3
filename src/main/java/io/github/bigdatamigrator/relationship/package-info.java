/**
 * Keys and foreign keys from the data: candidates from the sketches, at most one exact shuffle, evidence, and the choice of the graph.
 *
 * <p>Main types: {@code RelationshipFinder}, {@code TableFacts}. Imports {@code sketch}, {@code context} and Spark.
 *
 * <p>Decision: containment decides nothing by itself, since dense surrogate numbers contain each other; it only admits an edge whose names,
 * coverage and improbability then speak for it. What the sketches hold completely (up to 16,384 distinct values) is settled from them; only
 * the rest is read again, in one shuffle.
 *
 * <p>What each rule is worth: macro F1 over a sample of the generated databases of the tests (28 made-up schemas, naming habits in nine
 * languages and one without meaning, up to two bad habits each), with the rule left out:
 *
 * <table>
 * <caption>Rules left out</caption>
 * <tr><th>left out</th><th>single references</th><th>composite</th></tr>
 * <tr><td>nothing</td><td>0.968</td><td>0.980</td></tr>
 * <tr><td>naming</td><td>0.403</td><td>0.980</td></tr>
 * <tr><td>choice of the graph</td><td>0.898</td><td>0.980</td></tr>
 * <tr><td>coverage</td><td>0.914</td><td>0.980</td></tr>
 * <tr><td>spread</td><td>0.918</td><td>0.980</td></tr>
 * <tr><td>primary keys as targets</td><td>0.919</td><td>0.980</td></tr>
 * <tr><td>surprise</td><td>0.950</td><td>0.980</td></tr>
 * <tr><td>ownership of words</td><td>0.960</td><td>0.980</td></tr>
 * <tr><td>copies and views</td><td>0.963</td><td>0.941</td></tr>
 * <tr><td>own keys refer by name only</td><td>0.963</td><td>0.980</td></tr>
 * <tr><td>measure veto</td><td>0.964</td><td>0.980</td></tr>
 * </table>
 *
 * <p>TPC-H at scale 0.01: all ten references, the composite one included, and no false one. TPC-DS at scale 0.01: all 103 single references
 * that the data shows, four false ones, every key.
 */
@NullMarked
package io.github.bigdatamigrator.relationship;

import org.jspecify.annotations.NullMarked;
