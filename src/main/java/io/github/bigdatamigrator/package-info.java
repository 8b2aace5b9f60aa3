/**
 * The driver API: {@link io.github.bigdatamigrator.LLMConversationSystem}, which wires everything and closes it, and the settings.
 *
 * <p>Imports every package of ours but {@code report}, {@code batch}, {@code server} and {@code cli}, which are its users.
 *
 * <p>Decision: wiring is written out in one place instead of being injected, because there is exactly one way to put the parts
 * together and a reader should see it.
 */
@NullMarked
package io.github.bigdatamigrator;

import org.jspecify.annotations.NullMarked;
