package io.github.bigdatamigrator;

import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.llm.LMStudioClient;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.OnlineLLMFallback;
import io.github.bigdatamigrator.llm.OpenAIClient;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.RetryingModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that the settings allow: the local one, and an online one only by consent. A local address on another
 * machine counts as online until it is trusted.
 */
final class Models implements AutoCloseable {
    private static final int ONLINE_WINDOW = 128_000;
    /** A turn ends after the time of so many replies that take as long as they may. */
    private static final int LONGEST_REPLIES = 6;

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final LMStudioClient localClient;
    private final LanguageModel nearest;
    private final @Nullable OpenAIClient onlineClient;
    private final OnlineLLMFallback model;
    private final AnswerSettings answers;

    Models(Settings settings) {
        Path outboundLog = Path.of(settings.text(Setting.CONVERSATION_DIR), "outbound.log");
        Duration timeout = Duration.ofSeconds(settings.number(Setting.LLM_TIMEOUT));
        PrivacyLevel onlineLimit = settings.level(Setting.ONLINE_PRIVACY_LEVEL);
        ModelEndpoint wanted = new ModelEndpoint(
                settings.text(Setting.LOCAL_LLM_URL),
                settings.text(Setting.LOCAL_LLM_MODEL),
                settings.value(Setting.LOCAL_LLM_API_KEY),
                settings.level(Setting.LOCAL_PRIVACY_LEVEL),
                settings.number(Setting.LOCAL_LLM_WINDOW),
                timeout,
                LONGEST_SILENCE);
        boolean away = !wanted.loopback() && !settings.flag(Setting.LOCAL_LLM_TRUSTED);
        PrivacyLevel localLimit = away ? lower(wanted.limit(), onlineLimit) : wanted.limit();
        ModelEndpoint local = new ModelEndpoint(
                wanted.url(),
                wanted.model(),
                wanted.apiKey(),
                localLimit,
                wanted.fallbackWindowTokens(),
                timeout,
                LONGEST_SILENCE);
        Path learned = Path.of(settings.text(Setting.CONVERSATION_DIR), "models.json");
        localClient = new LMStudioClient(local, outboundLog, learned);
        if (away && !settings.flag(Setting.ENABLE_ONLINE_FALLBACK)) {
            nearest = forbidden(wanted, "ENABLE_ONLINE_FALLBACK=true to treat it like an online model");
        } else if (away && !wanted.secure()) {
            nearest = forbidden(wanted, "give it an https address: on the way to this one the data could be read");
        } else {
            nearest = new RetryingModel(localClient);
        }
        onlineClient = onlineAllowed(settings) ? new OpenAIClient(online(settings, timeout), outboundLog) : null;
        model = new OnlineLLMFallback(
                nearest, onlineClient == null ? null : new RetryingModel(onlineClient), onlineLimit);
        answers = new AnswerSettings(
                localLimit,
                onlineClient == null ? localLimit : lower(localLimit, onlineLimit),
                settings.number(Setting.LLM_REPLY_TOKENS),
                localClient::tokens,
                timeout.multipliedBy(LONGEST_REPLIES));
    }

    /** Whether the user has consented to an online model: both the switch and a key. */
    static boolean onlineAllowed(Settings settings) {
        return settings.flag(Setting.ENABLE_ONLINE_FALLBACK) && settings.value(Setting.OPENAI_API_KEY) != null;
    }

    private static ModelEndpoint online(Settings settings, Duration timeout) {
        return new ModelEndpoint(
                settings.text(Setting.OPENAI_BASE_URL),
                settings.text(Setting.ONLINE_LLM_MODEL),
                settings.value(Setting.OPENAI_API_KEY),
                settings.level(Setting.ONLINE_PRIVACY_LEVEL),
                ONLINE_WINDOW,
                timeout,
                LONGEST_SILENCE);
    }

    private static LanguageModel forbidden(ModelEndpoint endpoint, String remedy) {
        return new ForbiddenModel(endpoint.model(), endpoint.url(), endpoint.fallbackWindowTokens(), remedy);
    }

    private static PrivacyLevel lower(PrivacyLevel first, PrivacyLevel second) {
        return first.within(second) ? first : second;
    }

    /** The local model with all that stands behind it. */
    OnlineLLMFallback model() {
        return model;
    }

    /** What is wrong with the local model, looked into more closely than {@link LanguageModel#status} does. */
    ModelStatus localStatus() {
        return nearest instanceof ForbiddenModel ? nearest.status() : localClient.check();
    }

    /**
     * What the online server says of its model; one short request that holds no data. Empty where no online model is
     * allowed.
     */
    Optional<ModelStatus> onlineStatus() {
        return Optional.ofNullable(onlineClient).map(OpenAIClient::check);
    }

    AnswerSettings answers() {
        return answers;
    }

    @Override
    public void close() {
        localClient.close();
        if (onlineClient != null) {
            onlineClient.close();
        }
    }
}
