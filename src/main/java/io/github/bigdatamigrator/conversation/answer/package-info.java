/**
 * Answers the question of one turn.
 *
 * <p>Main types: {@code PipelineTurnHandler} runs the ordered {@code Answerer}s; {@code QueryStep} runs every SQL that
 * a model wrote.
 *
 * <p>Decision: whichever answerer asked for it, SQL of a model passes one query step. Its requirements (real names,
 * active filters, the guard, stored values) are thus checked in one place, and one budget of model calls and time
 * bounds the turn, however retries are nested.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.answer;

import org.jspecify.annotations.NullMarked;
