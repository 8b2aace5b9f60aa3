/**
 * Compares two tables row by row. {@link io.github.bigdatamigrator.comparison.rows.RowComparison} pairs columns by name
 * and rows by key; {@link io.github.bigdatamigrator.comparison.rows.RowDifferences} is the result.
 *
 * <p>Decision: the first pass shuffles two hashes of each row and no values, since most rows of most comparisons are
 * equal. A second pass reads both sides again for the rows that differ, and only if there are any. Values are compared
 * by meaning ({@link io.github.bigdatamigrator.comparison.rows.ComparisonRule}), and each rule that made cells equal is
 * reported.
 */
@NullMarked
package io.github.bigdatamigrator.comparison.rows;

import org.jspecify.annotations.NullMarked;
