package io.github.bigdatamigrator.server;

import static io.github.bigdatamigrator.server.ServerClient.path;
import static io.github.bigdatamigrator.server.ServerClient.served;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedConnection;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs many concurrent streams on one Spark with two cores. The scripted model writes SQL with a marker of its
 * question, Spark runs it, and the marker must return on the asker's stream.
 */
@Tag("spark")
class LoadTest {
    private static final Pattern MARKER = Pattern.compile("m\\d+q\\d+x");
    private static final int STREAMS = 200;
    private static final int SECONDS = 120;
    /** Reply time of a local model; streams stay open meanwhile. */
    private static final int MODEL_MILLIS = 20_000;

    private static final int ALONE = 40;
    /** Warm-up rounds, after which Java has compiled most of the code. */
    private static final int WARM_ROUNDS = 5;

    private static final int GETS_A_MINUTE = 5_000;
    private static final double MOST_ADDED_MILLIS = 20;
    /** Limit on the time besides the model, so that a slow single user also fails. */
    private static final double MOST_OWN_MILLIS = 100;

    private static final double MOST_GROWTH_MB = 24;

    @TempDir
    Path folder;

    /** Model time per question: from the request's arrival to the last byte of its reply. */
    private final Map<String, CompletableFuture<Long>> modelNanos = new ConcurrentHashMap<>();

    private interface Talk {
        void with(ServerClient client, ScriptedLMStudio studio, List<String> ids) throws Exception;
    }

