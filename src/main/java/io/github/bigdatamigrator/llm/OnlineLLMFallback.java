package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the local model first and an online model if the local one fails: if it is unreachable, not loaded, too slow,
 * gives no usable reply, or has a smaller window than the prompt needs and the online one has a larger. The online
 * model is given only with the user's consent; it receives only requests within its privacy limit, and none after a
 * reader has seen part of a local reply. Otherwise the local failure is thrown. The caller closes both models.
 * Thread-safe if they are.
 */
public final class OnlineLLMFallback implements LanguageModel {
    private static final Set<ErrorCode> FALLBACK_CODES =
            EnumSet.of(ErrorCode.LLM_UNREACHABLE, ErrorCode.LLM_NO_MODEL, ErrorCode.LLM_TIMEOUT, ErrorCode.LLM_FAILED);

    private final LanguageModel local;
    private final @Nullable LanguageModel online;
    private final PrivacyLevel onlineLimit;

    /** {@code online} is null if the user has not allowed one; requests to it disclose up to {@code onlineLimit}. */
    public OnlineLLMFallback(LanguageModel local, @Nullable LanguageModel online, PrivacyLevel onlineLimit) {
        this.local = local;
        this.online = online;
        this.onlineLimit = onlineLimit;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        FirstTokenTracker tracker = new FirstTokenTracker(listener);
        try {
            return local.chat(request, tracker);
        } catch (LlmException e) {
            if (tracker.begun() || !mayAskOnline(request.level()) || !onlineMayHelp(e)) {
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
     * Asks the online model directly.
     *
     * @throws LlmException LLM_NO_MODEL if none is allowed, BAD_INPUT if the request discloses too much; nothing is
     *     sent then
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
     * The same models in reverse order, for tasks that small models do badly, such as a whole schema: the online model
     * first if it is allowed to see the request, the local one if it is not or if the online one fails.
     */
    public LanguageModel onlineFirst() {
        return new LanguageModel() {
            @Override
            public ChatReply chat(ChatRequest request, ReplyListener listener) {
                if (!mayAskOnline(request.level())) {
                    return local.chat(request, listener);
                }
                FirstTokenTracker tracker = new FirstTokenTracker(listener);
                try {
                    return askOnline(request, tracker);
                } catch (LlmException e) {
                    if (tracker.begun() || e.code() == ErrorCode.CANCELLED) {
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

    /** {@inheritDoc} The status of the local model, unless only the online one is available; then the note says so. */
    @Override
    public ModelStatus status() {
        ModelStatus localStatus = local.status();
        if (localStatus.available() || online == null) {
            return localStatus;
        }
        ModelStatus onlineStatus = online.status();
        if (!onlineStatus.available()) {
            return localStatus;
        }
        String why = localStatus.note() == null ? "" : " " + localStatus.note();
        return new ModelStatus(
                true,
                onlineStatus.model(),
                onlineStatus.windowTokens(),
                onlineStatus.maxWindowTokens(),
                "The online model answers questions that it is allowed to see (up to " + onlineLimit + ")." + why);
    }

    @Override
    public String toString() {
        return "OnlineLLMFallback[" + local + ", " + (online == null ? "no online model" : online) + "]";
    }
}
