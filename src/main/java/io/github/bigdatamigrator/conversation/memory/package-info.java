/**
 * Parses messages that change the state of a conversation, and follow-up questions.
 *
 * <p>Main types: {@code StateDirective}, {@code FollowUpDetector}, {@code ActiveFilter}.
 *
 * <p>Decision: the program, not the model, decides which filters and definitions are active, because small models
 * forget them.
 */
@NullMarked
package io.github.bigdatamigrator.conversation.memory;

import org.jspecify.annotations.NullMarked;
