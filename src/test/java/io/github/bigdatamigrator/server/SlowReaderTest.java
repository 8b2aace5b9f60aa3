package io.github.bigdatamigrator.server;

import static io.github.bigdatamigrator.server.ServerClient.path;
import static io.github.bigdatamigrator.server.ServerClient.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests clients that read slower than the server sends. */
class SlowReaderTest {
    private static final int READERS = 12;
    private static final int ANSWER_BYTES = 8_000_000;
    /** Number of 8 MB answers that fit into the memory kept for slow readers. */
    private static final int MOST_STREAMS = 4;

    @TempDir
    Path folder;

    private final FakeConversations conversations = new FakeConversations();

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        conversations.profiling.countDown();
        conversations.filler = "x".repeat(ANSWER_BYTES);
    }

    private RestServer server() {
        Settings settings = Settings.of(
                Map.of(), Map.of("CONVERSATION_DIR", folder.resolve("kept").toString()), null);
        return RestServer.start(conversations, settings, "127.0.0.1", 0, folder, SlowBodyGuard.MinimumRate.USUAL);
    }

    private static Socket reader(String url, String id) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(url).getPort()));
        String body = "{\"message\": \"What sells best?\"}";
        socket.getOutputStream()
                .write(("POST " + path(id)
                                + "/messages HTTP/1.1\r\n"
                                + "Host: localhost\r\n"
                                + "Accept: text/event-stream\r\n"
                                + "Content-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder begun = new StringBuilder();
        while (begun.indexOf("event: token") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(begun.toString()).isPositive();
            begun.append((char) next);
        }
        return socket;
    }

    private static int open(ServerClient client) throws IOException, InterruptedException {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("bdm_streams_open "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(17)))
                .sum();
    }

    @Test
    void aStalledReaderDelaysNoOther() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (RestServer server = server()) {
            ServerClient client = new ServerClient(server.url());
            for (int i = 0; i < READERS; i++) {
                sockets.add(reader(server.url(), client.create("Slow", List.of("sales.csv"))));
            }
            conversations.filler = "";
            String quick = client.create("Quick", List.of("sales.csv"));
            for (int i = 0; i < 20; i++) {
                List<ServerClient.Event> events = client.follow(quick, "What sells best?");
                assertThat(events.get(events.size() - 1).name()).isEqualTo("done");
            }
            // The last of the quick ones may be counted a moment longer than its client reads it.
            assertThat(open(client)).isBetween(READERS, READERS + 1);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("long")
    void aSlowReaderIsDisconnectedAtTheMemoryLimit() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (RestServer server = server()) {
            ServerClient client = new ServerClient(server.url());
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                ids.add(client.create("Slow", List.of("sales.csv")));
                sockets.add(reader(server.url(), ids.get(i)));
            }
            while (open(client) > MOST_STREAMS) {
                for (Socket socket : sockets) {
                    read(socket);
                }
                TimeUnit.SECONDS.sleep(1); // a byte a second
            }
            assertThat(open(client)).as("what fits is kept on").isGreaterThan(0);
            for (String id : ids) {
                assertThat(served(200, client.get(path(id))).path("messages"))
                        .as("the answer is not lost")
                        .hasSize(2);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void read(Socket socket) {
        try {
            int unused = socket.getInputStream().read();
        } catch (IOException e) {
            // It has been dropped.
        }
    }
}
