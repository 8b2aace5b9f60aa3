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
 * Opens the models that the user allows: the local one, and an online one only with consent. A local address on another
 * machine counts as online until the settings trust it. Thread-safe.
 */
public final class AllowedModels implements AutoCloseable {
    /** The name of no model: none is asked then, not even an online one. */
    public static final String NONE = "none";

    private final LMStudioClient localClient;
    private final LanguageModel local;
    private final @Nullable OpenAIClient onlineClient;
    private final OnlineLLMFallback model;
    private final PrivacyLevel localLimit;
    private final PrivacyLevel fallbackLimit;

    /**
     * Holds the user's consent.
     *
     * @param localTrusted whether a local address on another machine has the privacy limit of a local model
     * @param online whether data may be sent to an untrusted model
     * @param onlineLimit the privacy limit of an untrusted model
     */
    public record Consent(boolean localTrusted, boolean online, PrivacyLevel onlineLimit) {}

    /** @param folder the folder of the outbound log and of the model calibrations */
    public AllowedModels(ModelEndpoint wanted, @Nullable ModelEndpoint online, Consent consent, Path folder) {
        Path outboundLog = folder.resolve("outbound.log");
        boolean none = wanted.model().equalsIgnoreCase(NONE);
        boolean untrusted = !wanted.loopback() && !consent.localTrusted();
        localLimit = untrusted ? lower(wanted.limit(), consent.onlineLimit()) : wanted.limit();
        fallbackLimit = online == null ? localLimit : lower(localLimit, consent.onlineLimit());
        localClient = new LMStudioClient(wanted.withLimit(localLimit), outboundLog, folder.resolve("models.json"));
        if (none) {
            local = new ForbiddenModel(
                    wanted.model(),
                    wanted.fallbackWindowTokens(),
                    "No model is asked, because LOCAL_LLM_MODEL is none. Set it to the name of a model.");
        } else if (untrusted && !consent.online()) {
            local = forbidden(wanted, "ENABLE_ONLINE_FALLBACK=true to treat it like an online model");
        } else if (untrusted && !wanted.secure()) {
            local = forbidden(wanted, "set an https address, because the connection to this one is not encrypted");
        } else {
            local = new RetryingModel(localClient);
        }
        onlineClient = online == null || none ? null : new OpenAIClient(online, outboundLog);
        model = new OnlineLLMFallback(
                local, onlineClient == null ? null : new RetryingModel(onlineClient), consent.onlineLimit());
    }

    private static LanguageModel forbidden(ModelEndpoint endpoint, String remedy) {
        return new ForbiddenModel(
                endpoint.model(),
                endpoint.fallbackWindowTokens(),
                "LOCAL_LLM_URL " + endpoint.url()
                        + " is on another machine. Set LOCAL_LLM_TRUSTED=true if that machine is yours, or " + remedy
                        + ".");
    }

    private static PrivacyLevel lower(PrivacyLevel first, PrivacyLevel second) {
        return first.within(second) ? first : second;
    }

    /** The local model with the online one as its fallback if allowed. */
    public OnlineLLMFallback model() {
        return model;
    }

    /** The local model without a fallback. */
    public LanguageModel local() {
        return local;
    }

    public PrivacyLevel localLimit() {
        return localLimit;
    }

    /** The privacy limit of a prompt that any of the models may answer. */
    public PrivacyLevel fallbackLimit() {
        return fallbackLimit;
    }

    /** The tokens of a text for the local model; rather over- than underestimated. */
    public int tokens(String text) {
        return localClient.tokenBound(text);
    }

    /** Checks the local model more thoroughly than {@link LanguageModel#status}. */
    public ModelStatus localStatus() {
        return local instanceof ForbiddenModel ? local.status() : localClient.check();
    }

    /** Asks the online server about its model in one short request without data; empty if none is allowed. */
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
