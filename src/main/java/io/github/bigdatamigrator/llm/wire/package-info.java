/**
 * Sends chats to LM Studio, llama-server and OpenAI over the OpenAI-compatible protocol.
 *
 * <p>Decision: what a server or model does not support is learned from its errors and remembered, since no list of
 * models states it.
 */
@NullMarked
package io.github.bigdatamigrator.llm.wire;

import org.jspecify.annotations.NullMarked;
