package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The local model first; an online one when the local one is away, holds no model, is too slow, fails or gives nothing
 * usable, or has too small a window where the other has a larger. Only if there is an online model, which its maker
 * gives with the user's consent alone; only for requests that disclose no more than it may see; and never once a reader
 * has seen some of a local reply. Otherwise the local failure stands. Thread-safe where both models are; they stay the
 * caller's to close.
 */
public final class OnlineLLMFallback implements LanguageModel {
    private static final Set<ErrorCode> FALLBACK_CODES =
            EnumSet.of(ErrorCode.LLM_UNREACHABLE, ErrorCode.LLM_NO_MODEL, ErrorCode.LLM_TIMEOUT, ErrorCode.LLM_FAILED);

    private final LanguageModel local;
    private final @Nullable LanguageModel online;
    private final PrivacyLevel onlineLimit;

    /**
     * @param online null where the user has not allowed one
     * @param onlineLimit the most that a request may disclose to it
     */
    public OnlineLLMFallback(LanguageModel local, @Nullable LanguageModel online, PrivacyLevel onlineLimit) {
        this.local = local;
        this.online = online;
        this.onlineLimit = onlineLimit;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        FirstTokenTracker heard = new FirstTokenTracker(listener);
        try {
            return local.chat(request, heard);
        } catch (LlmException e) {
            if (heard.begun() || !mayAskOnline(request.level()) || !onlineMayHelp(e)) {
                throw e;
            }
            return askOnlineAfter(e, request, listener);
        }
    }

    /** Whether {@link #askOnline} would send a request of that level. */
    public boolean mayAskOnline(PrivacyLevel level) {
        return online != null && level.within(onlineLimit);
    }

    /**
     * Asks the online model at once, for what small models do badly, such as complex schema optimisation.
     *
     * @throws LlmException LLM_NO_MODEL where none is allowed, BAD_INPUT where the request discloses too much; nothing
     *     is sent then
     */
    public ChatReply askOnline(ChatRequest request, ReplyListener listener) {
        if (online == null) {
            throw new LlmException(
                    ErrorCode.LLM_NO_MODEL,
                    "No online model may be asked. Set ENABLE_ONLINE_FALLBACK=true and OPENAI_API_KEY to allow it.",
                    false);
        }
        if (!request.level().within(onlineLimit)) {
            throw new LlmException(
                    ErrorCode.BAD_INPUT,
                    "Not sent online: the request discloses " + request.level() + ", and only " + onlineLimit
                            + " may leave the machine (ONLINE_PRIVACY_LEVEL).",
                    false);
        }
        return online.chat(request, listener);
    }

    /**
     * The same models for questions that small models answer badly, such as a schema as a whole: the online one first
     * where it may see the request, the local one where it may not or fails. Without an online model this is the local
     * one.
     */
    public LanguageModel onlineFirst() {
        return new LanguageModel() {
            @Override
            public ChatReply chat(ChatRequest request, ReplyListener listener) {
                if (!mayAskOnline(request.level())) {
                    return local.chat(request, listener);
                }
                FirstTokenTracker heard = new FirstTokenTracker(listener);
                try {
                    return askOnline(request, heard);
                } catch (LlmException e) {
                    if (heard.begun() || e.code() == ErrorCode.CANCELLED) {
                        throw e;
                    }
                    return local.chat(request, listener).withNote(String.valueOf(e.getMessage()));
                }
            }

            @Override
            public ModelStatus status() {
                return OnlineLLMFallback.this.status();
            }
        };
    }

    @Override
    public Optional<LanguageModel> fallback(PrivacyLevel level) {
        return mayAskOnline(level) ? Optional.ofNullable(online) : Optional.empty();
    }

    private boolean onlineMayHelp(LlmException failure) {
        if (failure.code() == ErrorCode.LLM_CONTEXT_OVERFLOW && online != null) {
            return online.status().windowTokens() > local.status().windowTokens();
        }
        return FALLBACK_CODES.contains(failure.code());
    }

    private ChatReply askOnlineAfter(LlmException failure, ChatRequest request, ReplyListener listener) {
        try {
            return askOnline(request, listener);
        } catch (LlmException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            LlmException both = new LlmException(
                    failure.code(),
                    failure.getMessage() + " The online model did not help either: " + e.getMessage(),
                    failure.retryable(),
                    failure.retryAfter(),
                    failure);
            both.addSuppressed(e);
            throw both;
        }
    }

    /** {@inheritDoc} The local model's, unless only the online one can answer; then the note says so. */
    @Override
    public ModelStatus status() {
        ModelStatus near = local.status();
        if (near.available() || online == null) {
            return near;
        }
        ModelStatus far = online.status();
        if (!far.available()) {
            return near;
        }
        String why = near.note() == null ? "" : " " + near.note();
        return new ModelStatus(
                true,
                far.model(),
                far.windowTokens(),
                far.maxWindowTokens(),
                "The online model answers where it may see the question (up to " + onlineLimit + ")." + why);
    }

    @Override
    public String toString() {
        return "OnlineLLMFallback[" + local + ", " + (online == null ? "no online model" : online) + "]";
    }
}
