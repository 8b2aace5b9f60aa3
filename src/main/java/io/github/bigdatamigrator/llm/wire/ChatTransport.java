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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends chats over the OpenAI-compatible protocol. Checks that a request may be sent and fits the window, resends it
 * without the features that the server rejects, and learns from the server's token counts. Thread-safe.
 */
final class ChatTransport implements AutoCloseable {
    private static final int MAX_ADAPTATIONS = 4;

    final ModelEndpoint endpoint;
    final ModelProvider provider;
    final ErrorClassifier failures;
    final HttpCalls http;
    final OutboundLog outbound;
    final HttpExchange.ProgressIntervals intervals;
    private final ModelCalibrationStore calibrations;
    private volatile Set<UnsupportedFeature> unsupported;
    /** Whether the last reply of the server was that its model crashed. */
    private volatile boolean crashed;

    ChatTransport(
            ModelEndpoint endpoint,
            ModelProvider provider,
            @Nullable Path outboundLog,
            ModelCalibrationStore calibrations,
            HttpExchange.ProgressIntervals intervals) {
        this.endpoint = endpoint;
        this.provider = provider;
        this.failures = new ErrorClassifier(endpoint, provider);
        this.http = new HttpCalls(endpoint);
        this.outbound = new OutboundLog(leavesMachine() ? outboundLog : null, InstantSource.system());
        this.calibrations = calibrations;
        this.intervals = intervals;
        this.unsupported = UnsupportedFeature.expected(endpoint.model(), provider);
    }

    /** Whether requests count as leaving the machine; those to an online provider do even on a loopback address. */
    boolean leavesMachine() {
        return provider == ModelProvider.ONLINE || !endpoint.loopback();
    }

    TokenEstimator tokens(String model) {
        return new TokenEstimator(calibrations, model);
    }

    /** @throws LlmException before anything is sent: BAD_INPUT above the privacy limit, CANCELLED on an interrupt */
    void check(ChatRequest request) {
        if (!request.level().within(endpoint.limit())) {
            throw failures.privacyRefusal(request.level());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw failures.cancelled();
        }
    }

    /** @param target the model to request, and its window as far as known */
    ChatReply chat(ChatRequest request, ModelStatus target, ReplyListener listener) {
        check(request);
        if (provider == ModelProvider.ONLINE) {
            return send(request, target, listener);
        }
        try (ServerQueue.Place place = place(request, target, listener)) {
            if (!place.waited().isZero()) {
                listener.queued(place.waited());
            }
            return send(request, target, listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.cancelled();
        }
    }

    /** Waits until the server may take one more request. */
    private ServerQueue.Place place(ChatRequest request, ModelStatus target, ReplyListener listener)
            throws InterruptedException {
        int parallel = target.server().parallel();
        int most = parallel > 0
                ? Math.min(parallel, endpoint.options().parallel())
                : endpoint.options().parallel();
        // Servers that report no number give each request a window of its own.
        boolean shared = parallel > 0 && most > 1;
        return ServerQueue.of(endpoint.url())
                .enter(
                        shared ? need(request, target) : 0,
                        most,
                        target.windowTokens(),
                        intervals.then(),
                        before -> listener.waiting(target.model() + " answers " + before
                                + (before == 1 ? " other question first" : " other questions first")));
    }

    /** Tokens of prompt and reply. */
    private int need(ChatRequest request, ModelStatus target) {
        TokenEstimator tokens = tokens(target.model());
        List<ChatMessage> messages = MessageNormalizer.of(request, unsupported);
        int uncalibrated = tokens.uncalibrated(request, messages);
        RequestLedger ledger = tokens.ledger(request, messages, uncalibrated, target.windowTokens());
        return ledger.estimate() + ledger.reply();
    }

    private ChatReply send(ChatRequest request, ModelStatus target, ReplyListener listener) {
        TokenEstimator tokens = tokens(target.model());
        long deadline = System.nanoTime() + endpoint.totalTimeout().toNanos();
        for (int adaptation = 0; ; adaptation++) {
            List<ChatMessage> messages = MessageNormalizer.of(request, unsupported);
            if (messages.isEmpty()) {
                throw failures.unusable("was not asked: every message is empty.");
            }
            int uncalibrated = tokens.uncalibrated(request, messages);
            RequestLedger ledger = tokens.ledger(request, messages, uncalibrated, target.windowTokens());
            if (!ledger.fits()) {
                throw failures.doesNotFit(ledger, target);
            }
            boolean nativeChat = provider == ModelProvider.LOCAL
                    && !unsupported.contains(UnsupportedFeature.NATIVE_CHAT)
                    && NativeChat.fits(request, messages, target);
            HttpExchange exchange = new HttpExchange(
                    this,
                    listener,
                    new HttpExchange.Activity(target.model(), ledger.estimate(), target.loaded()),
                    deadline);
            WireEvent.Refused refused = exchange.send(
                    nativeChat ? endpoint.root() + NativeChat.PATH : endpoint.url() + "/chat/completions",
                    nativeChat
                            ? NativeChat.body(request, messages, target, endpoint.options(), unsupported)
                            : ChatRequestBody.of(request, messages, target, endpoint.options(), provider, unsupported),
                    request.maxReplyTokens());
            UnsupportedFeature feature = rejected(request, refused, exchange.reply(), nativeChat);
            if (feature != null && !unsupported.contains(feature) && adaptation < MAX_ADAPTATIONS) {
                addUnsupported(feature);
                continue;
            }
            if (refused != null) {
                throw failure(refused, target);
            }
            crashed = false;
            return new ReplyValidator(this, tokens, target)
                    .validated(request, messages, uncalibrated, exchange.reply(), ledger);
        }
    }

    /** The feature without which the request is to be sent again, or null. */
    private static @Nullable UnsupportedFeature rejected(
            ChatRequest request, WireEvent.@Nullable Refused refused, ReplyAssembler reply, boolean nativeChat) {
        if (!reply.text().isEmpty()) {
            return null;
        }
        if (refused == null) {
            // LM Studio 0.4.7 finishes without a text where a schema is valid.
            boolean empty = request.replySchema() != null && reply.finish() == ChatReply.Finish.STOP;
            return empty && reply.calls().isEmpty() ? UnsupportedFeature.JSON_SCHEMA : null;
        }
        return nativeChat && NativeChat.refuses(refused.error())
                ? UnsupportedFeature.NATIVE_CHAT
                : UnsupportedFeature.detect(refused.error(), request);
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
        // A request that crashed the model twice in a row would crash it a third time.
        return again ? new LlmException(failure.code(), String.valueOf(failure.getMessage()), false) : failure;
    }

    private synchronized void addUnsupported(UnsupportedFeature feature) {
        EnumSet<UnsupportedFeature> known = EnumSet.of(feature);
        known.addAll(unsupported);
        unsupported = known;
    }

    @Override
    public void close() {
        http.close();
    }
}
