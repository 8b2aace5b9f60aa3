package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.RequestLedger;
import io.github.bigdatamigrator.llm.tokens.ModelCalibrationStore;
import io.github.bigdatamigrator.llm.tokens.TokenEstimator;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chats over the OpenAI-compatible wire, as local and online servers speak it: checks what may be sent and whether it
 * fits, adapts the request to what the server turns out not to take, and learns from what it counts.
 */
final class ChatTransport implements AutoCloseable {
    private static final int MOST_ADAPTATIONS = 4;

    private final ModelEndpoint endpoint;
    private final ProviderWording provider;
    private final ErrorClassifier failures;
    private final HttpCalls http;
    private final OutboundLog outbound;
    private final ModelCalibrationStore calibrations;
    private final HttpExchange.ProgressIntervals intervals;
    private volatile Set<UnsupportedFeature> unsupported;
    /** Whether the last word of the server was that its model crashed. */
    private volatile boolean crashed;

    ChatTransport(
            ModelEndpoint endpoint,
            ProviderWording site,
            @Nullable Path outboundLog,
            ModelCalibrationStore memory,
            HttpExchange.ProgressIntervals patience) {
        this.endpoint = endpoint;
        this.provider = site;
        this.failures = new ErrorClassifier(endpoint, site);
        this.http = new HttpCalls(endpoint);
        this.outbound = new OutboundLog(leavesMachine(endpoint, site) ? outboundLog : null, InstantSource.system());
        this.calibrations = memory;
        this.intervals = patience;
        this.unsupported = UnsupportedFeature.expected(endpoint.model(), site);
    }

    /** Whether what is sent counts as leaving the machine; an online model does wherever its address points. */
    static boolean leavesMachine(ModelEndpoint endpoint, ProviderWording site) {
        return site == ProviderWording.ONLINE || !endpoint.loopback();
    }

    HttpCalls http() {
        return http;
    }

    ErrorClassifier failures() {
        return failures;
    }

    TokenEstimator tokens(String model) {
        return new TokenEstimator(calibrations, model);
    }

    /** Refuses what this endpoint may not see. Called before anything at all is sent. */
    void check(ChatRequest request) {
        if (!request.level().within(endpoint.limit())) {
            throw failures.privacyRefusal(request.level());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw failures.cancelled();
        }
    }

    /** @param target the model to name, and its window as far as is known */
    ChatReply chat(ChatRequest request, ModelStatus target, ReplyListener listener) {
        check(request);
        TokenEstimator tokens = tokens(target.model());
        long deadline = System.nanoTime() + endpoint.totalTimeout().toNanos();
        for (int adaptation = 0; ; adaptation++) {
            List<ChatMessage> messages = MessageNormalizer.of(request, unsupported);
            if (messages.isEmpty()) {
                throw failures.unusable("was not asked: every message is empty.");
            }
            int plain = tokens.uncalibrated(request, messages);
            RequestLedger ledger = tokens.ledger(request, messages, plain, target.windowTokens());
            if (!ledger.fits()) {
                throw failures.doesNotFit(ledger, target);
            }
            String body = ChatRequestBody.of(request, messages, target.model(), provider, unsupported);
            HttpExchange exchange = new HttpExchange(
                    endpoint, failures, http, outbound, intervals, listener, activity(target, ledger), deadline);
            WireEvent.Refused refused = exchange.send(body);
            if (refused == null) {
                crashed = false;
                return new ReplyValidator(endpoint, provider, failures, tokens, target)
                        .validated(request, messages, plain, exchange.reply(), ledger);
            }
            UnsupportedFeature quirk =
                    exchange.reply().text().isEmpty() ? UnsupportedFeature.detect(refused.error(), request) : null;
            if (quirk == null || unsupported.contains(quirk) || adaptation == MOST_ADAPTATIONS) {
                throw failure(refused, target);
            }
            addUnsupported(quirk);
        }
    }

    private static String activity(ModelStatus target, RequestLedger ledger) {
        return String.format(
                Locale.ROOT,
                target.loaded()
                        ? "%s reads the prompt of about %,d tokens"
                        : "%s is being loaded, then it reads the prompt of about %,d tokens",
                target.model(),
                ledger.estimate());
    }

    private LlmException failure(WireEvent.Refused refused, ModelStatus target) {
        ContextOverflow overflow = ContextOverflow.parse(refused.error().searchText());
        if (overflow != null && !overflow.shared() && overflow.windowTokens() > 0) {
            calibrations.saveWindow(endpoint.modelKey(target.model()), overflow.windowTokens(), target.listedWindow());
        }
        LlmException failure = failures.of(refused.error(), refused.hint(), target.maxWindowTokens());
        if (!ErrorClassifier.isCrash(refused.error())) {
            return failure;
        }
        boolean again = crashed;
        crashed = true;
        // What crashed the model twice in a row would do so a third time.
        return again ? new LlmException(failure.code(), String.valueOf(failure.getMessage()), false) : failure;
    }

    private synchronized void addUnsupported(UnsupportedFeature quirk) {
        EnumSet<UnsupportedFeature> known = EnumSet.of(quirk);
        known.addAll(unsupported);
        unsupported = known;
    }

    @Override
    public void close() {
        http.close();
    }
}
