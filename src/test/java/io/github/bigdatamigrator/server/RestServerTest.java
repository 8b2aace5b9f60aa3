package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.settings.Setting;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NEW = "{\"title\": \"Sales\", \"data_files\": [\"sales.csv\"]}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeConversations conversations = new FakeConversations();
    private RestServer server;

    @BeforeEach
    void serveTheFolder() throws IOException {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        server = start(folder, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aConversationIsCreatedAtOnceAndProfiledInTheBackground() throws Exception {
        HttpResponse<String> created = post("/llm/conversations", NEW);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/llm/conversations/c1");
        JsonNode reply = JSON.readTree(created.body());
        assertThat(reply.path("id").asText()).isEqualTo("c1");
        assertThat(reply.path("title").asText()).isEqualTo("Sales");
        assertThat(reply.path("status").asText()).isEqualTo("profiling");
        assertThat(reply.path("data_files").toString()).isEqualTo("[\"sales.csv\"]");
        assertThat(reply.path("progress").isObject()).isTrue();

        conversations.profiling.countDown();
        ask("How many?");
        JsonNode whole = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(whole.path("status").asText()).isEqualTo("ready");
        assertThat(whole.at("/context/tables/0/name").asText()).isEqualTo("sales");
        assertThat(whole.at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(whole.at("/messages/0/content").asText()).isEqualTo("How many?");
        assertThat(whole.at("/messages/1/role").asText()).isEqualTo("assistant");
        JsonNode list = JSON.readTree(get("/llm/conversations").body());
        assertThat(list.at("/conversations/0/id").asText()).isEqualTo("c1");
    }

    @Test
    void theRequestedDialectIsStoredWithTheConversation() throws Exception {
        String body = "{\"data_files\": [\"sales.csv\"], \"dialect\": {\"delimiter\": \";\", \"no_header\": true}}";
        assertThat(post("/llm/conversations", body).statusCode()).isEqualTo(201);
        assertThat(conversations.handle("c1").request().reading().dialect())
                .isEqualTo(DialectOptions.builder().delimiter(";").headerRows(0).build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"delimeter\": \";\"} ! 'delimeter' ! delimiter",
                "{\"quote\": \"double\"} ! dialect.quote is “double” ! one character",
                "{\"header_rows\": 21} ! dialect.header_rows: “21” ! from 0 to 20",
                "\";\" ! dialect is \";\" ! an object such as"
            })
    void aWrongDialectIsABadRequestThatNamesFieldValueAndRemedy(String dialect, String named, String remedy)
            throws Exception {
        String body = "{\"data_files\": [\"sales.csv\"], \"dialect\": " + dialect + "}";
        HttpResponse<String> reply = post("/llm/conversations", body);
        assertProblem(reply, 400, "bad_input");
        assertThat(JSON.readTree(reply.body()).path("detail").asText()).contains(named, remedy);
    }

    @Test
    void aMessageMatchesTheContract() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        JsonNode message = JSON.readTree(ask("What sells best?").body());
        List<String> names = new ArrayList<>();
        message.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "role",
                        "content",
                        "outcome",
                        "answered_by",
                        "queries",
                        "claims",
                        "warnings",
                        "suggestions",
                        "model",
                        "fallback_used",
                        "usage");
        assertThat(message.path("outcome").asText()).isEqualTo("answered");
        assertThat(message.path("answered_by").asText()).isEqualTo("model");
        assertThat(message.at("/queries/0/rows").toString()).isEqualTo("[[\"Lamp\",\"9.50\",2],[null,null,1]]");
        assertThat(message.at("/queries/0/row_count").asInt()).isEqualTo(2);
        assertThat(message.at("/claims/0/column").asText()).isEqualTo("revenue");
        assertThat(message.at("/usage/prompt_tokens").asInt()).isEqualTo(100);
    }

    @Test
    void aMessageWaitsForTheProfile() throws Exception {
        post("/llm/conversations", NEW);
        CompletableFuture<HttpResponse<String>> reply = client.sendAsync(
                request("/llm/conversations/c1/messages", "{\"message\": \"How many?\"}")
                        .build(),
                BodyHandlers.ofString());
        assertThat(JSON.readTree(get("/llm/conversations/c1").body())
                        .path("status")
                        .asText())
                .isEqualTo("profiling");
        assertThat(reply).isNotDone();
        conversations.profiling.countDown();
        assertThat(reply.get().statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerCanBeStreamedAsEvents() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        HttpResponse<String> stream = client.send(
                request("/llm/conversations/c1/messages", "{\"message\": \"What sells best?\"}")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofString());
        assertThat(stream.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events =
                stream.body().lines().filter(line -> line.startsWith("event: ")).toList();
        assertThat(events)
                .endsWith("event: status", "event: sql", "event: rows", "event: token", "event: token", "event: done");
        String done =
                stream.body().lines().reduce((a, b) -> b.isBlank() ? a : b).orElse("");
        assertThat(JSON.readTree(done.substring("data: ".length())))
                .isEqualTo(JSON.readTree(ask("What sells best?").body()));
    }

    @Test
    void anAnswerContainsItsChartAsSvgAlsoInTheConversation() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        JsonNode asked = JSON.readTree(ask("What sells best?").body());
        JsonNode kept = JSON.readTree(get("/llm/conversations/c1").body()).path("messages");

        assertThat(asked.at("/queries/0/chart/svg").asText())
                .startsWith("<svg xmlns=")
                .contains("revenue, n by name");
        assertThat(kept.at("/1/queries/0/chart")).isEqualTo(asked.at("/queries/0/chart"));
    }

    @Test
    void theDiagramOfRelatedTablesIsServed() throws Exception {
        post("/llm/conversations", NEW);
        assertProblem(get("/llm/conversations/c1/diagram.svg"), 409, "conversation_not_ready");
        assertProblem(get("/llm/conversations/c7/diagram.svg"), 404, "unknown_conversation");
        conversations.profiling.countDown();
        ask("What sells best?");
        assertThat(get("/llm/conversations/c1/diagram.svg").statusCode())
                .as("one table is related to none")
                .isEqualTo(204);

        Conversation before = conversations.conversation("c1");
        conversations.kept.put("c1", new Conversation(before.summary(), FakeConversations.RELATED, before.turns()));
        HttpResponse<String> picture = get("/llm/conversations/c1/diagram.svg");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(picture.headers().firstValue("ETag"))
                .isEqualTo(get("/llm/conversations/c1").headers().firstValue("ETag"));
        assertThat(picture.body()).contains("sales.customer → customers.id (n:1)");
    }

    @Test
    void aStreamThatFailsEndsWithTheProblem() throws Exception {
        conversations.profiling.countDown();
        conversations.answerFailure = new MigratorException(ErrorCode.LLM_UNREACHABLE, "Nobody there.");
        post("/llm/conversations", NEW);
        HttpResponse<String> stream = client.send(
                request("/llm/conversations/c1/messages", "{\"message\": \"x\"}")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofString());
        assertThat(stream.body()).contains("event: error\ndata: ", "\"status\":503", "Nobody there.");
    }

    @Test
    void aFailedProfileIsReportedWithItsCause() throws Exception {
        conversations.profileFailure = new MigratorException(ErrorCode.FILE_UNREADABLE, "sales.csv is a zip.");
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        assertProblem(ask("How many?"), 422, "file_unreadable");
        JsonNode one = JSON.readTree(get("/llm/conversations/c1").body());
        assertThat(one.path("status").asText()).isEqualTo("failed");
        assertThat(one.at("/error/detail").asText()).isEqualTo("sales.csv is a zip.");
    }

    @Test
    void aConversationCanBeDeletedWhileItIsProfiled() throws Exception {
        post("/llm/conversations", NEW);
        HttpRequest delete = HttpRequest.newBuilder(URI.create(server.url() + "/llm/conversations/c1"))
                .DELETE()
                .build();
        assertThat(client.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        assertProblem(get("/llm/conversations/c1"), 404, "unknown_conversation");
        assertProblem(client.send(delete, BodyHandlers.ofString()), 404, "unknown_conversation");
    }

    @Test
    void guidanceAndSchemaPlansAreServed() throws Exception {
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        JsonNode guidance =
                JSON.readTree(post("/llm/conversations/c1/guidance", "").body());
        assertThat(guidance.at("/questions/0/sql").asText()).isEqualTo("SELECT count(*) FROM sales");
        assertThat(guidance.path("explorations").toString()).isEqualTo("[\"look\"]");
        JsonNode plan = JSON.readTree(post("/llm/conversations/c1/optimize-schema", "{\"target\": \"spark\"}")
                .body());
        assertThat(plan.path("target").asText()).isEqualTo("spark");
        assertThat(plan.path("ddl").asText()).startsWith("CREATE TABLE");
        assertThat(plan.path("fallback_used").isBoolean()).isTrue();
        assertProblem(post("/llm/conversations/c1/optimize-schema", "{\"target\": \"oracle\"}"), 400, "bad_input");
    }

    @Test
    void healthReportsModelSparkAndDisk() throws Exception {
        JsonNode health = JSON.readTree(get("/llm/health").body());
        assertThat(health.at("/model/available").asBoolean()).isFalse();
        assertThat(health.at("/model/note").asText()).contains("lms server start");
        assertThat(health.at("/spark/master").asText()).isEqualTo("local[*]");
        assertThat(health.at("/disk/free_bytes").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"title\": \"x\"}",
                "{\"data_files\": []}",
                "{\"data_files\": [1]}",
                "{\"data_files\": [\" \"]}",
                "{\"data_files\": \"sales.csv\"}",
                "{\"data_files\": [\"sales.csv\"], \"titel\": \"x\"}"
            })
    void aBodyThatIsNotAsDescribedIsABadRequest(String body) throws Exception {
        assertProblem(post("/llm/conversations", body), 400, "bad_input");
    }

    @Test
    void unknownRoutesAndMethodsAreProblems() throws Exception {
        assertProblem(get("/llm/conversation"), 404, "no_route");
        assertProblem(get("/llm/conversations/c1/messages"), 405, "no_method");
        assertProblem(post("/llm/conversations", "x".repeat(RequestBodies.MAX_BYTES + 1)), 413, "too_large");
    }

    @Test
    void internalErrorsHideTheirDetails() throws Exception {
        conversations.profiling.countDown();
        conversations.answerFailure = new IllegalStateException("secret inside");
        post("/llm/conversations", NEW);
        HttpResponse<String> reply = ask("x");
        assertProblem(reply, 500, "internal");
        assertThat(reply.body()).doesNotContain("secret inside");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, 403",
        "../secret.csv, 403",
        "sub/../../secret.csv, 403",
        "file:///etc/passwd, 403",
        "hdfs://host/data.csv, 403",
        "http://169.254.169.254/latest, 403",
        "link.csv, 403",
        "linked, 403",
        "lin*, 403",
        "li[n]k*, 403",
        "'{../../etc,sub}/*', 403",
        "/etc/*, 403",
        "/nowhere/at/all.csv, 403",
        "missing.csv, 422",
        "nothing*.csv, 422",
        "sales.csv, 201",
        "*.csv#, 422",
        "sal*.csv, 201",
        "sub, 201",
        "sub/../sales.csv, 201"
    })
    void onlyFilesUnderTheRootsMayBeNamed(String path, int status) throws Exception {
        Path outside = Files.writeString(folder.resolveSibling(folder.getFileName() + "-secret.csv"), "a\n");
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);
        Files.createSymbolicLink(folder.resolve("linked"), outside.getParent());
        HttpResponse<String> reply =
                post("/llm/conversations", JSON.writeValueAsString(Map.of("data_files", List.of(path))));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    }

    @Test
    void aFolderWithALinkOutsideTheRootsIsRejected() throws Exception {
        Files.createDirectories(folder.resolve("sub/deep"));
        Files.createSymbolicLink(folder.resolve("sub/deep/all"), Path.of("/etc"));
        assertProblem(post("/llm/conversations", "{\"data_files\": [\"sub\"]}"), 403, "path_forbidden");
        assertProblem(post("/llm/conversations", "{\"data_files\": [\"s*b\"]}"), 403, "path_forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1, '', 200",
        "localhost, '', 200",
        "LOCALHOST:8080, '', 200",
        "[::1]:8080, '', 200",
        "evil.example, '', 403",
        "127.0.0.1.evil.example:80, '', 403",
        "localhost:8080, http://localhost:8080, 200",
        "localhost:8080, http://evil.example, 403",
        "localhost:8080, http://localhost:9999, 403",
        "localhost:8080, null, 403"
    })
    void foreignNamesAndForeignPagesAreTurnedAway(String host, String origin, int status) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
            String request = "GET /llm/health HTTP/1.1\r\nHost: " + host + "\r\n"
                    + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n") + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void withATokenEveryRequestNeedsIt() throws Exception {
        server.close();
        server = start(folder, Map.of(Setting.SERVER_TOKEN, "letmein"));
        for (String path : List.of("/", "/openapi.json", "/llm/health", "/llm/conversations", "/nowhere")) {
            HttpResponse<String> reply = get(path);
            assertProblem(reply, 401, "token_required");
            assertThat(reply.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(withToken("letmein!")).isEqualTo(401);
        assertThat(withToken("letmein")).isEqualTo(200);
    }

    @Test
    void aNonLoopbackAddressNeedsAToken() {
        assertThatThrownBy(() -> RestServer.start(conversations, settings(Map.of()), "0.0.0.0", 0, folder))
                .hasMessageContaining("SERVER_TOKEN");
        RestServer.start(conversations, settings(Map.of(Setting.SERVER_TOKEN, "t")), "0.0.0.0", 0, folder)
                .close();
    }

    @Test
    void anOccupiedPortIsBadInput() {
        int port = URI.create(server.url()).getPort();
        assertThatThrownBy(() -> RestServer.start(conversations, settings(Map.of()), "127.0.0.1", port, folder))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("--port");
    }

    @Test
    void responsesMatchTheOpenApiSchemas() throws Exception {
        OpenApiSchema schemas =
                new OpenApiSchema(JSON.readTree(get("/openapi.json").body()));
        conversations.context = FakeConversations.RELATED;
        post("/llm/conversations", NEW);
        String one = "/llm/conversations/c1";
        assertThat(schemas.problems("Conversation", JSON.readTree(get(one).body())))
                .as("while it is profiled")
                .isEmpty();
        conversations.profiling.countDown();
        assertThat(schemas.problems(
                        "Message", JSON.readTree(ask("What sells best?").body())))
                .isEmpty();
        assertThat(schemas.problems(
                        "State",
                        JSON.readTree(post(one + "/state", "{\"kind\": \"definition\", \"text\": \"units are pieces\"}")
                                .body())))
                .isEmpty();
        JsonNode whole = JSON.readTree(get(one).body());
        assertThat(whole.at("/context/relationships")).hasSize(2);
        assertThat(schemas.problems("Conversation", whole)).isEmpty();
        assertThat(schemas.problems(
                        "List", JSON.readTree(get("/llm/conversations?limit=1").body())))
                .isEmpty();
        assertThat(schemas.problems(
                        "Guidance", JSON.readTree(post(one + "/guidance", "").body())))
                .isEmpty();
        assertThat(schemas.problems(
                        "SchemaPlan",
                        JSON.readTree(post(one + "/optimize-schema", "{}").body())))
                .isEmpty();
        assertThat(schemas.problems("Health", JSON.readTree(get("/llm/health").body())))
                .isEmpty();
        assertThat(schemas.problems("Problem", JSON.readTree(get("/nowhere").body())))
                .isEmpty();
        assertThat(schemas.problems("State", whole)).as("what does not fit").contains("State lacks entries");
    }

    @Test
    void openApiDescribesExactlyTheRoutes() throws Exception {
        JsonNode description = JSON.readTree(get("/openapi.json").body());
        TreeSet<String> described = new TreeSet<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));
        ProfilingJobs jobs = new ProfilingJobs(conversations);
        Metrics metrics = new Metrics();
        Uploads uploads = new Uploads(folder, 1, java.util.Optional::empty);
        AnswerRuns runs = new AnswerRuns(conversations, jobs, metrics);
        Routes routes = new Routes(
                conversations,
                jobs,
                runs,
                new DataPaths(folder, List.of("."), uploads.folder()),
                uploads,
                new HealthCheck(conversations, settings(Map.of())),
                new McpHttp(new McpTools(conversations, jobs, PrivacyLevel.ROWS, null), runs),
                metrics);
        assertThat(described)
                .containsExactlyElementsOf(new TreeSet<>(routes.all().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList()));
        assertThat(routes.all()).extracting(Routes.Route::method).contains(HandlerType.POST);
        assertThat(get("/").body()).contains("openapi.json");
    }

    private void assertProblem(HttpResponse<String> reply, int status, String code) throws IOException {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(reply.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    private RestServer start(Path base, Map<Setting, String> flags) {
        return RestServer.start(conversations, settings(flags), "127.0.0.1", 0, base);
    }

    private static Settings settings(Map<Setting, String> flags) {
        return Settings.of(flags, Map.of(), null);
    }

    private HttpResponse<String> ask(String question) throws Exception {
        return post("/llm/conversations/c1/messages", JSON.writeValueAsString(Map.of("message", question)));
    }

    private int withToken(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/llm/health"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path, body).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body));
    }
}
