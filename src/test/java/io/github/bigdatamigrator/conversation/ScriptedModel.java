package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.llm.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Returns scripted replies and records the requests. */
public final class ScriptedModel implements LanguageModel {
    public final List<ChatRequest> requests = new ArrayList<>();
    private final Deque<Object> script = new ArrayDeque<>();
    private @Nullable ScriptedModel online;
    private ModelStatus status = new ModelStatus(true, "scripted", 4096, 0, null);

    public static ScriptedModel saying(String... replies) {
        ScriptedModel model = new ScriptedModel();
        model.script.addAll(List.of(replies));
        return model;
    }

    public static ScriptedModel away() {
        ScriptedModel model = new ScriptedModel();
        model.status = new ModelStatus(false, "scripted", 4096, 0, "Start LM Studio with `lms server start`.");
        return model;
    }

    /** Makes the server unreachable. */
    void unreachable() {
        status = away().status;
    }

    /** Sets the online model that is asked if no reply of this one is usable. */
    public void replacedBy(ScriptedModel online) {
        this.online = online;
    }

    public ScriptedModel window(int tokens) {
        status = new ModelStatus(true, "scripted", tokens, 0, null);
        return this;
    }

    /** Reports that the model supports tool calls. */
    public ScriptedModel withTools() {
        status = new ModelStatus(true, "scripted", 4096, 0, null, 0, true, true, ModelStatus.Server.UNKNOWN);
        return this;
    }

    /** Adds a call of {@code run_sql}. */
    public ScriptedModel calling(String sql) {
        String arguments = Json.compact(Json.object().put("sql", sql));
        script.add(new ChatReply(
                "",
                "scripted-7b",
                new TokenUsage(100, 10),
                ChatReply.Finish.STOP,
                false,
                List.of(new ToolCall("c" + script.size(), "run_sql", arguments)),
                List.of()));
        return this;
    }

    public ScriptedModel then(String reply) {
        script.add(reply);
        return this;
    }

    /** Adds a reply that ends at the token limit. */
    void cut(String reply) {
        script.add(new ChatReply(reply, "scripted-7b", new TokenUsage(100, 10), ChatReply.Finish.LENGTH, false));
    }

    public ScriptedModel failing(ErrorCode code) {
        script.add(new LlmException(code, "the model failed with " + code, false));
        return this;
    }

    public ScriptedModel online(String reply) {
        script.add(new ChatReply(reply, "online", new TokenUsage(1, 2), ChatReply.Finish.STOP, true));
        return this;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        requests.add(request);
        Object next = script.isEmpty() ? "" : script.poll();
        if (next instanceof LlmException failure) {
            throw failure;
        }
        if (next instanceof ChatReply reply) {
            return reply;
        }
        listener.accept(next.toString());
        return new ChatReply(next.toString(), "scripted-7b", new TokenUsage(100, 10), ChatReply.Finish.STOP, false);
    }

    @Override
    public ModelStatus status() {
        return status;
    }

    @Override
    public Optional<LanguageModel> fallback(PrivacyLevel level) {
        return Optional.ofNullable(online);
    }

    /** Returns the text of all requests. */
    public String shown() {
        StringBuilder text = new StringBuilder();
        requests.forEach(request -> request.messages()
                .forEach(message -> text.append(message.content()).append('\n')));
        return text.toString();
    }
}
