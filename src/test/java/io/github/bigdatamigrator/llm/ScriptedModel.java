package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Replies inside the JVM from a queue, else from a function, else with "OK". Thread-safe. */
public final class ScriptedModel implements LanguageModel {
    private final Queue<Function<ChatRequest, String>> replies = new ArrayDeque<>();
    private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<ChatRequest, String> answers = request -> "OK";
    private volatile boolean away;
    private volatile int window = 16_384;
    private volatile String name = "scripted";

    /** Answers the next request with the text. */
    public synchronized ScriptedModel reply(String text) {
        replies.add(request -> text);
        return this;
    }

    /** Fails the next request. */
    public synchronized ScriptedModel fail(LlmException failure) {
        replies.add(request -> {
            throw failure;
        });
        return this;
    }

    /** Answers requests by the function when the queue is empty. */
    public ScriptedModel replyWith(Function<ChatRequest, String> textOfRequest) {
        answers = textOfRequest;
        return this;
    }

    /** Makes the model unreachable. */
    public ScriptedModel away() {
        away = true;
        return this;
    }

    public ScriptedModel window(int tokens) {
        window = tokens;
        return this;
    }

    public ScriptedModel named(String model) {
        name = model;
        return this;
    }

    /** The requests so far, failed ones included. */
    public List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        if (Thread.currentThread().isInterrupted()) {
            throw new LlmException(ErrorCode.CANCELLED, "The request to the scripted model was cancelled.", false);
        }
        requests.add(request);
        if (away) {
            throw new LlmException(
                    ErrorCode.LLM_UNREACHABLE,
                    "Cannot reach the scripted model. Start it with `lms server start`.",
                    false);
        }
        String text = next().apply(request);
        for (String word : text.split("(?<= )")) {
            listener.accept(word);
        }
        TokenCounter counter = TokenCounter.forModel(name);
        return new ChatReply(
                text,
                name,
                new TokenUsage(counter.count(request.messages()), counter.count(text)),
                ChatReply.Finish.STOP,
                false);
    }

    private synchronized Function<ChatRequest, String> next() {
        Function<ChatRequest, String> reply = replies.poll();
        return reply == null ? answers : reply;
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(
                !away,
                name,
                window,
                window,
                away ? "Cannot reach the scripted model. Start it with `lms server start`." : null);
    }
}
