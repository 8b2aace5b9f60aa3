package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.LlmException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One chat over the OpenAI-compatible wire, as local and online servers speak it. The calling thread waits on a queue that a
 * thread of the HTTP client fills, so that deadlines are ours and an interrupt closes the connection at once, which is
 * what stops the server's work.
 */
final class ChatWire implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    /** How long the token counts may take after the reply has ended. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int MOST_ADAPTATIONS = 4;

    private final ModelEndpoint endpoint;
    private final Site site;
    private final Failures failures;
    private final HttpCalls http;
    private final OutboundLog outbound;
    private volatile Set<Quirk> quirks;
    private volatile int learnedWindow;

    ChatWire(ModelEndpoint endpoint, Site site, @Nullable Path outboundLog) {
        this.endpoint = endpoint;
        this.site = site;
        this.failures = new Failures(endpoint, site);
        this.http = new HttpCalls(endpoint);
        this.outbound = new OutboundLog(outboundLog, InstantSource.system());
        this.quirks = Quirk.expected(endpoint.model(), site);
    }

    HttpCalls http() {
        return http;
    }

    Failures failures() {
        return failures;
    }

    /** The window that an overflow message told of, or 0. */
    int learnedWindow() {
        return learnedWindow;
    }

    /** Refuses what this endpoint may not see. Called before anything at all is sent. */
    void check(ChatRequest request) {
        if (!request.level().within(endpoint.limit())) {
            throw failures.tooDisclosing(request.level());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw failures.cancelled();
        }
    }

    /**
     * @param model the name to send
     * @param window tokens that are loaded, as far as is known; tells an empty reply of a full window from any other
     */
    ChatReply chat(ChatRequest request, String model, int window, Consumer<String> onToken) {
        check(request);
        long deadline = System.nanoTime() + endpoint.totalTimeout().toNanos();
        for (int adaptation = 0; ; adaptation++) {
            List<ChatMessage> messages = Messages.of(request, quirks);
            if (messages.isEmpty()) {
                throw failures.unusable("was not asked: every message is empty.");
            }
            String body = ChatBody.of(request, messages, model, site, quirks);
            ReplyAssembler reply = new ReplyAssembler(onToken);
            WireEvent.Refused refused = exchange(body, reply, deadline);
            if (refused == null) {
                return finished(request, reply, messages, model, window);
            }
            Quirk quirk = reply.text().isEmpty() ? Quirk.in(refused.error(), request) : null;
            if (quirk == null || quirks.contains(quirk) || adaptation == MOST_ADAPTATIONS) {
                throw failed(refused);
            }
            learn(quirk);
        }
    }

    private LlmException failed(WireEvent.Refused refused) {
        Overflow overflow = Overflow.in(refused.error().words());
        if (overflow != null && !overflow.shared() && overflow.windowTokens() > 0) {
            learnedWindow = overflow.windowTokens();
        }
        return failures.of(refused.error(), refused.hint());
    }

    private synchronized void learn(Quirk quirk) {
        EnumSet<Quirk> known = EnumSet.of(quirk);
        known.addAll(quirks);
        quirks = known;
    }

    /** Sends the body and fills the reply; returns the server's refusal, or null when it came to an end. */
    private WireEvent.@Nullable Refused exchange(String body, ReplyAssembler reply, long deadline) {
        String url = endpoint.url() + "/chat/completions";
        if (!endpoint.loopback()) {
            outbound.append(url, body);
        }
        Call call = http.call(http.request(url)
                .header("Accept", "text/event-stream, application/json")
                .post(RequestBody.create(body, JSON))
                .build());
        BlockingQueue<WireEvent> events = new LinkedBlockingQueue<>();
        call.enqueue(new ResponseReader(events));
        boolean ended = false;
        try {
            WireEvent.Refused refused = receive(events, reply, deadline);
            ended = true;
            return refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.cancelled();
        } finally {
            if (!ended) {
                call.cancel();
            }
        }
    }

    private WireEvent.@Nullable Refused receive(BlockingQueue<WireEvent> events, ReplyAssembler reply, long deadline)
            throws InterruptedException {
        boolean begun = false;
        while (true) {
            long left = deadline - System.nanoTime();
            long patience = reply.finished()
                    ? GRACE_NANOS
                    : begun ? endpoint.idleTimeout().toNanos() : left;
            WireEvent event = events.poll(Math.max(0, Math.min(left, patience)), TimeUnit.NANOSECONDS);
            if (event instanceof WireEvent.Refused refused) {
                return refused;
            }
            boolean complete = reply.finished() && !(event instanceof WireEvent.Chunk);
            if (complete || event instanceof WireEvent.Done) {
                return null;
            }
            if (event == null) {
                throw failures.timeout(begun);
            }
            if (event instanceof WireEvent.Broken broken) {
                throw failures.of(broken.cause(), begun);
            }
            if (event instanceof WireEvent.Closed) {
                if (!reply.recognised() && !reply.damaged()) {
                    throw failures.of(new IOException("end of stream"), false);
                }
                return null;
            }
            if (event instanceof WireEvent.Torn) {
                reply.torn();
            }
            if (event instanceof WireEvent.Chunk chunk) {
                reply.accept(chunk.json());
                begun |= reply.spoke();
            }
        }
    }

    private ChatReply finished(
            ChatRequest request, ReplyAssembler reply, List<ChatMessage> messages, String model, int window) {
        reply.end();
        String text = reply.text();
        List<ToolCall> calls = request.tools().isEmpty() ? List.of() : reply.calls();
        if (calls.isEmpty() && !request.tools().isEmpty()) {
            ToolText.Read read = ToolText.read(text, request.tools());
            text = read.text();
            calls = read.calls();
        }
        TokenCounter counter = TokenCounter.forModel(endpoint.model());
        TokenUsage usage = reply.usage();
        if (usage == null) {
            usage = new TokenUsage(counter.count(messages), counter.count(reply.text()));
        }
        if (text.isBlank() && calls.isEmpty()) {
            if (reply.recognised() && usage.promptTokens() + usage.completionTokens() >= window) {
                throw failures.overflow(new Overflow((int) usage.promptTokens(), window, false));
            }
            throw failures.unusable(reply.emptiness());
        }
        String answered = reply.model();
        return new ChatReply(
                text,
                answered == null ? model : answered,
                usage,
                reply.finish(),
                !endpoint.loopback(),
                calls,
                List.of(),
                null);
    }

    @Override
    public void close() {
        http.close();
    }
}
