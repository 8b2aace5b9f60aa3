package io.github.bigdatamigrator.server;

import static io.github.bigdatamigrator.server.ServerClient.path;
import static io.github.bigdatamigrator.server.ServerClient.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the mission's example over HTTP: two files, a question, guidance and a schema with the fallback, on real Spark
 * and scripted models.
 */
@Tag("spark")
class MissionTest {
    private static final String TOP_PRODUCTS = """
        ANSWERABLE: yes
        WHY: units per product
        ```sql
        SELECT product_id, sum(quantity) AS units FROM sales GROUP BY product_id ORDER BY units DESC LIMIT 3
        ```
        """;
    private static final String PROPOSAL = "NOT NULL customers_customers(customer_id)\nKEY sales(product_id)\n";

    @TempDir
    Path folder;

    private Settings settings(ScriptedLMStudio local, ScriptedLMStudio online) {
        return Settings.of(
                Map.of(),
                Map.of(
                        "CONVERSATION_DIR", folder.resolve("kept").toString(),
                        "DATA_ROOTS", folder.toString(),
                        "LOCAL_LLM_URL", local.url(),
                        "ENABLE_ONLINE_FALLBACK", "true",
                        "OPENAI_API_KEY", "sk-scripted",
                        "OPENAI_BASE_URL", online.url()),
                null);
    }

    @Test
    void createAskGuideAndOptimizeWithFallback() throws Exception {
        try (ScriptedLMStudio local = ScriptedLMStudio.start();
                ScriptedLMStudio online = ScriptedLMStudio.start();
                LLMConversationSystem system =
                        LLMConversationSystem.open(settings(local, online), SharedSpark.session())) {
            local.replyWith(body -> TOP_PRODUCTS);
            online.replyWith(body -> PROPOSAL);
            List<String> files = system.generateDemoData(folder).stream()
                    .map(Path::toString)
                    .filter(file -> file.endsWith("sales.csv") || file.endsWith("customers.xlsx"))
                    .toList();
            String id;
            try (RestServer server = RestServer.start(system, settings(local, online), "127.0.0.1", 0)) {
                id = talk(new ServerClient(server.url()), files);
                assertThat(local.requests()).hasSize(1);
                assertThat(online.requests()).hasSize(1);
                assertThat(online.requests().get(0)).as("no value leaves").doesNotContain("Aurora");
            }
            try (RestServer again = RestServer.start(system, settings(local, online), "127.0.0.1", 0)) {
                JsonNode whole = served(200, new ServerClient(again.url()).get(path(id)));
                assertThat(whole.path("messages")).hasSize(2);
            }
        }
    }

    private static String talk(ServerClient client, List<String> files) throws IOException, InterruptedException {
        assertThat(files).hasSize(2);
        String id = client.create("Sales Analysis", files);
        JsonNode ready = client.settled(id);
        assertThat(ready.path("status").asText()).as(ready.toString()).isEqualTo("ready");
        assertThat(ready.at("/context/tables"))
                .extracting(table -> table.path("sql_name").asText())
                .contains("sales", "customers_customers");

        List<ServerClient.Event> events = client.follow(id, "What are the top selling products?");
        assertThat(events).extracting(ServerClient.Event::name).contains("status", "sql", "rows", "token");
        JsonNode answer = events.get(events.size() - 1).data();
        assertThat(events.get(events.size() - 1).name()).as(answer.toString()).isEqualTo("done");
        assertThat(answer.path("outcome").asText()).isEqualTo("answered");
        assertThat(answer.path("answered_by").asText()).isEqualTo("model");
        assertThat(answer.at("/queries/0/rows")).hasSize(3);
        assertThat(answer.path("content").asText())
                .contains(answer.at("/queries/0/rows/0/0").asText());
        assertThat(answer.path("claims")).isNotEmpty();

        JsonNode guidance = served(200, client.post(path(id) + "/guidance", Map.of()));
        assertThat(guidance.path("questions")).hasSizeGreaterThan(2);
        assertThat(guidance.path("questions")).allMatch(question -> question.hasNonNull("sql"));

        HttpResponse<String> planned = client.post(path(id) + "/optimize-schema", Map.of("target", "postgresql"));
        JsonNode plan = served(200, planned);
        assertThat(plan.path("fallback_used").asBoolean()).isTrue();
        assertThat(plan.path("ddl").asText()).contains("CREATE TABLE", "PRIMARY KEY");
        assertThat(plan.path("recommendations"))
                .filteredOn(made -> made.path("origin").asText().equals("model"))
                .extracting(made -> made.path("status").asText())
                .as("what a model proposes is proven or refuted on the data")
                .contains("refuted");
        return id;
    }
}
