package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.knowledge.FakeData;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.MeaningsFolder;
import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ScriptedModel;
import io.github.bigdatamigrator.server.access.DataAccess;
import io.github.bigdatamigrator.server.access.DataPaths;
import io.github.bigdatamigrator.source.jdbc.Connections;
import io.javalin.http.HandlerType;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the routes and responses with {@code openapi.json}. */
class OpenApiTest extends RestServerFixture {
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
    void meaningsAreReadAndReplaced(@TempDir Path folder) throws Exception {
        FakeData data = new FakeData();
        MeaningsFolder meanings = new MeaningsFolder(new KnowledgeFolder(folder));
        conversations.meanings =
                new DataDescription(meanings, FakeData.SHOP, data, data, file -> List.of(), new ScriptedModel());
        conversations.profiling.countDown();
        post("/llm/conversations", NEW);
        String path = "/llm/conversations/c1/meanings";
        String body = "{\"meanings\": {\"tables\": {\"shops\": {\"description\": \"ours\"}, \"reciepts\": {}}}}";
        OpenApiSchema schemas =
                new OpenApiSchema(JSON.readTree(get("/openapi.json").body()));

        JsonNode replaced = JSON.readTree(put(path, body).body());

        assertThat(schemas.problems("Meanings", replaced)).isEmpty();
        assertThat(replaced.at("/meanings/tables/shops/description").asText()).isEqualTo("ours");
        assertThat(replaced.at("/problems/0/message").asText()).contains("the nearest is receipts");
        HttpResponse<String> read = get(path);
        assertThat(JSON.readTree(read.body())).isEqualTo(replaced);
        String tag = read.headers().firstValue("ETag").orElseThrow();
        assertThat(put(path, body.replace("ours", "mine"), "If-Match", tag).statusCode())
                .isEqualTo(200);
        assertProblem(put(path, body, "If-Match", tag), 412, "version_conflict");
        assertThat(get(path).body()).contains("mine");
        assertProblem(put(path, "{\"meanings\": {\"tabels\": {}}}"), 400, "bad_input");
        assertProblem(put(path, "{\"meaning\": {}}"), 400, "bad_input");
        assertProblem(put(path, "{\"meanings\": 3}"), 400, "bad_input");
    }

    private HttpResponse<String> put(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path, body).PUT(BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
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
        DataAccess data = new DataAccess(
                new DataPaths(folder, List.of("."), uploads.folder()), List.of(), new Connections(folder));
        Routes routes = new Routes(
                conversations,
                jobs,
                runs,
                new MigrationRoutes(conversations, jobs, runs, data),
                data,
                uploads,
                new HealthCheck(conversations, settings(Map.of()), data),
                new McpHttp(new McpTools(conversations, jobs, new McpJobs(jobs, 30), PrivacyLevel.ROWS, null), runs),
                metrics,
                new ETags(conversations),
                new IdempotencyKeys<>());
        assertThat(described)
                .containsExactlyElementsOf(new TreeSet<>(routes.all().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList()));
        assertThat(routes.all()).extracting(Routes.Route::method).contains(HandlerType.POST);
        assertThat(get("/").body()).contains("openapi.json");
    }
}
