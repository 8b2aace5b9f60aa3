package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls a server over HTTP. Thread-safe. */
final class ServerClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "/llm/conversations";

    /** @param data as JSON */
    record Event(String name, JsonNode data) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    ServerClient(String url) {
        this.url = url;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The response as JSON. */
    static JsonNode served(int status, HttpResponse<String> reply) throws IOException {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        return JSON.readTree(reply.body());
    }

    /** The problem document of the response. */
    static JsonNode problem(int status, String code, HttpResponse<String> reply) throws IOException {
        JsonNode problem = served(status, reply);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.path("code").asText()).as(reply.body()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).doesNotContain("Exception", "\tat ");
        return problem;
    }

    /** Creates a conversation and returns its id. */
    String create(String title, List<String> files) throws IOException, InterruptedException {
        return served(201, post(ALL, Map.of("title", title, "data_files", files)))
                .path("id")
                .asText();
    }

    static String path(String id) {
        return ALL + "/" + id;
    }

    /** The conversation after profiling has succeeded or failed. */
    JsonNode settled(String id) throws IOException, InterruptedException {
        JsonNode now = served(200, get(path(id)));
        while (now.path("status").asText().equals("profiling")) {
            now = served(200, get(path(id)));
        }
        return now;
    }

    HttpResponse<String> ask(String id, String message) throws IOException, InterruptedException {
        return post(path(id) + "/messages", Map.of("message", message));
    }

    /** Asks and reads the stream to its end. */
    List<Event> follow(String id, String message) throws IOException, InterruptedException {
        HttpRequest asked = request(path(id) + "/messages")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("message", message))))
                .build();
        HttpResponse<InputStream> reply = client.send(asked, BodyHandlers.ofInputStream());
        List<Event> events = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, JSON.readTree(line.substring(6))));
                }
            }
        }
        assertThat(reply.statusCode()).as(events.toString()).isEqualTo(200);
        return events;
    }
}
