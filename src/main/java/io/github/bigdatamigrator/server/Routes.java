package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.Setting;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line per request: translate, call, translate. */
final class Routes {
    /** A method and a path that is served. */
    record Route(HandlerType method, String path, Handler handler) {}

    private static final String ONE = "/llm/conversations/{id}";

    private final Conversations conversations;
    private final ProfilingJobs jobs;
    private final DataPaths paths;
    private final Settings settings;

    Routes(Conversations conversations, ProfilingJobs jobs, DataPaths paths, Settings settings) {
        this.conversations = conversations;
        this.jobs = jobs;
        this.paths = paths;
        this.settings = settings;
    }

    List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/", request -> send(request, "index.html", "text/html; charset=utf-8")),
                new Route(
                        HandlerType.GET, "/openapi.json", request -> send(request, "openapi.json", "application/json")),
                new Route(HandlerType.GET, "/llm/health", request -> request.json(health())),
                new Route(HandlerType.POST, "/llm/conversations", this::create),
                new Route(HandlerType.GET, "/llm/conversations", request -> request.json(list())),
                new Route(HandlerType.GET, ONE, request -> request.json(one(request.pathParam("id")))),
                new Route(HandlerType.DELETE, ONE, this::delete),
                new Route(HandlerType.POST, ONE + "/messages", this::message),
                new Route(HandlerType.POST, ONE + "/guidance", this::guidance),
                new Route(HandlerType.POST, ONE + "/optimize-schema", this::optimize));
    }

    void register(RoutesConfig config) {
        all().forEach(route -> config.addHttpHandler(route.method(), route.path(), route.handler()));
    }

    private void create(Context request) {
        Requests.NewConversation wanted = Requests.newConversation(request);
        String id = conversations.register(
                wanted.title(), wanted.dataFiles().stream().map(paths::allowed).toList());
        jobs.start(id);
        Conversation made = conversations.conversation(id);
        request.status(201).header("Location", "/llm/conversations/" + id);
        request.json(Replies.summary(made.summary(), jobs.state(made)));
    }

    /** A list says of an older conversation that it is ready without opening it; the conversation itself knows better. */
    private Map<String, Object> list() {
        return Map.of(
                "conversations",
                conversations.list().stream()
                        .map(summary -> Replies.summary(summary, jobs.stateOf(summary.id(), ProfilingState.READY)))
                        .toList());
    }

    private Map<String, Object> one(String id) {
        Conversation conversation = conversations.conversation(id);
        return Replies.conversation(conversation, jobs.state(conversation));
    }

    private void delete(Context request) {
        String id = request.pathParam("id");
        conversations.conversation(id);
        jobs.forget(id);
        conversations.delete(id);
        request.status(204);
    }

    private void message(Context request) {
        String id = request.pathParam("id");
        String message = Requests.message(request);
        String accept = request.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            jobs.await(id, stage -> {});
            request.json(AnswerJson.write(conversations.ask(id, message, AnswerListener.NONE)));
            return;
        }
        conversations.conversation(id);
        EventStream events = new EventStream(request, () -> conversations.cancel(id));
        try {
            jobs.await(id, events::status);
            Answer answer = conversations.ask(id, message, events);
            events.done(answer);
        } catch (RuntimeException e) {
            events.error(HttpProblem.of(e));
        }
    }

    private void guidance(Context request) {
        String id = request.pathParam("id");
        jobs.await(id, stage -> {});
        request.json(Replies.guidance(conversations.guide(id)));
    }

    private void optimize(Context request) {
        String id = request.pathParam("id");
        var target = Requests.target(request);
        jobs.await(id, stage -> {});
        request.json(Replies.plan(conversations.optimize(id, target)));
    }

    private Map<String, @Nullable Object> health() {
        ModelStatus status = conversations.model();
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("available", status.available());
        model.put("name", status.model());
        model.put("window_tokens", status.windowTokens());
        model.put("max_window_tokens", status.maxWindowTokens());
        model.put("note", status.note());
        Map<String, @Nullable Object> health = new LinkedHashMap<>();
        health.put("status", "ok");
        health.put("model", model);
        health.put("online_fallback", conversations.onlineFallbackEnabled());
        health.put("spark", Map.of("master", settings.text(Setting.SPARK_MASTER)));
        health.put("disk", disk(Path.of(settings.text(Setting.CONVERSATION_DIR))));
        return health;
    }

    /** The folder may not be there before the first conversation; then its nearest parent tells. */
    private static Map<String, Object> disk(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Map.of(
                "conversation_dir", folder.toString(),
                "writable", Files.isWritable(existing),
                "free_bytes", existing.toFile().getUsableSpace());
    }

    private static void send(Context request, String resource, String type) throws IOException {
        try (InputStream in = Routes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + resource);
            }
            request.contentType(type).result(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
