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
    private record Known(ModelStatus status, long nanos) {}

    private final ModelEndpoint endpoint;
    private final ModelCalibrationStore memory;
    private final ChatTransport wire;
    private final ModelProbe probe;
    private final LongSupplier nanoTime;
    private volatile @Nullable Known known;

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
                HttpExchange.Patience.USUAL,
                System::nanoTime);
    }

    public LMStudioClient(
            ModelEndpoint endpoint,
            @Nullable Path outboundLog,
            ModelCalibrationStore memory,
            HttpExchange.Patience patience,
            LongSupplier nanoTime) {
        this.endpoint = endpoint;
        this.memory = memory;
        this.wire = new ChatTransport(endpoint, ProviderWording.LOCAL, outboundLog, memory, patience);
        this.probe = new ModelProbe(endpoint, wire.http(), wire.failures());
        this.nanoTime = nanoTime;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        wire.check(request);
        Known before = known;
        ModelStatus status = before != null && before.status().available() ? before.status() : status();
        try {
            ChatReply reply = wire.chat(request, told(status), listener);
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
        Known last = known;
        if (last != null && nanoTime.getAsLong() - last.nanos() < STATUS_AGE_NANOS) {
            return told(last.status());
        }
        ModelStatus status = probe.probe();
        if (!Thread.currentThread().isInterrupted()) {
            known = new Known(status, nanoTime.getAsLong());
        }
        return told(status);
    }

    /**
     * As {@link #status}, found out anew, and whether the address takes chats at all: one more short request, which
     * holds nothing. For whoever looks for what is wrong.
     */
    public ModelStatus check() {
        return told(probe.check());
    }

    /** The status with the window that an overflow told of, where the lists have not changed their word since. */
    private ModelStatus told(ModelStatus status) {
        int told = memory.window(endpoint.place(status.model()), status.listedWindow());
        return told > 0 && (status.listedWindow() == 0 || told < status.listedWindow())
                ? status.withWindow(told)
                : status;
    }

    /**
     * Tokens to allow for a text in a prompt: an estimate for the model that answers now, corrected by what its server
     * counted before, with a reserve. Costs no request once the model's state is known.
     */
    public int tokens(String text) {
        Known last = known;
        return wire.tokens(last == null ? endpoint.model() : last.status().model())
                .allow(text);
    }

    private void forget() {
        known = null;
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
