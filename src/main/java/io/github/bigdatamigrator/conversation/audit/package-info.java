/**
 * Checks that every figure of a sentence is a cell of the result or is derived from cells.
 *
 * <p>Main types: {@code GroundingCheck}.
 *
 * <p>Decision: a figure is grounded in a cell only if the sentence names the row of that cell, because a right number
 * beside the wrong name is a wrong answer.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.audit;

import org.jspecify.annotations.NullMarked;
