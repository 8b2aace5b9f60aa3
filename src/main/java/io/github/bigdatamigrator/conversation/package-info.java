/**
 * Conversations: the brief, the prompt, the answering loop, the audit of figures, and the event log they are kept
 * in.
 *
 * Main types: {@code ConversationManager}, {@code Answer}, {@code ConversationStore}. Imports {@code context},
 * {@code llm}, {@code json}; Jackson in the store only.
 *
 * Decision: the program, not the model, owns what was asked, run and found; the model proposes SQL and words, and
 * both are checked before anyone sees them.
 */
@NullMarked
package io.github.bigdatamigrator.conversation;

import org.jspecify.annotations.NullMarked;
