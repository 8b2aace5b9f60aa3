package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.tokens.ModelCalibrationStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a model in LM Studio, llama-server or another OpenAI-compatible server.
 *
 * <p>Always requests a stream, but accepts a single body too. A chat costs one request; the first one is preceded by a
 * few short ones that find the model in the server's list. An interrupt of the calling thread closes the connection at
 * once, which stops the model; it throws CANCELLED and keeps the interrupt flag. Thread-safe.
 */
public final class LMStudioClient implements LanguageModel, AutoCloseable {
    private static final long STATUS_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Holds a status and the time of its probe by the clock of this client. */
    private record CachedStatus(ModelStatus status, long nanos) {}

    private final ModelEndpoint endpoint;
    private final ModelCalibrationStore calibrations;
    private final ChatTransport transport;
    private final ModelProbe probe;
    private final LongSupplier nanoTime;
    private volatile @Nullable CachedStatus cached;

    /** @param outboundLog file for the bodies of requests to other machines, or null for none */
    public LMStudioClient(ModelEndpoint endpoint, @Nullable Path outboundLog) {
        this(endpoint, outboundLog, null);
    }

    /** @param calibrations file for what is learned about models, or null to keep it in memory only */
    public LMStudioClient(ModelEndpoint endpoint, @Nullable Path outboundLog, @Nullable Path calibrations) {
        this(
                endpoint,
                outboundLog,
                new ModelCalibrationStore(calibrations, InstantSource.system()),
                HttpExchange.ProgressIntervals.DEFAULT,
                System::nanoTime);
    }

    LMStudioClient(
            ModelEndpoint endpoint,
            @Nullable Path outboundLog,
            ModelCalibrationStore memory,
            HttpExchange.ProgressIntervals patience,
            LongSupplier nanoTime) {
        this.endpoint = endpoint;
        this.calibrations = memory;
        this.transport = new ChatTransport(endpoint, ModelProvider.LOCAL, outboundLog, memory, patience);
        this.probe = new ModelProbe(transport);
        this.nanoTime = nanoTime;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        transport.check(request);
        CachedStatus before = cached;
        ModelStatus status = before != null && before.status().available() ? before.status() : status();
        try {
            ChatReply reply = transport.chat(request, withReportedWindow(status), listener);
            if (!status.available() || status.note() != null || !status.loaded()) {
                forget();
            }
            return reply;
        } catch (LlmException e) {
            if (e.code() != ErrorCode.CANCELLED && e.code() != ErrorCode.BAD_INPUT) {
                forget();
            }
            throw e;
        }
    }

    /**
     * {@inheritDoc} Probes at most every five seconds, and after a failure; an unreachable server costs milliseconds.
     */
    @Override
    public ModelStatus status() {
        CachedStatus last = cached;
        if (last != null && nanoTime.getAsLong() - last.nanos() < STATUS_AGE_NANOS) {
            return withReportedWindow(last.status());
        }
        ModelStatus status = probe.probe();
        if (!Thread.currentThread().isInterrupted()) {
            cached = new CachedStatus(status, nanoTime.getAsLong());
        }
        return withReportedWindow(status);
    }

    /** Like {@link #status} but never cached, and checks whether the address accepts chats by an empty request. */
    public ModelStatus check() {
        return withReportedWindow(probe.check());
    }

    /** The status with the window that an overflow error reported, unless the lists have changed since. */
    private ModelStatus withReportedWindow(ModelStatus status) {
        int reported = calibrations.window(endpoint.modelKey(status.model()), status.listedWindow());
        return reported > 0 && (status.listedWindow() == 0 || reported < status.listedWindow())
                ? status.withWindow(reported)
                : status;
    }

    /** The calibrated upper bound of the tokens of a text for the current model. Costs no request. */
    public int tokenBound(String text) {
        CachedStatus last = cached;
        return transport
                .tokens(last == null ? endpoint.model() : last.status().model())
                .upperBound(text);
    }

    private void forget() {
        cached = null;
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return "LMStudioClient[" + endpoint + "]";
    }
}
