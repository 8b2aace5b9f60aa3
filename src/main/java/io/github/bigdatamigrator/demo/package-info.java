/**
 * Generates the sample data of {@code bdm demo}: a shop's sales, customers, products and stores.
 *
 * <p>Decision: the rows come from fixed random seeds and contain no current times, so that every run writes the same
 * bytes and tests know the right answers.
 */
@NullMarked
package io.github.bigdatamigrator.demo;

import org.jspecify.annotations.NullMarked;
