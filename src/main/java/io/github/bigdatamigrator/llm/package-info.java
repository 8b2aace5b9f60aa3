/**
 * Models and their tokens: one interface, LM Studio behind it, retry and online fallback as decorators of it.
 *
 * Main types: {@code LanguageModel}, {@code LMStudioClient}, {@code RetryingModel}, {@code OnlineLLMFallback},
 * {@code TokenCounter}, {@code PrivacyLevel}. Imports {@code error}, OkHttp, Jackson and jtokkit.
 *
 * Decision: streaming and standard replies are one road (a listener that may do nothing), because two roads drift
 * apart in error handling.
 */
@NullMarked
package io.github.bigdatamigrator.llm;

import org.jspecify.annotations.NullMarked;
