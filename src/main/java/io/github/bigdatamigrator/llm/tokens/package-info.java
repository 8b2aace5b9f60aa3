/**
 * Estimates how many tokens a model counts for a text, and learns from the counts of servers.
 *
 * <p>Main types: {@code TokenEstimator}, {@code TokenCounter}. Imports llm; jtokkit.
 *
 * <p>Decision: an estimate is rather too high than too low, because a prompt that does not fit is lost, and one that is
 * short costs little.
 */
@NullMarked
package io.github.bigdatamigrator.llm.tokens;

import org.jspecify.annotations.NullMarked;
