/**
 * Manages conversations: their answers, events, state and memory, and the interfaces to the store and to the code that
 * answers a question.
 *
 * <p>Main types: {@code ConversationManager}, {@code Answer}, {@code ConversationStore}.
 *
 * <p>Decision: the program, not the model, records what was asked, run and found. The model proposes SQL and text, and
 * both are checked before a user sees them.
 *
 * <p>Decision: a template describes a result of up to ten rows: at once, and without numbers that could be wrong. A
 * second call of a local model takes longer than reading ten rows. For 11 to 100 rows that fit the context window and
 * the privacy level, the model writes a sentence before the table. Larger results use the template again, since a model
 * that sees only a part of the rows cannot name the largest or smallest.
 *
 * <p>Decision: below the privacy level of example values, the user's words count as data, since they quote it. Values
 * known from the profile, quoted text and codes are replaced by pseudonyms in the question, the state and earlier
 * turns; the model's SQL is translated back before it runs. The data is not searched for such values, since one scan
 * for each question would cost too much.
 *
 * <p>Decision: SQL that Spark rejected is rewritten from other dialects where that is unambiguous ({@code x::text},
 * {@code [a name]}, date patterns of PostgreSQL and MySQL, an aggregate of a column that is also an alias), since small
 * models repeat such SQL in spite of the prompt. SQL that Spark accepts is never rewritten.
 *
 * <p>Decision: a question passes one ordered list of answerers, and all SQL of a model passes one query step (real
 * names, active filters, guard, stored values). One budget of model calls and time limits the turn, whatever retries
 * nest.
 */
@NullMarked
package io.github.bigdatamigrator.conversation;

import org.jspecify.annotations.NullMarked;
