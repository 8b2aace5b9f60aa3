package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.settings.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that every bad request quickly gets a client error as a problem document and no other information. */
class BadRequestsTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String SECRET = "this line is outside of the roots";

    @TempDir
    Path folder;

    private final FakeConversations conversations = new FakeConversations();
    private @Nullable RestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private List<RawRequests.Bad> served(Map<Setting, String> flags, boolean token) throws IOException {
        Path roots = Files.createDirectories(folder.resolve("roots"));
        Path outside = Files.writeString(folder.resolve("secret.csv"), SECRET + "\n");
        Files.writeString(roots.resolve("sales.csv"), "a\n1\n");
        Files.createDirectories(roots.resolve("sub/deep"));
        Files.writeString(roots.resolve("sub/deep/x.csv"), "a\n1\n");
        Files.createSymbolicLink(roots.resolve("link.csv"), outside);
        Files.createSymbolicLink(roots.resolve("linked"), Path.of("/etc"));
        Settings settings = Settings.of(
                flags, Map.of("CONVERSATION_DIR", folder.resolve("kept").toString(), "UPLOAD_MB", "1"), null);
        RestServer started =
                RestServer.start(conversations, settings, "127.0.0.1", 0, roots, SlowBodyGuard.MinimumRate.USUAL);
        conversations.profiling.countDown();
        String id = conversations.registerConversation("Sales", ProfileRequest.of(List.of("sales.csv")));
        conversations.handle(id).profile(conversations.handle(id).request());
        server = started;
        String host = URI.create(started.url()).getAuthority();
        return token ? BadRequests.withoutToken(host) : BadRequests.of(host);
    }

    @Test
    void everyBadRequestIsRejectedAsAClientError() throws IOException {
        List<RawRequests.Bad> requests = served(Map.of(), false);
        assertThat(requests).hasSizeGreaterThan(400);
        check(requests);
        assertThat(conversations.turns("c1")).isZero();
        try (Stream<Path> kept = Files.walk(folder.resolve("kept"))) {
            assertThat(kept.filter(Files::isRegularFile)).as("half uploads").isEmpty();
        }
    }

    @Test
    void requestsWithoutTheTokenAreRejected() throws IOException {
        List<RawRequests.Bad> requests = served(Map.of(Setting.SERVER_TOKEN, "letmein"), true);
        assertThat(requests).hasSizeGreaterThan(50);
        check(requests);
    }

    private void check(List<RawRequests.Bad> requests) {
        SoftAssertions all = new SoftAssertions();
        for (RawRequests.Bad request : requests) {
            String reply = send(request);
            String status = reply.lines().findFirst().orElse("(nothing)");
            all.assertThat(status).as(request.name()).matches(request.fine() ? "HTTP/1.1 [234].*" : "HTTP/1.1 4.*");
            if (status.startsWith("HTTP/1.1 4") && reply.contains("\r\n\r\n") && !reply.endsWith("\r\n\r\n")) {
                all.assertThat(reply).as(request.name()).contains("application/problem+json", "\"detail\":");
            }
            all.assertThat(reply).as(request.name()).doesNotContain(SECRET, "root:x:", "\tat ", "Exception", "Jetty");
        }
        all.assertAll();
    }

    /**
     * Returns the response. The output is closed after the last byte, so that a server waiting for more sees the end.
     */
    private String send(RawRequests.Bad request) {
        int port = URI.create(Objects.requireNonNull(server).url()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.bytes());
                socket.shutdownOutput();
            } catch (SocketException closed) {
                // the server has said no before it had read all
            }
            return read(socket);
        } catch (IOException e) {
            return "no reply: " + e;
        }
    }

    private static String read(Socket socket) throws IOException {
        StringBuilder reply = new StringBuilder();
        byte[] chunk = new byte[8192];
        try {
            int read = socket.getInputStream().read(chunk);
            while (read >= 0) {
                reply.append(new String(chunk, 0, read, StandardCharsets.UTF_8));
                read = socket.getInputStream().read(chunk);
            }
        } catch (SocketException reset) {
            // what came before the connection was cut is the reply
        }
        return reply.toString();
    }
}
