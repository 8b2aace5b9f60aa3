package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.settings.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which files, hosts, origins and tokens the server accepts. */
class AccessRulesTest extends RestServerFixture {
    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, 403",
        "../secret.csv, 403",
        "sub/../../secret.csv, 403",
        "file:///etc/passwd, 403",
        "hdfs://host/data.csv, 403",
        "http://169.254.169.254/latest, 403",
        "link.csv, 403",
        "linked, 403",
        "lin*, 403",
        "li[n]k*, 403",
        "'{../../etc,sub}/*', 403",
        "/etc/*, 403",
        "/nowhere/at/all.csv, 403",
        "missing.csv, 422",
        "nothing*.csv, 422",
        "sales.csv, 201",
        "*.csv#, 422",
        "sal*.csv, 201",
        "sub, 201",
        "sub/../sales.csv, 201",
        "map.geojson#features, 201",
        "map.geojson#features/x, 422",
        "link.csv#part, 403",
        "map.geojson#linked, 403",
        "../secret.csv#part, 403"
    })
    void onlyFilesUnderTheRootsMayBeNamed(String path, int status) throws Exception {
        Path outside = Files.writeString(folder.resolveSibling(folder.getFileName() + "-secret.csv"), "a\n");
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);
        Files.writeString(folder.resolve("map.geojson"), "{}");
        Files.createSymbolicLink(folder.resolve("map.geojson#linked"), outside);
        Files.createSymbolicLink(folder.resolve("linked"), outside.getParent());
        HttpResponse<String> reply =
                post("/llm/conversations", JSON.writeValueAsString(Map.of("data_files", List.of(path))));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    }

    @Test
    void aFolderWithALinkOutsideTheRootsIsRejected() throws Exception {
        Files.createDirectories(folder.resolve("sub/deep"));
        Files.createSymbolicLink(folder.resolve("sub/deep/all"), Path.of("/etc"));
        assertProblem(post("/llm/conversations", "{\"data_files\": [\"sub\"]}"), 403, "path_forbidden");
        assertProblem(post("/llm/conversations", "{\"data_files\": [\"s*b\"]}"), 403, "path_forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1, '', 200",
        "localhost, '', 200",
        "LOCALHOST:8080, '', 200",
        "[::1]:8080, '', 200",
        "evil.example, '', 403",
        "127.0.0.1.evil.example:80, '', 403",
        "localhost:8080, http://localhost:8080, 200",
        "localhost:8080, http://evil.example, 403",
        "localhost:8080, http://localhost:9999, 403",
        "localhost:8080, null, 403"
    })
    void foreignNamesAndForeignPagesAreTurnedAway(String host, String origin, int status) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
            String request = "GET /llm/health HTTP/1.1\r\nHost: " + host + "\r\n"
                    + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n") + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(reply).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void withATokenEveryRequestNeedsIt() throws Exception {
        server.close();
        server = start(folder, Map.of(Setting.SERVER_TOKEN, "letmein"));
        for (String path : List.of("/", "/openapi.json", "/llm/health", "/llm/conversations", "/nowhere")) {
            HttpResponse<String> reply = get(path);
            assertProblem(reply, 401, "token_required");
            assertThat(reply.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(withToken("letmein!")).isEqualTo(401);
        assertThat(withToken("letmein")).isEqualTo(200);
    }

    @Test
    void aNonLoopbackAddressNeedsAToken() {
        assertThatThrownBy(() -> RestServer.start(
                        conversations, settings(Map.of()), "0.0.0.0", 0, folder, SlowBodyGuard.MinimumRate.USUAL))
                .hasMessageContaining("SERVER_TOKEN");
        RestServer.start(
                        conversations,
                        settings(Map.of(Setting.SERVER_TOKEN, "t")),
                        "0.0.0.0",
                        0,
                        folder,
                        SlowBodyGuard.MinimumRate.USUAL)
                .close();
    }

    @Test
    void anOccupiedPortIsBadInput() {
        int port = URI.create(server.url()).getPort();
        assertThatThrownBy(() -> RestServer.start(
                        conversations, settings(Map.of()), "127.0.0.1", port, folder, SlowBodyGuard.MinimumRate.USUAL))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("--port");
    }
}
