/**
 * Models and their tokens: one interface, LM Studio behind it, retry and online fallback as decorators of it.
 *
 * <p>Main types: {@code LanguageModel}, {@code LMStudioClient} and {@code OpenAIClient} (both over
 * {@code ChatTransport}, made from a {@code ModelEndpoint}), {@code RetryingModel}, {@code OnlineLLMFallback},
 * {@code TokenCounter}, {@code PrivacyLevel}. Imports {@code text}, {@code error}, OkHttp, Jackson and jtokkit.
 *
 * <p>Decision: streaming and standard replies are one road (a listener that may do nothing), because two roads drift
 * apart in error handling. Event streams are read by our own {@code EventStreamReader}: the library's reader drops a
 * last event without its blank line and refuses a plain body, which is how LM Studio reports a wrong address.
 */
@NullMarked
package io.github.bigdatamigrator.llm;

import org.jspecify.annotations.NullMarked;
