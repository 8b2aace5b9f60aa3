/**
 * Estimates the tokens of texts and prompts, and learns from the counts of servers.
 *
 * <p>Main types: {@code TokenEstimator}, {@code TokenCounter}.
 *
 * <p>Decision: estimates are rather too high than too low, because a prompt that does not fit is lost, while an
 * overestimated one only leaves part of the window unused.
 */
@NullMarked
package io.github.bigdatamigrator.llm.tokens;

import org.jspecify.annotations.NullMarked;
