package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.json.QueryJson;
import io.github.bigdatamigrator.report.html.SvgPictures;
import io.github.bigdatamigrator.server.access.DataAccess;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lists the routes of the API and handles those of conversations and uploads. */
record Routes(
        LLMConversationSystem system,
        ProfilingJobs jobs,
        AnswerRuns runs,
        MigrationRoutes migrations,
        DataAccess data,
        Uploads uploads,
        HealthCheck health,
        McpHttp mcp,
        Metrics metrics,
        ETags eTags,
        IdempotencyKeys<String> keys) {
    record Route(HandlerType method, String path, Handler handler) {}

    private static final String DEMO_TITLE = "Demo shop";
    private static final String ONE = "/llm/conversations/{id}";

    /** All routes of the API; {@code openapi.json} describes exactly these. */
    List<Route> all() {
        MessageRoutes messages = new MessageRoutes(runs, jobs, eTags, new IdempotencyKeys<>());
        StateRoutes state = new StateRoutes(system, eTags);
        ReviewRoutes reviews = new ReviewRoutes(system);
        return List.of(
                get("/", PageFiles::index),
                get("/openapi.json", PageFiles::openapi),
                get(
                        "/metrics",
                        request -> request.contentType(Metrics.CONTENT_TYPE).result(metrics.text())),
                get("/llm/health", request -> later(request, health::reply)),
                post("/llm/uploads", this::upload),
                post("/llm/demo", this::demo),
                post("/llm/conversations", this::create),
                get("/llm/conversations", this::list),
                one(HandlerType.GET, "", this::conversation),
                one(HandlerType.PATCH, "", this::describe),
                one(HandlerType.DELETE, "", this::delete),
                one(HandlerType.POST, "/profile", this::profileAgain),
                one(HandlerType.POST, "/messages", messages::ask),
                one(HandlerType.POST, "/messages/{turn}/verdict", reviews::review),
                one(HandlerType.DELETE, "/messages/{turn}/verdict", reviews::withdraw),
                get("/llm/reviewed-answers", reviews::list),
                new Route(HandlerType.DELETE, "/llm/reviewed-answers/{name}", reviews::remove),
                one(HandlerType.GET, "/events", messages::events),
                one(HandlerType.POST, "/cancel", messages::cancel),
                one(HandlerType.POST, "/query", this::query),
                one(HandlerType.POST, "/guidance", this::guidance),
                one(HandlerType.POST, "/optimize-schema", this::optimize),
                one(HandlerType.POST, "/migrate", migrations::migrate),
                one(HandlerType.GET, "/migrate", migrations::state),
                one(HandlerType.DELETE, "/migrate", migrations::cancel),
                post("/llm/compare", migrations::compare),
                one(HandlerType.GET, "/state", state::state),
                one(HandlerType.POST, "/state", state::change),
                one(HandlerType.PUT, "/state", state::replace),
                one(HandlerType.POST, "/undo", state::undo),
                one(
                        HandlerType.GET,
                        "/meanings",
                        (request, id) -> meanings(request, id, () -> state.meanings(request, id))),
                one(HandlerType.PUT, "/meanings", (request, id) -> {
                    String text = StateRoutes.meaningsOf(request);
                    meanings(request, id, () -> state.replaceMeanings(request, id, text));
                }),
                one(HandlerType.GET, "/export", state::export),
                one(HandlerType.GET, "/diagram.svg", this::diagram),
                one(HandlerType.POST, "/replay", this::replay),
                post("/mcp", mcp::serve));
    }

    private static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    private static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler);
    }

    /** Handles a request about the conversation with this id. */
    private interface ConversationHandler {
        void handle(Context request, String id);
    }

    private static Route one(HandlerType method, String path, ConversationHandler handler) {
        return new Route(method, ONE + path, request -> handler.handle(request, request.pathParam("id")));
    }

    void register(RoutesConfig config) {
        Stream.concat(all().stream(), PageFiles.routes())
                .forEach(route -> config.addHttpHandler(route.method(), route.path(), route.handler()));
    }

    /** Runs work that may wait for the profile, a model or Spark outside the server's threads. */
    private void later(Context request, Supplier<Object> work) {
        reply(request, runs.submit(work));
    }

    private static void reply(Context request, CompletableFuture<Object> reply) {
        request.future(() -> reply.thenAccept(request::json));
    }

    private void about(String conversation, Context request, Supplier<Object> work) {
        reply(request, runs.submit(conversation, work));
    }

    private void create(Context request) {
        RequestReader.NewConversation wanted = RequestReader.newConversation(request);
        String id = keys.computeOnce("", request.header("Idempotency-Key"), wanted, () -> {
            List<String> files = wanted.dataFiles().stream().map(data::allowed).toList();
            return profiled(wanted.title(), ProfileRequest.of(files).withDialect(wanted.dialect()));
        });
        sendCreated(request, id);
    }

    private String profiled(String title, ProfileRequest profile) {
        String made = uploads.using(() -> system.registerConversation(title, profile));
        jobs.start(made);
        return made;
    }

    private void profileAgain(Context request, String id) {
        eTags.requireExists(id);
        jobs.start(id);
        request.status(202);
        sendSummary(request, id);
    }

    private void sendCreated(Context request, String id) {
        request.status(201).header("Location", "/llm/conversations/" + id);
        sendSummary(request, id);
    }

    private void sendSummary(Context request, String id) {
        Conversation conversation = system.handle(id).conversation();
        eTags.setHeader(request, id);
        request.json(ResponseBodies.summary(conversation.summary(), jobs.state(conversation)));
    }

    /** Creates a conversation about the sample data, which is written like an upload. */
    private void demo(Context request) {
        request.future(() -> runs.submit(() -> uploads.storeAll(system::generateDemoData))
                .thenAccept(files -> sendCreated(
                        request,
                        profiled(
                                DEMO_TITLE,
                                ProfileRequest.of(
                                        files.stream().map(Path::toString).toList())))));
    }

    /** Changes the title, whether the conversation is pinned, or both. */
    private void describe(Context request, String id) {
        RequestReader.Description wanted = RequestReader.description(request);
        system.handle(id).describe(wanted.title(), wanted.pinned(), eTags.expectedVersion(request, id));
        sendSummary(request, id);
    }

    /** Runs a SELECT beside the conversation: it becomes no message. */
    private void query(Context request, String id) {
        String sql = RequestReader.sql(request);
        eTags.requireExists(id);
        about(id, request, () -> {
            jobs.await(id, stage -> {});
            return QueryJson.write(system.handle(id).query(sql));
        });
    }

    /** Lists older conversations as ready without opening them; their own route returns the exact state. */
    private void list(Context request) {
        RequestReader.Page page = RequestReader.page(request);
        List<ConversationSummary> all = system.conversations();
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(
                "conversations",
                page.of(all).stream()
                        .map(summary ->
                                ResponseBodies.summary(summary, jobs.stateOf(summary.id(), ProfilingJobs.State.READY)))
                        .toList());
        reply.put("total", all.size());
        if (all.size() > (long) page.offset() + page.limit()) {
            reply.put("next", "/llm/conversations?limit=" + page.limit() + "&offset=" + (page.offset() + page.limit()));
        }
        request.json(reply);
    }

    private void conversation(Context request, String id) {
        AnswerRun running = runs.running(id); // read first, so that the conversation has the answer if it has ended
        Conversation conversation = system.handle(id).conversation();
        eTags.setHeader(request, id);
        if (conversation.context() != null) {
            jobs.prepare(id);
        }
        request.json(ResponseBodies.conversation(
                conversation,
                jobs.state(conversation),
                running,
                system.reviewedAnswers().of(id)));
    }

    /** Returns the diagram as SVG that refers to the page's style sheet, for browsers that show it alone. */
    private void diagram(Context request, String id) {
        DataContext context = system.handle(id).context().orElseThrow(() -> StateRoutes.notProfiled(id));
        eTags.setHeader(request, id);
        Optional<String> svg = SvgPictures.diagram(context);
        if (svg.isEmpty()) {
            request.status(204);
        } else {
            request.contentType("image/svg+xml; charset=utf-8")
                    .result("<?xml-stylesheet href=\"/page/app.css\"?>" + svg.get());
        }
    }

    private void delete(Context request, String id) {
        Conversation conversation = system.handle(id).conversation();
        eTags.expectedVersion(request, id);
        runs.cancel(id);
        jobs.cancel(id);
        migrations.forget(id);
        system.handle(id).delete();
        uploads.deleteUnreferenced(
                conversation.summary().dataFiles(),
                system.conversations().stream()
                        .flatMap(kept -> kept.dataFiles().stream())
                        .toList());
        request.status(204);
    }

    private void guidance(Context request, String id) {
        eTags.requireExists(id);
        about(id, request, () -> {
            jobs.await(id, stage -> {});
            return ResponseBodies.result(system.handle(id).guide());
        });
    }

    private void meanings(Context request, String id, Supplier<Object> work) {
        eTags.requireExists(id);
        about(id, request, () -> {
            jobs.await(id, stage -> {});
            return work.get();
        });
    }

    private void optimize(Context request, String id) {
        var target = RequestReader.target(request);
        eTags.requireExists(id);
        about(id, request, () -> {
            jobs.await(id, stage -> {});
            return ResponseBodies.result(system.handle(id).optimizeWithFallback(target));
        });
    }

    private void replay(Context request, String id) {
        eTags.requireExists(id);
        about(id, request, () -> StateRoutes.replay(system.handle(id).replay()));
    }

    /** Accepts a form with files, or the bytes of one file with its name in the query. */
    private void upload(Context request) throws IOException {
        List<Uploads.Uploaded> kept = new ArrayList<>();
        try (SlowBodyGuard.BodyRead reading = SlowBodyGuard.reading(request)) {
            upload(request, reading, kept);
        }
        kept.forEach(file -> metrics.uploaded(file.bytes()));
        request.status(201).json(Map.of("files", kept));
    }

    private void upload(Context request, SlowBodyGuard.BodyRead reading, List<Uploads.Uploaded> kept)
            throws IOException {
        if (Objects.requireNonNullElse(request.contentType(), "").startsWith("multipart/form-data")) {
            List<UploadedFile> files = parts(request, reading);
            if (files.isEmpty()) {
                throw RequestReader.bad("The form has no file. Add at least one.");
            }
            for (UploadedFile file : files) {
                try (var content = file.content()) {
                    kept.add(uploads.store(file.filename(), content, file.size(), reading::failure));
                }
            }
        } else {
            String name = request.queryParam("name");
            if (name == null) {
                throw RequestReader.bad("Name the file: POST /llm/uploads?name=sales.csv.");
            }
            kept.add(uploads.store(
                    name, request.req().getInputStream(), request.req().getContentLengthLong(), reading::failure));
        }
    }

    /** Jetty reports a bad form with many exception types, including checked ones that Javalin does not declare. */
    private static List<UploadedFile> parts(Context request, SlowBodyGuard.BodyRead reading) {
        try {
            return request.uploadedFiles();
        } catch (Exception e) {
            String why = HttpProblem.innermost(e);
            if (reading.tooSlow()) {
                throw reading.failure();
            }
            if (why.contains("413") || why.contains("exceed")) {
                throw new HttpProblem.RefusedException(
                        413,
                        "too_large",
                        "The form is too large (" + why + "). Name the files' paths, or raise UPLOAD_MB.");
            }
            throw RequestReader.bad("The form cannot be read: " + why + ".");
        }
    }
}