    private void serve(int conversations, Talk talk) throws Exception {
        Files.writeString(folder.resolve("sales.csv"), "sale_id,product,quantity\n1,Lamp,5\n2,Kettle,7\n3,Chair,4\n");
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            Settings settings = Settings.of(
                    Map.of(),
                    Map.of(
                            "CONVERSATION_DIR", folder.resolve("kept").toString(),
                            "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                            "DATA_ROOTS", folder.toString(),
                            "LOCAL_LLM_URL", studio.url(),
                            "LOCAL_LLM_PARALLEL", "256"),
                    null);
            try (LLMConversationSystem system = LLMConversationSystem.open(settings, SharedSpark.session());
                    RestServer server = RestServer.start(system, settings, "127.0.0.1", 0)) {
                ServerClient client = new ServerClient(server.url());
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < conversations; i++) {
                    ids.add(client.create(
                            "Talk " + i, List.of(folder.resolve("sales.csv").toString())));
                }
                for (String id : ids) {
                    assertThat(client.settled(id).path("status").asText()).isEqualTo("ready");
                }
                talk.with(client, studio, ids);
            }
        }
    }

    private static String marker(String body) {
        Matcher markers = MARKER.matcher(body);
        String last = "none";
        while (markers.find()) {
            last = markers.group();
        }
        return last;
    }

    private static String reply(String marker) {
        return "ANSWERABLE: yes\nWHY: as asked\n```sql\nSELECT '" + marker
                + "' AS marker, sum(quantity) AS units FROM sales\n```\n";
    }

    /** Asks; returns whether the stream carried exactly this question's answer. */
    private static boolean answered(ServerClient client, String id, String marker)
            throws IOException, InterruptedException {
        List<ServerClient.Event> events =
                client.follow(id, "Please tell how many units there are in total under the label " + marker);
        JsonNode last = events.get(events.size() - 1).data();
        boolean others = MARKER.matcher(events.toString())
                .results()
                .anyMatch(found -> !found.group().equals(marker));
        assertThat(others)
                .as("another's answer on the stream of " + marker + ": " + events)
                .isFalse();
        assertThat(last.at("/queries/0/rows/0/0").asText())
                .as(events.toString())
                .isEqualTo(marker);
        return last.at("/queries/0/rows/0/1").asInt() == 16;
    }

    @Test
    void fortyConcurrentStreamsReceiveTheirOwnAnswers() throws Exception {
        int streams = 40;
        CountDownLatch all = new CountDownLatch(streams);
        serve(streams, (client, studio, ids) -> {
            studio.always((connection, body) -> {
                all.countDown();
                all.await();
                connection.streamText(reply(marker(body)));
            });
            List<CompletableFuture<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                String id = ids.get(i);
                String marker = "m" + i + "q0x";
                asked.add(started(() -> answered(client, id, marker)));
            }
            assertThat(asked).allMatch(CompletableFuture::join);
            for (String id : ids) {
                assertThat(served(200, client.get(path(id))).path("messages")).hasSize(2);
            }
        });
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> started(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(work.run());
                    } catch (Exception | AssertionError e) {
                        done.completeExceptionally(e);
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /**
     * Two hundred streams are open all the time, for two minutes: each asks again as soon as it is answered. They begin
     * one after the other within the first reply of the model, as people who know nothing of each other do. What a
     * question takes besides the model is all of its time but that in which the model has it: from its sending until
     * the model is asked, and from the model's last byte to the end of the stream. Of this the load may add so much to
     * what it is for one user alone, and no more.
     */
    @Test
    @Tag("long")
    void twoHundredStreamsForTwoMinutes() throws Exception {
        serve(STREAMS, (client, studio, ids) -> {
            studio.always((connection, body) -> think(0, connection, body));
            for (int round = 0; round < WARM_ROUNDS; round++) {
                for (String id : ids) {
                    besidesTheModel(client, id, "m0q" + round + "x");
                }
            }
            List<Double> alone = IntStream.range(0, ALONE)
                    .mapToObj(i -> besidesTheModel(client, ids.get(i), "m1q" + i + "x"))
                    .toList();
            studio.always((connection, body) -> think(MODEL_MILLIS, connection, body));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            List<CompletableFuture<List<Double>>> talks = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                int number = i;
                talks.add(started(() -> talk(client, ids.get(number), number, end)));
            }
            List<Double> heap = Collections.synchronizedList(new ArrayList<>());
            CompletableFuture<List<Double>> gets = started(() -> gets(client, ids, end));
            CompletableFuture<Integer> watch = started(() -> watchHeap(heap, end));
            List<Double> loaded = new ArrayList<>();
            for (CompletableFuture<List<Double>> talk : talks) {
                loaded.addAll(talk.join());
            }
            watch.join();
            double getsAMinute = gets.join().size() * 60.0 / SECONDS;
            List<String> table = List.of(
                    "| streams | seconds | answers | lost or mixed | ms besides the model: alone, median | under load,"
                            + " median | 95th percentile | added by the load, median | GET a minute | GET ms, median |"
                            + " 95th percentile | heap after collection, MB |",
                    "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|",
                    String.format(
                            Locale.ROOT,
                            "| %d | %d | %d | 0 | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.1f | %s |",
                            STREAMS,
                            SECONDS,
                            loaded.size(),
                            quantile(alone, 0.5),
                            quantile(loaded, 0.5),
                            quantile(loaded, 0.95),
                            quantile(loaded, 0.5) - quantile(alone, 0.5),
                            getsAMinute,
                            quantile(gets.join(), 0.5),
                            quantile(gets.join(), 0.95),
                            heap.stream()
                                    .map(mb -> String.format(Locale.ROOT, "%.0f", mb))
                                    .toList()));
            table.forEach(System.err::println);
            Files.createDirectories(Path.of("target/bench"));
            Files.write(Path.of("target/bench/load.md"), table);
            assertThat(loaded.size()).isGreaterThanOrEqualTo(STREAMS * (SECONDS * 1000 / MODEL_MILLIS - 2));
            assertThat(getsAMinute).isGreaterThan(0.98 * GETS_A_MINUTE);
            assertThat(heap.get(heap.size() - 1) - heap.get(0)).isLessThan(MOST_GROWTH_MB);
            assertThat(quantile(loaded, 0.5) - quantile(alone, 0.5)).isLessThan(MOST_ADDED_MILLIS);
            assertThat(quantile(loaded, 0.5)).isLessThan(MOST_OWN_MILLIS);
        });
    }

    private void think(int millis, ScriptedConnection connection, String body)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(millis); // as a model does
        String marker = marker(body);
        connection.streamText(reply(marker));
        modelNanos(marker).complete(System.nanoTime() - start);
    }

    /** Milliseconds of one question without the model's time. */
    private double besidesTheModel(ServerClient client, String id, String marker) {
        long start = System.nanoTime();
        try {
            assertThat(answered(client, id, marker))
                    .as("the answer of " + marker)
                    .isTrue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long all = System.nanoTime() - start;
        long model = modelNanos(marker).join();
        modelNanos.remove(marker);
        return (all - model) / 1e6;
    }

    private CompletableFuture<Long> modelNanos(String marker) {
        return modelNanos.computeIfAbsent(marker, it -> new CompletableFuture<>());
    }

    /**
     * The first one begins where the clock of all begins, the last one when the first is answered, so that they come
     * evenly.
     */
    private List<Double> talk(ServerClient client, String id, int number, long end) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) number * MODEL_MILLIS / STREAMS);
        List<Double> times = new ArrayList<>();
        for (int question = 1; System.nanoTime() < end; question++) {
            times.add(besidesTheModel(client, id, "m" + (number + 2) + "q" + question + "x"));
        }
        return times;
    }

    /** Returns the milliseconds of each. */
    private static List<Double> gets(ServerClient client, List<String> ids, long end) throws Exception {
        long start = System.nanoTime();
        long every = TimeUnit.MINUTES.toNanos(1) / GETS_A_MINUTE;
        AtomicInteger number = new AtomicInteger();
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(started(() -> {
                int done = 0;
                while (System.nanoTime() < end) {
                    int turn = number.getAndIncrement();
                    TimeUnit.NANOSECONDS.sleep(start + turn * every - System.nanoTime());
                    long sent = System.nanoTime();
                    served(
                            200,
                            client.get(
                                    turn % 50 == 0 ? "/llm/conversations" : path(ids.get(turn % STREAMS)) + "/state"));
                    times.add((System.nanoTime() - sent) / 1e6);
                    done++;
                }
                return done;
            }));
        }
        readers.forEach(CompletableFuture::join);
        return times;
    }

    private static int watchHeap(List<Double> heap, long end) throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        while (System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(28);
            System.gc();
            heap.add((runtime.totalMemory() - runtime.freeMemory()) / 1e6);
        }
        return heap.size();
    }

    private static double quantile(List<Double> all, double share) {
        return all.stream()
                .sorted()
                .skip((long) (share * all.size()))
                .findFirst()
                .orElseThrow();
    }
}
