package io.github.bigdatamigrator.server;

import static io.github.bigdatamigrator.server.ServerClient.path;
import static io.github.bigdatamigrator.server.ServerClient.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a server under load. The next server must find every answer sent over HTTP, and mark unanswered questions. */
@Tag("spark")
class KilledServerTest {
    private static final long SEED = 8;
    private static final int TALKERS = 4;
    private static final int MOST_ANSWERS = 120;
    private static final String ROWS = "How many rows does sales have?";
    private static final String SLOW = "Please describe in your own words what makes a lamp sell";

    @TempDir
    Path folder;

    /** Number of answers per conversation, as its client counts them. */
    private final Map<String, AtomicInteger> acknowledged = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();

    @Test
    void aKilledServerLosesNoSentAnswer() throws Exception {
        kills(1);
    }

    @Test
    @Tag("long")
    void tenKillsLoseNoSentAnswer() throws Exception {
        kills(10);
    }

    private void kills(int kills) throws Exception {
        Files.writeString(folder.resolve("sales.csv"), "sale_id,product,quantity\n1,Lamp,5\n2,Kettle,7\n3,Chair,4\n");
        Random random = new Random(SEED);
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            Semaphore asked = new Semaphore(0);
            studio.always((connection, body) -> {
                asked.release();
                never.await();
            });
            for (int kill = 0; kill <= kills; kill++) {
                try (ServerProcess server = ServerProcess.start(folder, Map.of("LOCAL_LLM_URL", studio.url()))) {
                    if (sent.isEmpty()) {
                        begin(server.client());
                    }
                    check(server.client(), kill);
                    if (kill < kills) {
                        load(server, asked, random.nextInt(MOST_ANSWERS));
                    }
                }
            }
        } finally {
            never.countDown();
        }
    }

    private void begin(ServerClient client) throws IOException, InterruptedException {
        for (int i = 0; i < TALKERS; i++) {
            String id = client.create("Talker " + i, List.of("sales.csv"));
            acknowledged.put(id, new AtomicInteger());
            sent.put(id, new AtomicInteger());
        }
        for (String id : sent.keySet()) {
            assertThat(client.settled(id).path("status").asText()).isEqualTo("ready");
        }
    }

    /**
     * Runs all conversations, one of them waiting for the model, and kills the server after the given number of
     * answers.
     */
    private void load(ServerProcess server, Semaphore asked, int answers) throws Exception {
        CountDownLatch enough = new CountDownLatch(answers);
        String waiting = sent.keySet().stream().sorted().findFirst().orElseThrow();
        Map<String, CompletableFuture<Void>> talks = new HashMap<>();
        for (String id : sent.keySet()) {
            talks.put(
                    id,
                    CompletableFuture.runAsync(
                            () -> talk(server.client(), id, id.equals(waiting) ? SLOW : ROWS, enough),
                            work -> new Thread(work, "talker").start()));
        }
        enough.await();
        asked.acquire();
        server.kill();
        talks.values().forEach(CompletableFuture::join);
    }

    private void talk(ServerClient client, String id, String question, CountDownLatch enough) {
        try {
            while (true) {
                count(sent, id);
                JsonNode answer = served(200, client.ask(id, question));
                assertThat(answer.path("content").asText()).contains("3");
                count(acknowledged, id);
                enough.countDown();
            }
        } catch (IOException e) {
            // the server is dead
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void count(Map<String, AtomicInteger> counts, String id) {
        counts.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    }

    private void check(ServerClient client, int kill) throws IOException, InterruptedException {
        int halfDone = 0;
        for (String id : sent.keySet()) {
            JsonNode messages = served(200, client.get(path(id))).path("messages");
            int answered = 0;
            for (JsonNode message : messages) {
                if (!message.path("role").asText().equals("assistant")) {
                    continue;
                }
                if (message.path("outcome").asText().equals("answered")) {
                    answered++;
                } else {
                    halfDone++;
                    assertThat(message.path("outcome").asText()).isEqualTo("failed");
                    assertThat(message.path("content").asText()).contains("interrupted", "again");
                }
            }
            assertThat(answered)
                    .as("kill %s, answers of %s", kill, id)
                    .isBetween(
                            acknowledged.getOrDefault(id, new AtomicInteger()).get(),
                            sent.getOrDefault(id, new AtomicInteger()).get());
        }
        assertThat(halfDone)
                .as("the question that waited for the model, at each kill")
                .isGreaterThanOrEqualTo(kill);
    }
}
