/**
 * Answers the question of one turn.
 *
 * <p>Main types: {@code PipelineTurnHandler} runs the ordered {@code Answerer}s; {@code QueryStep} runs every SQL that
 * a model wrote. Imports context, llm, json, sql, text, conversation and its rooms prompt, memory and audit.
 *
 * <p>Decision: whichever answerer asked for it, SQL of a model passes one query step. What is demanded of it (real
 * names, active filters, the guard, stored values) is thus demanded in one place, and one budget of model calls and
 * time bounds the turn, however retries are nested.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.answer;

import org.jspecify.annotations.NullMarked;
