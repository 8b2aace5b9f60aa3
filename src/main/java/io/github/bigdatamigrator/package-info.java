/**
 * The driver API: {@link io.github.bigdatamigrator.LLMConversationSystem} with its
 * {@link io.github.bigdatamigrator.ConversationHandle} and {@link io.github.bigdatamigrator.ProfileRequest}, the
 * {@link io.github.bigdatamigrator.Settings} in force, and what builds the engine.
 *
 * <p>Imports every package of ours but {@code report}, {@code batch}, {@code server} and {@code cli}, which are its
 * users.
 *
 * <p>Decision: the parts are put together in one place instead of being injected, because there is exactly one way to
 * put them together and a reader should see it. The system and the handle are interfaces, so that their users are
 * tested over other implementations.
 */
@NullMarked
package io.github.bigdatamigrator;

import org.jspecify.annotations.NullMarked;
