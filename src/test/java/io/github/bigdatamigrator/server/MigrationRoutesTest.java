package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.PostgresServer;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Migrates and compares over HTTP, into a real PostgreSQL. */
@Tag("spark")
class MigrationRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    private LLMConversationSystem system;
    private RestServer server;
    private ServerClient client;
    private OpenApiSchema schemas;
    private Connection database;
    private String orders;
    private String migrate;

    @BeforeEach
    void serve() throws Exception {
        String address = PostgresServer.newDatabase();
        database = DriverManager.getConnection(address);
        String url = address.substring(0, address.indexOf('?'));
        Files.writeString(folder.resolve("connections.yaml"), """
                shop: {url: "%s", user: postgres, schemas: [sales], writable: true}
                crm: {url: "%s", user: postgres}
                """.formatted(url, url));
        Settings settings = Settings.of(
                Map.of(),
                Map.of(
                        "LOCAL_LLM_MODEL",
                        "none",
                        "CONNECTIONS_FILE",
                        folder.resolve("connections.yaml").toString(),
                        "CONVERSATION_DIR",
                        folder.resolve("kept").toString()),
                null);
        system = LLMConversationSystem.open(settings, SharedSpark.session());
        Path roots = Files.createDirectories(folder.resolve("roots"));
        orders = orders(roots.resolve("orders.csv"), "a");
        server = RestServer.start(system, settings, "127.0.0.1", 0, roots, SlowBodyGuard.MinimumRate.USUAL);
        client = new ServerClient(server.url());
        schemas = new OpenApiSchema(JSON.readTree(client.get("/openapi.json").body()));
        String id = client.create("Orders", List.of(orders));
        migrate = ServerClient.path(id) + "/migrate";
    }

    @AfterEach
    void stop() throws SQLException {
        server.close();
        system.close();
        database.close();
    }

    private static String orders(Path file, String note) throws Exception {
        return Files.writeString(
                        file,
                        "order_id,amount,note\n"
                                + IntStream.rangeClosed(1, ROWS)
                                        .mapToObj(i -> i + "," + i + ".50," + note + i)
                                        .collect(Collectors.joining("\n"))
                                + "\n")
                .toString();
    }

    private JsonNode show(Map<String, Object> body) throws Exception {
        JsonNode shown = ServerClient.served(200, client.post(migrate, body));
        assertThat(schemas.problems("MigrationPreview", shown)).isEmpty();
        return shown;
    }

    private JsonNode run(JsonNode shown) throws Exception {
        JsonNode begun = ServerClient.served(
                202,
                client.post(migrate, Map.of("plan_id", shown.path("plan_id").asText())));
        assertThat(schemas.problems("Migration", begun)).isEmpty();
        return ended();
    }

    private JsonNode ended() throws Exception {
        JsonNode now = ServerClient.served(200, client.get(migrate));
        while (List.of("waiting", "running").contains(now.path("status").asText())) {
            now = ServerClient.served(200, client.get(migrate));
        }
        assertThat(schemas.problems("Migration", now)).isEmpty();
        return now;
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void whatWasShownIsLoadedOnceAndProven() throws Exception {
        ServerClient.problem(404, "no_migration", client.get(migrate));
        JsonNode shown = show(Map.of("target", "db:shop#sales"));
        assertThat(shown.at("/tables/0/rows").asInt()).isEqualTo(ROWS);
        assertThat(value("SELECT count(*) FROM pg_namespace WHERE nspname = 'sales'"))
                .as("showing changes nothing")
                .isEqualTo("0");
        assertThat(client.get(migrate).body()).contains("\"status\":\"shown\"");
        assertThat(show(Map.of("target", "db:shop#sales"))).isEqualTo(shown);

        JsonNode done = run(shown);

        assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("done");
        assertThat(done.at("/report/proven").asBoolean()).isTrue();
        assertThat(value("SELECT count(*) || ' ' || sum(amount) FROM sales.orders"))
                .isEqualTo(ROWS + " 840.00");
        ServerClient.problem(
                409,
                "plan_not_shown",
                client.post(migrate, Map.of("plan_id", shown.path("plan_id").asText())));
        assertThat(ServerClient.problem(400, "bad_input", client.post(migrate, Map.of("target", "db:shop#sales")))
                        .path("detail")
                        .asText())
                .contains("already has orders (exists");
        assertThat(run(show(Map.of("target", "db:shop#sales", "replace", List.of("orders"))))
                        .at("/report/proven")
                        .asBoolean())
                .isTrue();
        assertThat(run(show(Map.of("target", "db:shop#sales", "resume", true)))
                        .path("status")
                        .asText())
                .isEqualTo("done");
    }

    @Test
    void anEditedPlanIsProvenAndLoaded() throws Exception {
        String plan = show(Map.of("target", "db:shop#sales")).path("plan").asText();
        String edited = plan.replace("name: note", "name: remark");
        assertThat(edited).isNotEqualTo(plan);
        JsonNode shown = show(Map.of("target", "db:shop#sales", "plan", edited));
        assertThat(run(shown).path("status").asText()).isEqualTo("done");
        assertThat(value("SELECT remark FROM sales.orders WHERE order_id = 7")).isEqualTo("a7");
    }

    @Test
    void aFailureIsTold() throws Exception {
        JsonNode shown = show(Map.of("target", "db:shop#sales"));
        execute("CREATE SCHEMA sales; CREATE TABLE sales.orders (x int)");
        JsonNode failed = run(shown);
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.at("/error/detail").asText()).contains("orders (exists");
    }

    @Test
    void aRunningMigrationIsCancelledAndAShownOneWithdrawn() throws Exception {
        JsonNode shown = show(Map.of("target", "db:shop#sales"));
        execute("BEGIN; CREATE SCHEMA sales"); // which the migration waits for
        Map<String, Object> run = Map.of("plan_id", shown.path("plan_id").asText());
        ServerClient.served(202, client.post(migrate, run));
        ServerClient.problem(409, "migration_running", client.post(migrate, run));
        ServerClient.problem(409, "migration_running", client.post(migrate, Map.of("target", "db:shop#sales")));
        assertThat(cancel().statusCode()).isEqualTo(202);
        execute("ROLLBACK");
        JsonNode ended = ended();
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("cancelled");
        assertThat(ended.path("report").isMissingNode()).isTrue();

        JsonNode again = show(Map.of(
                "target",
                "db:shop#sales",
                "resume",
                value("SELECT count(*) FROM pg_class" + " WHERE relname = 'bdm_migration'")
                        .equals("1")));
        assertThat(JSON.readTree(cancel().body()).path("status").asText()).isEqualTo("cancelled");
        ServerClient.problem(
                409,
                "plan_not_shown",
                client.post(migrate, Map.of("plan_id", again.path("plan_id").asText())));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private HttpResponse<String> cancel() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + migrate))
                                .DELETE()
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"target": "db:crm#sales"}                                | 403 | path_forbidden | db:shop#schema
        {"target": "db:none#sales"}                               | 403 | path_forbidden | may not be loaded
        {"target": "db:shop#public"}                              | 403 | path_forbidden | not among the schemas
        {"target": "jdbc:postgresql://127.0.0.1/x#sales"}         | 403 | path_forbidden | may not be loaded
        {"target": "/tmp/tables"}                                 | 403 | path_forbidden | may not be loaded
        {"target": "table:sales"}                                 | 403 | path_forbidden | may not be loaded
        {}                                                        | 400 | bad_input      | target must be
        {"target": "db:shop#sales", "replace": "orders"}          | 400 | bad_input      | replace must be a list
        {"target": "db:shop#sales", "resume": "yes"}              | 400 | bad_input      | true or false
        {"target": "db:shop#sales", "resume": true}               | 400 | bad_input      | No migration has begun
        {"target": "db:shop#sales", "resume": true, "plan": "x"}  | 400 | bad_input      | leave out plan
        {"target": "db:shop#sales", "plan_id": "x"}               | 400 | bad_input      | no other field
        {"target": "db:shop#sales", "plan": "tables: 3"}          | 400 | bad_input      | plan, line 1
        {"plan_id": "x"}                                          | 409 | plan_not_shown | was not shown last
        """)
    void whatMayNotBeMigratedIsRefused(String body, int status, String code, String message) throws Exception {
        JsonNode problem = ServerClient.problem(status, code, client.post(migrate, JSON.readValue(body, Map.class)));
        assertThat(problem.path("detail").asText()).contains(message);
    }

    @Test
    void twoDeliveriesAreCompared() throws Exception {
        String february = orders(folder.resolve("roots/february.csv"), "b");
        Map<String, Object> sides = Map.of("before", orders, "after", february);
        JsonNode found = ServerClient.served(200, client.post("/llm/compare", sides));
        assertThat(schemas.problems("Differences", found)).isEmpty();
        assertThat(found.path("equal").asBoolean()).isFalse();
        JsonNode rows = ServerClient.served(
                200,
                client.post(
                        "/llm/compare",
                        Map.of("before", orders, "after", february, "rows", true, "key", List.of("order_id"))));
        assertThat(rows.at("/rows/0/rows/changed").asInt()).isEqualTo(ROWS);
        ServerClient.problem(
                403, "path_forbidden", client.post("/llm/compare", Map.of("before", orders, "after", "/etc/passwd")));
        ServerClient.problem(400, "bad_input", client.post("/llm/compare", Map.of("before", orders)));
        ServerClient.problem(
                400,
                "bad_input",
                client.post("/llm/compare", Map.of("before", orders, "after", february, "key", List.of("x"))));
    }
}
