/**
 * Builds what is put to a model for one question, within its window and privacy level.
 *
 * <p>Main types: {@code Prompt}, {@code SchemaDescription}, {@code PromptContext}, {@code HistoryCompressor}. Imports
 * context, llm, json, sql, text, conversation and its room memory.
 *
 * <p>Decision: the order of tables and columns is frozen and the question comes last, so that the beginning of the
 * prompt stays the same from question to question and the server can reuse it.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.prompt;

import org.jspecify.annotations.NullMarked;
