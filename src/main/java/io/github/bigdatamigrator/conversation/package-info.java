/**
 * Conversations: the brief, the prompt, the answer pipeline, the audit of figures, and the event log they are kept in.
 *
 * <p>Main types: {@code ConversationManager}, {@code Answer}, {@code ConversationStore}. Imports {@code context},
 * {@code llm}, {@code json}; Jackson in the store only.
 *
 * <p>Decision: the program, not the model, owns what was asked, run and found; the model proposes SQL and words, and
 * both are checked before anyone sees them.
 *
 * <p>Decision: a result of ten rows or fewer is told by template, at once and without a figure that could be wrong; a
 * second call of a local model takes longer than reading ten rows. From eleven to a hundred rows, where all of them fit
 * the window and may be shown, the model writes the sentence before the table. Whoever sees a part of the rows cannot
 * say what is the most or the least, so that larger results are told by template again.
 *
 * <p>Decision: below the level of example values the user's own words are data too, since they quote it. What the
 * profile knows as a value, what stands in quotes and what looks like a code gets a stand-in, in the question, in what
 * holds, and in earlier turns; SQL of the model is turned back before it runs. Nothing is looked up in the data for it:
 * a scan for each question would cost more than it hides.
 *
 * <p>Decision: a statement that fails is read once more as other systems would read it, where that can mean but one
 * thing ({@code x::text}, {@code [a name]}, PostgreSQL's and MySQL's date patterns, an aggregate of a column that is
 * also an alias). A small model repeats what it learnt elsewhere, however often it is told; what Spark takes as it
 * stands is never read otherwise.
 *
 * <p>Decision: a question passes one ordered list of answerers, and SQL of a model, whichever answerer asked for it,
 * passes one query step. What is demanded of a model's SQL (real names, active filters, the guard, stored values) is
 * thus demanded in one place. One budget of model calls and time bounds the turn, whatever retries nest.
 */
@NullMarked
package io.github.bigdatamigrator.conversation;

import org.jspecify.annotations.NullMarked;
