/**
 * Stores conversations in a local folder.
 *
 * <p>Decision: a conversation is an append-only log of checksummed events. Nothing is rewritten; an incomplete last
 * line is removed on opening.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.store;

import org.jspecify.annotations.NullMarked;
