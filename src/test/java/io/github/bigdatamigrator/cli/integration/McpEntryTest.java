package io.github.bigdatamigrator.cli.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpEntryTest {
    private final McpEntry entry =
            McpEntry.of("Verkäufe", Path.of("/opt/bdm/bin/bdm"), List.of("mcp", "/data/größe 1.csv"), "/usr/lib/java");

    @TempDir
    Path folder;

    @Test
    void otherEntriesAndFieldsStay() throws Exception {
        Path file = folder.resolve("mcp.json");
        String before = "{\"theme\": 1.50, \"mcpServers\": {\"files\": {\"command\": \"npx\", \"args\": [\"-y\"]}}}";
        Files.writeString(file, before);

        assertThat(entry.addTo(file)).isFalse();
        assertThat(entry.addTo(file)).isTrue();

        assertThat(Json.parse(Files.readString(file)))
                .isEqualTo(Json.parse("{\"theme\": 1.50, \"mcpServers\": {\"files\": {\"command\": \"npx\", \"args\":"
                        + " [\"-y\"]}, \"Verkäufe\": {\"command\": \"/opt/bdm/bin/bdm\", \"args\": [\"mcp\","
                        + " \"/data/größe 1.csv\"], \"env\": {\"JAVA_HOME\": \"/usr/lib/java\"}}}}"));
        assertThat(Files.readString(folder.resolve("mcp.json.bak"))).contains("files", "1.50");
    }

    @Test
    void aMissingFileIsCreatedWithItsFolder() throws Exception {
        Path file = McpEntry.lmStudioFile(folder);

        entry.addTo(file);

        assertThat(file).isEqualTo(folder.resolve(".lmstudio/mcp.json"));
        assertThat(Json.parse(Files.readString(file))).isEqualTo(Json.parse(entry.text()));
        assertThat(file.resolveSibling("mcp.json.bak")).doesNotExist();
        Files.writeString(folder.resolve(".lmstudio-home-pointer"), "/elsewhere\n");
        assertThat(McpEntry.lmStudioFile(folder)).isEqualTo(Path.of("/elsewhere/mcp.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mcpServers\": [", "[]", "{\"mcpServers\": []}", "// mine\n{}"})
    void aFileOfAnotherFormIsLeftAlone(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("mcp.json"), text);

        assertThatThrownBy(() -> entry.addTo(file))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("mcp.json is not changed");

        assertThat(file).hasContent(text);
    }

    @Test
    void theLinkHoldsTheEntry() {
        String link = entry.lmStudioLink();

        assertThat(link).startsWith("lmstudio://add_mcp?name=Verk%C3%A4ufe&config=");
        String config = URLDecoder.decode(link.substring(link.indexOf("config=") + 7), StandardCharsets.UTF_8);
        assertThat(Json.parse(new String(Base64.getDecoder().decode(config), StandardCharsets.UTF_8)))
                .isEqualTo(entry.config());
    }
}
