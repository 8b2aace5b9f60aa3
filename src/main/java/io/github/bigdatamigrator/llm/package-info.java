/**
 * Defines language models, requests and replies, with retry and online fallback as decorators.
 *
 * <p>Decision: streamed and whole replies share one method with a listener that may ignore the pieces, because two
 * methods would drift apart in error handling.
 */
@NullMarked
package io.github.bigdatamigrator.llm;

import org.jspecify.annotations.NullMarked;
