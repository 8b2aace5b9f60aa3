package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bigdatamigrator.fixture.Processes;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the launcher as an MCP client does; needs the packaged jar. */
class McpIT {
    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void anotherProgramQueriesAFileThroughTheLauncher() throws Exception {
        Path sales = Files.writeString(folder.resolve("sales.csv"), "product,quantity\nLamp,5\nKettle,7\nLamp,4\n");
        Map<String, String> environment = Processes.quickStart();
        environment.put("CONVERSATION_DIR", folder.resolve("kept").toString());
        environment.put("PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        ServerParameters launcher = ServerParameters.builder(HOME.resolve("bdm").toString())
                .args("mcp", sales.toString())
                .env(environment)
                .build();
        var transport = new StdioClientTransport(launcher, new JacksonMcpJsonMapper(new JsonMapper()));
        try (McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(3))
                .initializationTimeout(Duration.ofMinutes(3))
                .jsonSchemaValidator((schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(""))
                .build()) {
            assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
            assertThat(client.listTools().tools()).hasSize(10);
            assertThat(call(client, "list_tables", Map.of())).contains("\"name\":\"sales\"", "\"rows\":3");
            assertThat(call(
                            client,
                            "query",
                            Map.of("sql", "SELECT sum(quantity) AS n FROM sales WHERE product = 'Lamp'")))
                    .contains("\"rows\":[[9]]");
            assertThat(call(client, "query", Map.of("sql", "SELECT reflect('java.lang.System', 'exit', 1)")))
                    .doesNotContain("\"rows\"");
        }
    }

    private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        CallToolRequest request =
                CallToolRequest.builder(tool).arguments(arguments).build();
        return ((TextContent) client.callTool(request).content().get(0)).text();
    }
}
