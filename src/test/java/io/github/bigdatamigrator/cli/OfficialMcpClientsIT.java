package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.RequiredProgram;
import io.github.bigdatamigrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets the official clients of the protocol call every tool through the launcher, which answers with jobs after a
 * second.
 */
@Tag("long")
class OfficialMcpClientsIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final String SQL = "SELECT count(*) AS n, max(amount) AS most FROM big";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "node, src/test/mcp/client.mjs, node_modules/@modelcontextprotocol/sdk, npm install",
        "target/mcp-python/bin/python, src/test/mcp/client.py, target/mcp-python/bin/python,"
                + " python3 -m venv target/mcp-python && target/mcp-python/bin/pip install mcp"
    })
    void listsAndCallsEveryToolAndPollsJobsToTheirEnd(String program, String script, Path needed, String remedy)
            throws Exception {
        RequiredProgram.optional(Files.exists(HOME.resolve(needed)), needed + " is missing: " + remedy);
        StringBuilder rows = new StringBuilder("id,day,amount\n");
        for (int i = 0; i < 2_000_000; i++) {
            rows.append(i).append(",2024-01-01,").append(i % 977).append('\n');
        }
        Path big = Files.writeString(folder.resolve("big.csv"), rows);
        List<String> command =
                new ArrayList<>(List.of(program, HOME.resolve(script).toString(), "big", SQL));
        command.addAll(List.of(HOME.resolve("bdm").toString(), "mcp", big.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(HOME.toFile());
        builder.environment().putAll(Processes.quickStart());
        builder.environment().put("MCP_WAIT_SECONDS", "1");
        builder.environment().put("CONVERSATION_DIR", folder.resolve("kept").toString());
        builder.environment().put("PROFILE_CACHE_DIR", "off");
        Path errors = folder.resolve("errors.txt");
        Process client = builder.redirectError(errors.toFile()).start();

        String out = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(client.exitValue()).as(Files.readString(errors)).isZero();
        JsonNode result = Json.parse(out);
        assertThat(result.path("tools")).hasSize(10);
        assertThat(result.path("polls").asInt()).isPositive();
        assertThat(result.path("progress").asInt()).isPositive();
        JsonNode replies = result.path("replies");
        assertThat(replies).hasSize(10);
        assertThat(replies.findValues("error")).noneMatch(JsonNode::asBoolean);
        assertThat(replies.at("/profile/structured/tables/0/rows").asLong()).isEqualTo(2_000_000);
        assertThat(replies.at("/query/structured/rows").toString()).isEqualTo("[[2000000,976]]");
        assertThat(Json.parse(replies.at("/query/text").asText())).isEqualTo(replies.at("/query/structured"));
    }
}
