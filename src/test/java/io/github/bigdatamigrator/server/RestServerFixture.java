package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Starts a server on a folder and fake conversations for each test, and sends requests to it. */
abstract class RestServerFixture {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String NEW = "{\"title\": \"Sales\", \"data_files\": [\"sales.csv\"]}";

    @TempDir
    Path folder;

    final HttpClient client = HttpClient.newHttpClient();
    final FakeConversations conversations = new FakeConversations();
    RestServer server;

    @BeforeEach
    void serveTheFolder() throws IOException {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        server = start(folder, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    void assertProblem(HttpResponse<String> reply, int status, String code) throws IOException {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(reply.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    RestServer start(Path base, Map<Setting, String> flags) {
        return RestServer.start(conversations, settings(flags), "127.0.0.1", 0, base, SlowBodyGuard.MinimumRate.USUAL);
    }

    static Settings settings(Map<Setting, String> flags) {
        return Settings.of(flags, Map.of(), null);
    }

    HttpResponse<String> ask(String question) throws Exception {
        return post("/llm/conversations/c1/messages", JSON.writeValueAsString(Map.of("message", question)));
    }

    int withToken(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/llm/health"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path, body).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(body));
    }
}
