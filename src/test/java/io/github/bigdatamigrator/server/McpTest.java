package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import io.github.bigdatamigrator.settings.Setting;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls the tools over HTTP with the SDK's client; {@code McpIT} tests standard input and output. */
class McpTest {
    @TempDir
    Path folder;

    private final FakeConversations conversations = new FakeConversations();

    private RestServer serve(Map<Setting, String> flags) throws Exception {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        Settings settings = Settings.of(
                flags, Map.of("CONVERSATION_DIR", folder.resolve("kept").toString()), null);
        conversations.registerConversation("Sales", ProfileRequest.of(List.of("sales.csv")));
        return RestServer.start(conversations, settings, "127.0.0.1", 0, folder, SlowBodyGuard.MinimumRate.USUAL);
    }

    private RestServer serveProfiled(Map<Setting, String> flags) throws Exception {
        conversations.profiling.countDown();
        return serve(flags);
    }

    private static McpSyncClient client(RestServer server, String token) {
        return McpClient.sync(HttpClientStreamableHttpTransport.builder(server.url())
                        .endpoint("/mcp")
                        .jsonMapper(McpHttp.mapper())
                        .addHttpRequestCustomizer((request, method, endpoint, body, context) ->
                                request.header("Authorization", "Bearer " + token))
                        .build())
                .jsonSchemaValidator(McpHttp.NO_VALIDATION)
                .build();
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    @Test
    void theServerOffersItsTools() throws Exception {
        try (RestServer server = serveProfiled(Map.of(Setting.SERVER_TOKEN, "letmein"));
                McpSyncClient client = client(server, "letmein")) {
            assertThat(client.initialize().serverInfo().name()).isEqualTo("big-data-migrator");
            assertThat(client.listTools().tools().stream().map(Tool::name))
                    .containsExactlyInAnyOrder(
                            "list_tables",
                            "profile",
                            "relationships",
                            "query",
                            "approved_answers",
                            "mark_answer",
                            "guidance",
                            "meanings",
                            "wait_for_job",
                            "cancel_job");
            assertThat(client.listTools().tools().stream()
                            .filter(tool -> !tool.annotations().readOnlyHint())
                            .map(Tool::name))
                    .containsExactly("mark_answer", "cancel_job");
            CallToolResult overview = call(client, "profile", Map.of());
            assertThat(text(overview)).contains("\"columns\":[\"amount decimal(10,2), 3 distinct\"]");
            assertThat(overview.structuredContent())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("table_count", 1);
            assertThat(text(call(client, "list_tables", Map.of()))).contains("\"name\":\"sales\"", "\"rows\":3");
            conversations.reviewed = new ReviewedAnswers(new KnowledgeFolder(folder.resolve("knowledge")));
            Map<String, Object> marked =
                    Map.of("question", "Top amount?", "sql", "SELECT max(amount) FROM sales", "verdict", "good");
            assertThat(text(call(client, "mark_answer", marked))).contains("\"verdict\":\"good\"");
            assertThat(text(call(client, "approved_answers", Map.of("question", "The top amount"))))
                    .contains("SELECT max(amount) FROM sales");
            assertThat(text(call(client, "query", Map.of("sql", "SELECT 1", "limit", 1))))
                    .contains("Lamp", "\"truncated\":true");
            CallToolResult refused = call(client, "query", Map.of("sql", "DROP TABLE sales"));
            assertThat(refused.isError()).isTrue();
            assertThat(text(refused)).isEqualTo("Only SELECT is run.");
            assertThat(text(call(client, "guidance", Map.of()))).contains("How many?");
            assertThat(text(call(client, "relationships", Map.of()))).isEqualTo("{\"relationships\":[]}");
        }
    }

    @Test
    void aCallThatTakesLongIsAJobToBeWaitedFor() throws Exception {
        try (RestServer server = serve(Map.of(Setting.MCP_WAIT_SECONDS, "1"));
                McpSyncClient client = client(server, "none")) {
            client.initialize();
            Map<String, Object> table = Map.of("table", "sales");
            assertThat(text(call(client, "profile", table)))
                    .contains("\"job\":\"job-1\"", "\"status\":\"running\"", "profiling sales.csv, 40 %");
            assertThat(text(call(client, "profile", table))).contains("\"job\":\"job-1\"");
            conversations.profiling.countDown();

            Map<String, Object> job = Map.of("job", "job-1");
            String profile = text(call(client, "wait_for_job", job));
            assertThat(profile).contains("\"sql_name\":\"sales\"");
            assertThat(text(call(client, "wait_for_job", job))).isEqualTo(profile);
            assertThat(text(call(client, "wait_for_job", Map.of("job", "job-7"))))
                    .contains("There is no job job-7");
        }
    }

    @Test
    void aCancelledJobStopsTheProfile() throws Exception {
        try (RestServer server = serve(Map.of(Setting.MCP_WAIT_SECONDS, "1"));
                McpSyncClient client = client(server, "none")) {
            client.initialize();
            call(client, "list_tables", Map.of());

            assertThat(text(call(client, "cancel_job", Map.of("job", "job-1")))).contains("\"status\":\"cancelled\"");
            assertThat(conversations.cancelled.getCount()).isZero();
            CallToolResult after = call(client, "wait_for_job", Map.of("job", "job-1"));
            assertThat(after.isError()).isTrue();
            assertThat(text(after)).isEqualTo("The job job-1 was cancelled.");
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 10", "200, 5", "4, 1000", "3000, 1", "1, 0"})
    void anOverviewIsShortWhateverTheTables(int tables, int columns) {
        List<TableProfile> all = IntStream.range(0, tables)
                .mapToObj(table -> Profiles.table(
                        "übersicht_der_posten_" + table,
                        1_234_567,
                        IntStream.range(0, columns)
                                .mapToObj(column -> Profiles.column("kunden_id_" + column, ColumnType.BIGINT, 7))
                                .toList()))
                .toList();

        ObjectNode overview = ProfileRedaction.overview(Profiles.context(all, List.of()), PrivacyLevel.ROWS);

        assertThat(TokenCounter.LLAMA.count(Json.compact(overview))).isBetween(20, 2000);
        assertThat(overview.path("table_count").asInt()).isEqualTo(tables);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{'name': 'query', 'arguments': 2} ! The parameter 'arguments' has a wrong type",
                "{'name': {}, 'arguments': {}} ! The parameter 'name' has a wrong type",
                "2 ! The body is not a JSON-RPC 2.0 request"
            },
            quoteCharacter = '`')
    void aWrongParameterIsNamed(String parameters, String message) throws Exception {
        String body = "{'jsonrpc': '2.0', 'method': 'tools/call', 'id': 1, 'params': " + parameters + "}";
        try (RestServer server = serveProfiled(Map.of())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/mcp"))
                    .header("Accept", "application/json, text/event-stream")
                    .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                    .build();

            HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(reply.body()).contains("\"status\":400", message);
        }
    }

    @Test
    void toolsNeedTheToken() throws Exception {
        try (RestServer server = serveProfiled(Map.of(Setting.SERVER_TOKEN, "letmein"));
                McpSyncClient client = client(server, "wrong")) {
            Assertions.assertThatThrownBy(client::initialize).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void toolsRespectThePrivacyLevel() throws Exception {
        try (RestServer server = serveProfiled(Map.of(Setting.LOCAL_PRIVACY_LEVEL, "1"));
                McpSyncClient client = client(server, "none")) {
            client.initialize();
            CallToolResult rows = call(client, "query", Map.of("sql", "SELECT 1"));
            assertThat(rows.isError()).isTrue();
            assertThat(text(rows)).contains("LOCAL_PRIVACY_LEVEL").doesNotContain("Lamp");
            assertThat(text(call(client, "profile", Map.of("table", "sales"))))
                    .contains("\"nulls\"")
                    .doesNotContain("top_values", "sample_rows");
            assertThat(text(call(client, "list_tables", Map.of()))).contains("\"rows\"");
        }
        try (RestServer server = serveProfiled(Map.of(Setting.LOCAL_PRIVACY_LEVEL, "0"));
                McpSyncClient client = client(server, "none")) {
            client.initialize();
            assertThat(text(call(client, "list_tables", Map.of())))
                    .contains("amount")
                    .doesNotContain("\"rows\"");
        }
    }
}
