/**
 * Keeps conversations in a local folder.
 *
 * <p>Main types: {@code FileConversationStore}. Imports context, json and conversation; Jackson.
 *
 * <p>Decision: a conversation is an append-only log of checksummed events. A torn last line is cut on opening; nothing
 * is rewritten.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.store;

import org.jspecify.annotations.NullMarked;
