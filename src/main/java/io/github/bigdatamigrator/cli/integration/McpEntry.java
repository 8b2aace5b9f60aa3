package io.github.bigdatamigrator.cli.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.disk.AtomicFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;

/**
 * An MCP server in the {@code mcp.json} of a client.
 *
 * @param name names the server in the client
 * @param config how the client starts the server: command, arguments, environment
 */
public record McpEntry(String name, ObjectNode config) {
    private static final String SERVERS = "mcpServers";

    /** @param javaHome the Java that runs the server; clients without a terminal have no PATH to find one */
    public static McpEntry of(String name, Path command, List<String> arguments, String javaHome) {
        ObjectNode config = Json.object().put("command", command.toString());
        arguments.forEach(config.putArray("args")::add);
        config.putObject("env").put("JAVA_HOME", javaHome);
        return new McpEntry(name, config);
    }

    /** The {@code mcp.json} of LM Studio, whose folder may have been moved. */
    public static Path lmStudioFile(Path userHome) {
        Path pointer = userHome.resolve(".lmstudio-home-pointer");
        Path home = userHome.resolve(".lmstudio");
        try {
            String moved = Files.exists(pointer) ? Files.readString(pointer).strip() : "";
            return (moved.isEmpty() ? home : Path.of(moved)).resolve("mcp.json");
        } catch (IOException e) {
            return home.resolve("mcp.json");
        }
    }

    /** A link that adds the server to LM Studio when it is opened. */
    public String lmStudioLink() {
        byte[] json = Json.compact(config).getBytes(StandardCharsets.UTF_8);
        return "lmstudio://add_mcp?name=" + encoded(name) + "&config="
                + encoded(Base64.getEncoder().encodeToString(json));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The entry as part of the file. */
    public String text() {
        ObjectNode whole = Json.object();
        whole.putObject(SERVERS).set(name, config);
        return Json.pretty(whole);
    }

    /**
     * Adds the entry to the file and keeps all else in it; a file that was there is copied to {@code FILE.bak} before.
     *
     * @return whether an entry of this name was replaced
     * @throws MigratorException BAD_INPUT if the file has another form, STORE_FAILED if it cannot be written
     */
    public boolean addTo(Path file) {
        try {
            ObjectNode whole = Files.exists(file) ? parse(file) : Json.object();
            JsonNode servers = whole.path(SERVERS);
            if (!servers.isMissingNode() && !servers.isObject()) {
                throw unknownForm(file, "“" + SERVERS + "” is no object");
            }
            boolean replaced = servers.has(name);
            whole.withObjectProperty(SERVERS).set(name, config);
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            if (Files.exists(file)) {
                Files.copy(
                        file,
                        file.resolveSibling(file.getFileName() + ".bak"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
            AtomicFile.replace(file, (Json.pretty(whole) + "\n").getBytes(StandardCharsets.UTF_8));
            return replaced;
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED, "Cannot change " + file + " (" + e + "). Use the link instead.", e);
        }
    }

    private static ObjectNode parse(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.isBlank()) {
            return Json.object();
        }
        try {
            if (Json.parse(text) instanceof ObjectNode whole) {
                return whole;
            }
        } catch (IllegalArgumentException e) {
            throw unknownForm(file, String.valueOf(e.getMessage()));
        }
        throw unknownForm(file, "it is no JSON object");
    }

    private static MigratorException unknownForm(Path file, String why) {
        return new MigratorException(
                ErrorCode.BAD_INPUT, file + " is not changed: " + why + ". Correct it, or use the link instead.");
    }
}
