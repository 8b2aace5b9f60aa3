/**
 * Offers the driver API: {@link io.github.bigdatamigrator.LLMConversationSystem} with its
 * {@link io.github.bigdatamigrator.ConversationHandle} and {@link io.github.bigdatamigrator.ProfileRequest}, the
 * {@link io.github.bigdatamigrator.Settings} in force, and what builds the engine.
 *
 * <p>Decision: one class builds all parts instead of dependency injection, because there is only one combination and a
 * reader should see it. The system and the handle are interfaces, so that tests of their users can implement them.
 */
@NullMarked
package io.github.bigdatamigrator;

import org.jspecify.annotations.NullMarked;
