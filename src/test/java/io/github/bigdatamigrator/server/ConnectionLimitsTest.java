package io.github.bigdatamigrator.server;

import static io.github.bigdatamigrator.server.ServerClient.path;
import static io.github.bigdatamigrator.server.ServerClient.problem;
import static io.github.bigdatamigrator.server.ServerClient.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.conversation.Conversation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the limits on threads, slow bodies and unused uploads. */
class ConnectionLimitsTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @TempDir
    Path folder;

    @Test
    void oneConversationCannotOccupyAllThreads() throws Exception {
        Files.writeString(folder.resolve("sales.csv"), "a\n1\n");
        Settings settings = Settings.of(
                Map.of(), Map.of("CONVERSATION_DIR", folder.resolve("kept").toString()), null);
        FakeConversations conversations = new FakeConversations();
        try (RestServer server =
                RestServer.start(conversations, settings, "127.0.0.1", 0, folder, SlowBodyGuard.MinimumRate.USUAL)) {
            ServerClient client = new ServerClient(server.url());
            String greedy = client.create("Greedy", List.of("sales.csv"));
            // One that was profiled before this server started.
            String other = conversations.registerConversation("Other", ProfileRequest.of(List.of("sales.csv")));
            conversations.kept.computeIfPresent(
                    other, (id, kept) -> new Conversation(kept.summary(), FakeConversations.CONTEXT, kept.turns()));
            // All of them wait for the profile. As many as are allowed stay, each further one is turned away at once.
            LinkedBlockingQueue<HttpResponse<String>> ended = new LinkedBlockingQueue<>();
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            for (int i = 0; i <= AnswerRuns.MAX_PER_CONVERSATION; i++) {
                asked.add(CompletableFuture.runAsync(
                        () -> ended.add(guide(client, greedy)), work -> new Thread(work, "greedy").start()));
            }
            HttpResponse<String> refused = ended.take();
            problem(429, "busy", refused);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            served(200, client.ask(other, "What sells best?"));
            assertThat(ended).as("the others still wait").isEmpty();
            conversations.profiling.countDown();
            asked.forEach(CompletableFuture::join);
            assertThat(ended).hasSize(AnswerRuns.MAX_PER_CONVERSATION).allMatch(reply -> reply.statusCode() == 200);
            served(200, client.ask(greedy, "What sells best?"));
        }
    }

    private static HttpResponse<String> guide(ServerClient client, String id) {
        try {
            return client.post(path(id) + "/guidance", Map.of());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void slowBodiesAreAbortedWithAProblem() throws Exception {
        Settings settings = Settings.of(
                Map.of(), Map.of("CONVERSATION_DIR", folder.resolve("kept").toString()), null);
        SlowBodyGuard.MinimumRate pace = new SlowBodyGuard.MinimumRate(Duration.ofMillis(200), 100_000);
        try (RestServer server = RestServer.start(new FakeConversations(), settings, "127.0.0.1", 0, folder, pace)) {
            URI url = URI.create(server.url());
            String json = "POST /llm/conversations HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n";
            String upload = json.replace("/llm/conversations", "/llm/uploads?name=a.csv");
            String form = json.replace("/llm/conversations", "/llm/uploads")
                    + "Content-Type: multipart/form-data; boundary=b\r\n";
            String part = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\nx";
            assertThat(reply(url, json + "Content-Length: 100\r\n\r\n{"))
                    .startsWith("HTTP/1.1 408")
                    .contains("body_too_slow", "100000 bytes a second");
            assertThat(reply(url, json + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"))
                    .startsWith("HTTP/1.1 408");
            assertThat(reply(url, upload + "Content-Length: 100\r\n\r\nx"))
                    .startsWith("HTTP/1.1 408")
                    .contains("body_too_slow");
            assertThat(reply(url, form + "Content-Length: 500\r\n\r\n" + part))
                    .startsWith("HTTP/1.1 408")
                    .contains("body_too_slow");
            assertThat(folder.resolve("kept/uploads"))
                    .as("what has come of them is removed")
                    .isEmptyDirectory();
            String quick = "{\"title\": \"x\"}";
            assertThat(reply(url, json + "Connection: close\r\nContent-Length: " + quick.length() + "\r\n\r\n" + quick))
                    .as("one that comes at once")
                    .startsWith("HTTP/1.1 400");
        }
    }

    /** Everything that the server sends before it closes; the request is never completed. */
    private static String reply(URI url, String sent) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void unusedUploadsAreDeletedAndUsedOnesKept() throws IOException {
        List<String> used = new ArrayList<>();
        Uploads uploads = new Uploads(folder, 1 << 20, () -> Optional.of(used));
        Path kept = upload(uploads, "used.csv", 10, Duration.ofDays(90));
        used.add(kept.toString());
        used.add(upload(uploads, "book.xlsx", 10, Duration.ofDays(90)) + "#Sheet1");
        Path forgotten = upload(uploads, "forgotten.csv", 10, Duration.ofDays(2));
        Path recent = upload(uploads, "recent.csv", 10, TWO_HOURS);

        uploads.deleteUnused();

        assertThat(kept).exists();
        assertThat(recent).exists();
        assertThat(forgotten.getParent()).doesNotExist();
        assertThat(homes()).isEqualTo(3);
    }

    @Test
    void usedUploadsAreKeptInAFolderWhoseNameHasANumberSign() throws IOException {
        List<String> used = new ArrayList<>();
        Uploads uploads = new Uploads(folder.resolve("project#1"), 1 << 20, () -> Optional.of(used));
        Path kept = upload(uploads, "book.xlsx", 10, Duration.ofDays(90));
        used.add(kept + "#Sheet1");

        uploads.deleteUnused();

        assertThat(kept).exists();
    }

    @Test
    void unusedUploadsTakeLimitedSpace() throws IOException {
        Uploads uploads = new Uploads(folder, 1000, () -> Optional.of(List.of()));
        Path oldest = upload(uploads, "oldest.csv", 1000, TWO_HOURS.plusHours(1));
        for (int i = 0; i < 12; i++) {
            upload(uploads, "more.csv", 1000, TWO_HOURS);
        }
        Path fresh = upload(uploads, "fresh.csv", 1000, Duration.ZERO);

        uploads.deleteUnused();

        assertThat(oldest).doesNotExist();
        assertThat(fresh).as("somebody is about to use it").exists();
        assertThat(homes()).isEqualTo(11);
    }

    @Test
    void noUploadIsDeletedWhenUsageIsUnknown() throws IOException {
        Uploads uploads = new Uploads(folder, 1000, Optional::empty);
        Path old = upload(uploads, "old.csv", 1000, Duration.ofDays(90));

        uploads.deleteUnused();

        assertThat(old).exists();
    }

    private static Path upload(Uploads uploads, String name, int bytes, Duration age) throws IOException {
        Path file = Path.of(
                uploads.store(name, new ByteArrayInputStream(new byte[bytes]), bytes, IllegalStateException::new)
                        .path());
        FileTime then = FileTime.from(Instant.now().minus(age));
        Files.setLastModifiedTime(file, then);
        Files.setLastModifiedTime(file.getParent(), then);
        return file;
    }

    private long homes() throws IOException {
        try (Stream<Path> homes = Files.list(folder.resolve("uploads"))) {
            return homes.count();
        }
    }
}
