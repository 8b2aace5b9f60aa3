/**
 * Checks that every figure of a sentence is a cell of the result or follows from its cells.
 *
 * <p>Main types: {@code GroundingCheck}. Imports context, text and conversation.
 *
 * <p>Decision: a figure is bound to a cell together with the label of its row, because a right number beside the wrong
 * name is a wrong answer.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.audit;

import org.jspecify.annotations.NullMarked;
