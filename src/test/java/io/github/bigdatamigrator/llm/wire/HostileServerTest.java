package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.error.ErrorCode.LLM_FAILED;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_TIMEOUT;
import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static io.github.bigdatamigrator.llm.Requests.impatient;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that responses of hostile servers, however long or malformed, end in an error message. */
@Timeout(60)
class HostileServerTest {
    private static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    /** Handles every connection, whatever it requests. */
    private interface Deed {
        void to(Socket peer, OutputStream out) throws IOException;
    }

    static Stream<Arguments> deeds() {
        return Stream.of(
                deed("closes at once", (peer, out) -> {}, LLM_FAILED, "without a reply"),
                deed("resets at once", (peer, out) -> peer.setSoLinger(true, 0), LLM_FAILED, "without a reply"),
                deed("says nothing", (peer, out) -> awaitGone(peer), LLM_TIMEOUT, "LLM_TIMEOUT"),
                deed("a status line without end", endless("", "HTTP/1.1 200 O"), LLM_FAILED, "without a reply"),
                deed(
                        "headers without end",
                        endless("HTTP/1.1 200 OK\r\n", "X-More: yes\r\n"),
                        LLM_FAILED,
                        "without a reply"),
                deed("continues without end", endless("", "HTTP/1.1 100 Continue\r\n\r\n"), LLM_FAILED, "LM Studio at"),
                deed("another protocol", text("220 ftp ready\r\n"), LLM_FAILED, "without a reply"),
                deed("random bytes", (peer, out) -> out.write(random()), LLM_FAILED, "without a reply"),
                deed("random bytes in a stream", randomBody(), LLM_FAILED, "cannot be read"),
                deed(
                        "a web page without end",
                        endless("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", "more "),
                        LLM_FAILED,
                        "cannot be read"),
                deed(
                        "an object without end",
                        endless("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\"", "aaaaaaa"),
                        LLM_FAILED,
                        "cannot be read"),
                deed(
                        "arrays in arrays",
                        text("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "[".repeat(100_000)),
                        LLM_FAILED,
                        "cannot be read"),
                deed("an error without end", endless("HTTP/1.1 500 No\r\n\r\n", "no "), LLM_FAILED, "status 500"),
                deed("comments without end", endless(STREAM, ":\n\n"), LLM_FAILED, "no end"),
                deed("empty lines without end", endless(STREAM, "\n"), LLM_FAILED, "no end"),
                deed("a line without end", endless(STREAM, "data: aaaaaa"), LLM_FAILED, "without a reply"),
                deed(
                        "text without end",
                        endless(STREAM, "data: " + delta("and so on ") + "\n\n"),
                        LLM_FAILED,
                        "middle of its reply"),
                deed("frames of nothing without end", endless(STREAM, "data: {}\n\n"), LLM_FAILED, "no end"),
                deed("torn frames without end", endless(STREAM, "data: {\n\n"), LLM_FAILED, "no end"),
                deed("a bomb", bomb(), LLM_FAILED, "cannot be read"),
                deed(
                        "less than it promised",
                        text("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"choices\":["),
                        LLM_FAILED,
                        "without a reply"),
                deed(
                        "a redirect to itself",
                        text("HTTP/1.1 307 Go\r\nLocation: /v1/chat/completions\r\nContent-Length: 0\r\n\r\n"),
                        LLM_FAILED,
                        "redirects elsewhere"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deeds")
    void everyAttackEndsSoonInAnErrorMessage(String name, Deed deed, ErrorCode code, String words) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, deed), "hostile");
            thread.setDaemon(true);
            thread.start();
            Duration total = Duration.ofSeconds(code == LLM_TIMEOUT ? 1 : 50);
            ModelEndpoint endpoint =
                    impatient("http://127.0.0.1:" + server.getLocalPort() + "/v1", total, Duration.ofSeconds(10));
            try (LMStudioClient client = new LMStudioClient(endpoint, null)) {
                assertThat(String.valueOf(client.status().note())).hasSizeBetween(20, 1000);
                LlmException failure = Objects.requireNonNull(
                        catchThrowableOfType(LlmException.class, () -> client.chat(asking("Hello?"), piece -> {})));
                assertThat(failure).hasMessageContaining(words);
                assertThat(failure.code()).isEqualTo(code);
                assertThat(String.valueOf(failure.getMessage()))
                        .hasSizeLessThan(1000)
                        .matches("\\P{Cntrl}*");
            }
        }
    }

    private static void serve(ServerSocket server, Deed deed) {
        while (!server.isClosed()) {
            try {
                Socket peer = server.accept();
                Thread thread = new Thread(() -> serve(peer, deed), "hostile");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket peer, Deed deed) {
        try (peer;
                OutputStream out = peer.getOutputStream()) {
            deed.to(peer, out);
            peer.shutdownOutput();
        } catch (IOException e) {
            // the client has had enough
        }
    }

    private static Deed text(String text) {
        return (peer, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Deed endless(String start, String then) {
        byte[] more = then.repeat(10_000).getBytes(StandardCharsets.UTF_8);
        return (peer, out) -> {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(more);
            }
        };
    }

    private static byte[] random() {
        byte[] bytes = new byte[10_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static Deed randomBody() {
        return (peer, out) -> {
            out.write(STREAM.getBytes(StandardCharsets.UTF_8));
            out.write("data: ".getBytes(StandardCharsets.UTF_8));
            out.write(random());
        };
    }

    /** A few kilobytes that decompress to a gigabyte. */
    private static Deed bomb() {
        return (peer, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                packed.write("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
                byte[] block = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 1024; i++) {
                    packed.write(block);
                }
            }
        };
    }

    private static void awaitGone(Socket peer) throws IOException {
        while (peer.getInputStream().read() >= 0) {
            // a client sends nothing more than its request
        }
    }

    private static Arguments deed(String name, Deed deed, ErrorCode code, String words) {
        return arguments(name, deed, code, words);
    }

    @Test
    void aConnectionThatBreaksOffWithoutAReasonSaysOnlyThat() {
        ErrorClassifier errors = new ErrorClassifier(endpoint("http://localhost:1234/v1"), ModelProvider.LOCAL);
        assertThat(errors.of(new EOFException(), true))
                .hasMessageContaining("broke off in the middle of its reply. Ask again")
                .hasMessageNotContaining("null");
    }
}
