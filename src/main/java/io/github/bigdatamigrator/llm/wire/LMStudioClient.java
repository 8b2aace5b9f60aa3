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
 * A model behind LM Studio, llama-server or another OpenAI-compatible server.
 *
 * <pre>{@code
 * try (var model = new LMStudioClient(endpoint, null)) {
 *     model.chat(new ChatRequest(List.of(ChatMessage.user("Hi")), 100, 0, PrivacyLevel.NAMES), System.out::print);
 * }
 * }</pre>
 *
 * <p>Always streams; a server that answers with one body is read on the same road. One chat costs one request, and
 * before the first a few short ones that find the model's name in the server's list. An interrupt of the calling thread
 * closes the connection at once, which stops the model, throws CANCELLED and leaves the thread's interrupt flag set.
 * Thread-safe.
 */
public final class LMStudioClient implements LanguageModel, AutoCloseable {
    private static final long STATUS_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * A status and when it was found.
     *
     * @param status as probed
     * @param nanos by the clock of this client
     */
    private record CachedStatus(ModelStatus status, long nanos) {}

    private final ModelEndpoint endpoint;
    private final ModelCalibrationStore calibrations;
    private final ChatTransport wire;
    private final ModelProbe probe;
    private final LongSupplier nanoTime;
    private volatile @Nullable CachedStatus cached;

    /**
     * @param outboundLog file for the body of each request that leaves the machine, or null for none; requests to this
     *     machine are not written
     */
    public LMStudioClient(ModelEndpoint endpoint, @Nullable Path outboundLog) {
        this(endpoint, outboundLog, null);
    }

    /**
     * @param memory file for what is learned of models (how they count, windows that errors told of), or null to forget
     *     it at the end
     */
    public LMStudioClient(ModelEndpoint endpoint, @Nullable Path outboundLog, @Nullable Path memory) {
        this(
                endpoint,
                outboundLog,
                new ModelCalibrationStore(memory, InstantSource.system()),
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
        this.wire = new ChatTransport(endpoint, ProviderWording.LOCAL, outboundLog, memory, patience);
        this.probe = new ModelProbe(endpoint, wire.http(), wire.failures());
        this.nanoTime = nanoTime;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        wire.check(request);
        CachedStatus before = cached;
        ModelStatus status = before != null && before.status().available() ? before.status() : status();
        try {
            ChatReply reply = wire.chat(request, withReportedWindow(status), listener);
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
     * {@inheritDoc}
     *
     * <p>Found out at most every five seconds, and after a failure; a server that is not there costs milliseconds.
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

    /**
     * As {@link #status}, found out anew, and whether the address takes chats at all: one more short request, which
     * holds nothing. For whoever looks for what is wrong.
     */
    public ModelStatus check() {
        return withReportedWindow(probe.check());
    }

    /** The status with the window that an overflow told of, where the lists have not changed their word since. */
    private ModelStatus withReportedWindow(ModelStatus status) {
        int told = calibrations.window(endpoint.modelKey(status.model()), status.listedWindow());
        return told > 0 && (status.listedWindow() == 0 || told < status.listedWindow())
                ? status.withWindow(told)
                : status;
    }

    /**
     * Tokens to allow for a text in a prompt: an estimate for the model that answers now, corrected by what its server
     * counted before, with a reserve. Costs no request once the model's state is known.
     */
    public int tokenBound(String text) {
        CachedStatus last = cached;
        return wire.tokens(last == null ? endpoint.model() : last.status().model())
                .upperBound(text);
    }

    private void forget() {
        cached = null;
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String toString() {
        return "LMStudioClient[" + endpoint + "]";
    }
}
