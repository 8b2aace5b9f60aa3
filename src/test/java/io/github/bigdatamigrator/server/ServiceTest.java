package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests resumed streams, idempotency keys, versions, uploads and paging. */
class ServiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONE = "/llm/conversations/c1";
    private static final String QUESTION = "{\"message\": \"What sells best?\"}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeConversations conversations = new FakeConversations();
    private RestServer server;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        Settings settings = Settings.of(
                Map.of(), Map.of("CONVERSATION_DIR", folder.resolve("kept").toString(), "UPLOAD_MB", "1"), null);
        server = RestServer.start(conversations, settings, "127.0.0.1", 0, folder, SlowBodyGuard.MinimumRate.USUAL);
        conversations.profiling.countDown();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBrokenStreamResumesAfterTheLastReceivedEvent() throws Exception {
        create();
        CountDownLatch rest = new CountDownLatch(1);
        conversations.answering = rest;
        String last;
        List<String> all = new ArrayList<>();
        try (BufferedReader stream = stream(ask().header("Accept", "text/event-stream"))) {
            readUntil(stream, all, "event: token");
            last = ids(all).get(ids(all).size() - 1);
        }
        HttpRequest.Builder again =
                request(ONE + "/events").header("Last-Event-ID", last).GET();
        try (BufferedReader stream = stream(again)) {
            rest.countDown();
            readUntil(stream, all, "event: done");
        }
        assertThat(ids(all)).doesNotHaveDuplicates().hasSize(ids(all).size());
        assertThat(ids(all).stream().map(id -> Integer.valueOf(id.substring(id.indexOf('.') + 1))))
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(all.stream().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly("status", "sql", "rows", "token", "token", "done");
        assertThat(conversations.turns("c1")).as("asked once").isEqualTo(1);
        assertThat(conversations.cancelled.getCount()).as("not cancelled").isEqualTo(1);
    }

    @Test
    void aQuestionWithoutReadersIsCancelled() throws Exception {
        create();
        conversations.answering = new CountDownLatch(1);
        try (BufferedReader stream = stream(ask().header("Accept", "text/event-stream"))) {
            readUntil(stream, new ArrayList<>(), "event: token");
        }
        assertThat(conversations.cancelled.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aQuestionCanBeCancelled() throws Exception {
        create();
        conversations.answering = new CountDownLatch(1);
        List<String> all = new ArrayList<>();
        try (BufferedReader stream = stream(ask().header("Accept", "text/event-stream"))) {
            readUntil(stream, all, "event: token");
            assertThat(send(request(ONE + "/cancel").POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(202);
            readUntil(stream, all, "event: error");
            assertThat(stream.readLine()).contains("\"code\":\"cancelled\"");
        }
        conversations.answering = null;
        assertThat(send(request(ONE + "/cancel").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(409);
        assertThat(send(ask()).statusCode()).as("the conversation goes on").isEqualTo(200);
    }

    @Test
    void aRepeatedIdempotencyKeyRunsOnce() throws Exception {
        HttpRequest.Builder create =
                request("/llm/conversations").header("Idempotency-Key", "k1").POST(create("Sales"));
        JsonNode first = JSON.readTree(send(create).body());
        assertThat(JSON.readTree(send(create).body()).path("id")).isEqualTo(first.path("id"));
        assertThat(conversations.kept).hasSize(1);
        create.POST(create("Other"));
        assertThat(send(create).statusCode()).isEqualTo(422);

        HttpRequest.Builder question = ask().header("Idempotency-Key", "k1");
        assertThat(send(question).body()).isEqualTo(send(question).body());
        assertThat(conversations.turns("c1")).isEqualTo(1);
        send(ask().header("Idempotency-Key", "k2"));
        assertThat(conversations.turns("c1")).isEqualTo(2);
    }

    @Test
    void aChangeForAnotherVersionIsRejected() throws Exception {
        create();
        String before = send(request(ONE)).headers().firstValue("ETag").orElseThrow();
        HttpRequest.Builder state =
                request(ONE + "/state").POST(text("{\"kind\": \"filter\", \"text\": \"only 2023\"}"));
        HttpResponse<String> changed = send(state.header("If-Match", before));
        assertThat(JSON.readTree(changed.body()).at("/entries/0/text").asText()).isEqualTo("only 2023");
        assertThat(changed.headers().firstValue("ETag")).isNotEqualTo(java.util.Optional.of(before));
        assertThat(send(state).statusCode()).isEqualTo(412);
        assertThat(send(ask().header("If-Match", before)).statusCode()).isEqualTo(412);
        assertThat(send(ask().header("If-Match", "*")).statusCode()).isEqualTo(200);
        HttpResponse<String> undone = send(request(ONE + "/undo").POST(BodyPublishers.noBody()));
        assertThat(JSON.readTree(undone.body()).path("entries")).isEmpty();
        HttpRequest.Builder all = request(ONE + "/state")
                .PUT(text("{\"entries\": [{\"kind\": \"decision\", \"text\": \"in euros\"}, {\"kind\":"
                        + " \"filter\", \"text\": \"x\"}]}"));
        assertThat(JSON.readTree(send(all).body()).path("entries")).hasSize(2);
        assertThat(JSON.readTree(send(request(ONE + "/state")).body()).path("entries"))
                .hasSize(2);
        assertThat(send(request(ONE + "/undo").header("If-Match", before).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(412);
        // What came with one request goes with one.
        undone = send(request(ONE + "/undo").POST(BodyPublishers.noBody()));
        assertThat(JSON.readTree(undone.body()).path("entries")).isEmpty();
    }

    @Test
    void uploadsAreSeparateAndDeletedWithTheirConversation() throws Exception {
        JsonNode one =
                JSON.readTree(send(request("/llm/uploads?name=..%2Fmore.csv").POST(text("a\n2\n")))
                        .body());
        assertThat(one.at("/files/0/name").asText()).isEqualTo("more.csv");
        assertThat(one.at("/files/0/bytes").asInt()).isEqualTo(4);
        Path file = Path.of(one.at("/files/0/path").asText());
        assertThat(file).startsWith(folder.resolve("kept/uploads")).hasContent("a\n2\n");
        assertThat(Files.getPosixFilePermissions(folder.resolve("kept")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        HttpRequest.Builder form = request("/llm/uploads")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(text(part("a") + part("b") + "--b--\r\n"));
        JsonNode two = JSON.readTree(send(form).body());
        assertThat(Path.of(two.at("/files/0/path").asText())).hasContent("a");
        assertThat(Path.of(two.at("/files/1/path").asText())).hasContent("b");

        String body = JSON.writeValueAsString(Map.of("data_files", List.of(file.toString(), "sales.csv")));
        assertThat(send(request("/llm/conversations").POST(text(body))).statusCode())
                .isEqualTo(201);
        assertThat(send(request(ONE).DELETE()).statusCode()).isEqualTo(204);
        assertThat(file.getParent()).doesNotExist();
        assertThat(folder.resolve("sales.csv")).exists();
        try (Stream<Path> kept = Files.walk(folder.resolve("kept"))) {
            assertThat(kept.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void listsArePaged() throws Exception {
        for (int i = 0; i < 5; i++) {
            create();
        }
        JsonNode page = JSON.readTree(
                send(request("/llm/conversations?limit=2&offset=2")).body());
        assertThat(page.path("conversations")).hasSize(2);
        assertThat(page.path("total").asInt()).isEqualTo(5);
        String next = page.path("next").asText();
        JsonNode last = JSON.readTree(send(request(next)).body());
        assertThat(last.path("conversations")).hasSize(1);
        assertThat(last.has("next")).isFalse();
    }

    @Test
    void requestsAreCounted() throws Exception {
        create();
        send(ask());
        send(request("/nowhere"));
        String metrics = send(request("/metrics")).body();
        assertThat(metrics.lines())
                .contains("bdm_http_requests_total{method=\"POST\",status=\"201\"} 1.0")
                .contains("bdm_http_requests_total{method=\"GET\",status=\"404\"} 1.0")
                .contains("bdm_answers_total{outcome=\"answered\"} 1.0", "bdm_llm_tokens_total{kind=\"prompt\"} 100.0")
                .anyMatch(line -> line.matches("bdm_http_request_seconds_bucket\\{le=\"300.0\"} [1-9]\\d*"));
        assertThat(metrics.lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) \\w+ .+|\\w+(\\{.*})? [0-9.]+(E\\d+)?"));
    }

    @Test
    void thePageRunsOnlyItsOwnScripts() throws Exception {
        HttpResponse<String> page = send(request("/"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script>", "onclick", "style=", "http://", "https://");
        for (String part : page.body().split("\"")) {
            if (part.startsWith("page/")) {
                HttpResponse<String> file = send(request("/" + part));
                assertThat(file.statusCode()).as(part).isEqualTo(200);
                assertThat(file.body()).as(part).isNotBlank().doesNotContain("innerHTML", "eval(", "document.write");
            }
        }
    }

    @Test
    void exportsAndReplaysAreServed() throws Exception {
        create();
        HttpResponse<String> notebook = send(request(ONE + "/export?format=notebook"));
        assertThat(notebook.headers().firstValue("Content-Type")).contains("application/x-ipynb+json");
        assertThat(notebook.body()).contains("NOTEBOOK");
        assertThat(send(request(ONE + "/export?format=xlsx")).statusCode())
                .as("no result yet")
                .isEqualTo(400);
        send(ask());
        for (String which : List.of("", "&turn=1", "&turn=1&query=1")) {
            HttpResponse<String> workbook = send(request(ONE + "/export?format=xlsx" + which));
            assertThat(workbook.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
            assertThat(workbook.body()).startsWith("PK");
        }
        assertThat(send(request(ONE + "/export?format=xlsx&turn=1&query=9")).statusCode())
                .isEqualTo(400);
        JsonNode replay = JSON.readTree(
                send(request(ONE + "/replay").POST(BodyPublishers.noBody())).body());
        assertThat(replay.path("same").asInt()).isEqualTo(1);
        assertThat(replay.at("/queries/0/verdict").asText()).isEqualTo("same");
    }

    private void create() throws Exception {
        assertThat(send(request("/llm/conversations").POST(create("Sales"))).statusCode())
                .isEqualTo(201);
    }

    private static HttpRequest.BodyPublisher create(String title) {
        return text("{\"title\": \"" + title + "\", \"data_files\": [\"sales.csv\"]}");
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }

    private HttpRequest.Builder ask() {
        return request(ONE + "/messages").POST(text(QUESTION));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private BufferedReader stream(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> reply = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(reply.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
    }

    private static void readUntil(BufferedReader stream, List<String> lines, String end) throws IOException {
        String line = stream.readLine();
        while (line != null) {
            lines.add(line);
            if (line.equals(end)) {
                return;
            }
            line = stream.readLine();
        }
        throw new AssertionError("the stream ended before " + end + ": " + lines);
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static String part(String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.csv\"\r\n\r\n" + content + "\n\r\n";
    }
}
