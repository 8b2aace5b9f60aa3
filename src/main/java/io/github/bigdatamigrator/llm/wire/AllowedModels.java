package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.OnlineLLMFallback;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.RetryingModel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the models that the user allows: the local one, and an online one only by consent. A local address on another
 * machine counts as online until it is trusted. Safe for use by several threads.
 */
public final class AllowedModels implements AutoCloseable {
    private final LMStudioClient localClient;
    private final LanguageModel local;
    private final @Nullable OpenAIClient onlineClient;
    private final OnlineLLMFallback model;
    private final PrivacyLevel localLimit;
    private final PrivacyLevel fallbackLimit;

    /**
     * What the user consents to.
     *
     * @param localTrusted whether a local address on another machine may see what a local model may
     * @param online whether data may be sent to a model that is not trusted
     * @param onlineLimit the most that such a model may see
     */
    public record Consent(boolean localTrusted, boolean online, PrivacyLevel onlineLimit) {}

    /**
     * @param wanted the local model
     * @param online the online model, or null where none is allowed
     * @param folder of the outbound log, and of what is learned about models
     */
    public AllowedModels(ModelEndpoint wanted, @Nullable ModelEndpoint online, Consent consent, Path folder) {
        Path outboundLog = folder.resolve("outbound.log");
        boolean away = !wanted.loopback() && !consent.localTrusted();
        localLimit = away ? lower(wanted.limit(), consent.onlineLimit()) : wanted.limit();
        fallbackLimit = online == null ? localLimit : lower(localLimit, consent.onlineLimit());
        localClient = new LMStudioClient(wanted.withLimit(localLimit), outboundLog, folder.resolve("models.json"));
        if (away && !consent.online()) {
            local = forbidden(wanted, "ENABLE_ONLINE_FALLBACK=true to treat it like an online model");
        } else if (away && !wanted.secure()) {
            local = forbidden(wanted, "give it an https address: on the way to this one the data could be read");
        } else {
            local = new RetryingModel(localClient);
        }
        onlineClient = online == null ? null : new OpenAIClient(online, outboundLog);
        model = new OnlineLLMFallback(
                local, onlineClient == null ? null : new RetryingModel(onlineClient), consent.onlineLimit());
    }

    private static LanguageModel forbidden(ModelEndpoint endpoint, String remedy) {
        return new ForbiddenModel(endpoint.model(), endpoint.url(), endpoint.fallbackWindowTokens(), remedy);
    }

    private static PrivacyLevel lower(PrivacyLevel first, PrivacyLevel second) {
        return first.within(second) ? first : second;
    }

    /** The local model, with the online one as its fallback where one is allowed. */
    public OnlineLLMFallback model() {
        return model;
    }

    /** The most that a prompt for the local model may disclose. */
    public PrivacyLevel localLimit() {
        return localLimit;
    }

    /** The most that a prompt may disclose that any of the models may answer. */
    public PrivacyLevel fallbackLimit() {
        return fallbackLimit;
    }

    /** The number of tokens of a text for the local model, rather too many than too few. */
    public int tokens(String text) {
        return localClient.tokenBound(text);
    }

    /** Checks the local model more closely than {@link LanguageModel#status} does. */
    public ModelStatus localStatus() {
        return local instanceof ForbiddenModel ? local.status() : localClient.check();
    }

    /**
     * Asks the online server about its model, with one short request without data; empty where no online model is
     * allowed.
     */
    public Optional<ModelStatus> onlineStatus() {
        return Optional.ofNullable(onlineClient).map(OpenAIClient::check);
    }

    @Override
    public void close() {
        localClient.close();
        if (onlineClient != null) {
            onlineClient.close();
        }
    }
}
