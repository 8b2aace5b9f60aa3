/**
 * Builds the prompt for one question within the model's window and privacy level.
 *
 * <p>Main types: {@code Prompt}, {@code SchemaDescription}, {@code PromptContext}, {@code HistoryCompressor}.
 *
 * <p>Decision: if the whole description fits, the order of tables and columns is frozen, and the question comes last,
 * so that the prefix of the prompt stays the same from question to question and the server can reuse its prompt cache.
 * If not, the description depends on the question: a column that is missing costs more than a cold cache.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.prompt;

import org.jspecify.annotations.NullMarked;
