/**
 * Compares two states of data by their profiles, or a series of deliveries, and reads no data.
 *
 * <p>Main types: {@code Comparison} (compares), {@code Differences} (the result), {@code DeliverySeries} (each delivery
 * against the one before and the first).
 *
 * <p>Decision: an alarm needs a bound on its probability that holds for every distribution, with ties and outliers.
 * Rows are taken as drawn at random from one distribution; then the rows of both sides could be swapped, and exact
 * tests (Fisher) and inequalities (Bernstein, Dvoretzky–Kiefer–Wolfowitz, McDiarmid) bound the chance of what is seen.
 * They find a little less than tests that assume normal distributions, but raise no false alarm on others.
 *
 * <p>Decision: the error of a sketch widens the bounds of its figures before they are tested, so that no alarm comes
 * from the estimate.
 *
 * <p>Decision: identifiers, and times that move on, are expected to differ between deliveries; their values are not
 * tested.
 */
@NullMarked
package io.github.bigdatamigrator.comparison;

import org.jspecify.annotations.NullMarked;
