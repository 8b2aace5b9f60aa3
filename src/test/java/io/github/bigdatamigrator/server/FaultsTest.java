package io.github.bigdatamigrator.server;

import static io.github.bigdatamigrator.server.ServerClient.path;
import static io.github.bigdatamigrator.server.ServerClient.problem;
import static io.github.bigdatamigrator.server.ServerClient.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.Processes.Ended;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.query.SparkQueryEngine;
import io.github.bigdatamigrator.source.LazySpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes away the model, the disk and Spark and brings them back. Every request reports the cause, and no restart is
 * needed.
 */
@Tag("spark")
class FaultsTest {
    private static final String TOTAL = "Please add up all units that were ever sold";
    private static final String REPLY =
            "ANSWERABLE: yes\nWHY: sum\n```sql\nSELECT sum(quantity) AS units FROM sales\n```\n";
    private static final String SALES = "sale_id,product,quantity\n1,Lamp,5\n2,Kettle,7\n3,Chair,4\n";

    @TempDir
    Path folder;

    private static Settings settings(Path folder, String model) {
        return Settings.of(
                Map.of(),
                Map.of(
                        "CONVERSATION_DIR",
                        folder.resolve("kept").toString(),
                        "DATA_ROOTS",
                        folder.toString(),
                        "PROFILE_CACHE_DIR",
                        "off",
                        "LOCAL_LLM_URL",
                        model,
                        "SPARK_MASTER",
                        "local[2]"),
                null);
    }

    private static String sales(Path folder) throws IOException {
        Path file = folder.resolve("sales.csv");
        return (Files.exists(file) ? file : Files.writeString(file, SALES)).toString();
    }

    private static void answered(ServerClient client, String id) throws IOException, InterruptedException {
        JsonNode answer = served(200, client.ask(id, TOTAL));
        assertThat(answer.path("outcome").asText()).as(answer.toString()).isEqualTo("answered");
        assertThat(answer.at("/queries/0/rows/0/0").asInt()).isEqualTo(16);
    }

    @Test
    void aLostModelIsReportedAndUsedAgainWhenItReturns() throws Exception {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start();
                LLMConversationSystem system =
                        LLMConversationSystem.open(settings(folder, studio.url()), SharedSpark.session());
                RestServer server = RestServer.start(system, settings(folder, studio.url()), "127.0.0.1", 0)) {
            ServerClient client = new ServerClient(server.url());
            String id = client.create("Sales", List.of(sales(folder)));
            studio.always((connection, body) -> connection.reset());
            JsonNode answer = served(200, client.ask(id, TOTAL));
            assertThat(answer.path("outcome").asText()).isEqualTo("failed");
            assertThat(answer.path("content").asText() + answer.path("warnings"))
                    .contains(studio.url());
            List<ServerClient.Event> events = client.follow(id, TOTAL);
            assertThat(events.get(events.size() - 1).name()).isEqualTo("done");
            studio.always((connection, body) -> connection.streamText(REPLY));
            answered(client, id);
        }
    }

    @Test
    void aFullDiskIsReportedAndLosesNoData() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("kept"));
        boolean mounted = command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        if (!mounted) {
            System.err.println("FaultsTest: the full disk is skipped, since no file system can be mounted here.");
        }
        Assumptions.assumeTrue(mounted, "cannot mount");
        try (ScriptedLMStudio studio = ScriptedLMStudio.start();
                LLMConversationSystem system =
                        LLMConversationSystem.open(settings(folder, studio.url()), SharedSpark.session());
                RestServer server = RestServer.start(system, settings(folder, studio.url()), "127.0.0.1", 0)) {
            studio.always((connection, body) -> connection.streamText(REPLY));
            ServerClient client = new ServerClient(server.url());
            String id = client.create("Sales", List.of(sales(folder)));
            answered(client, id);
            Path filler = disk.resolve("filler");
            fill(filler);
            // The rest of the last page may still take a line or two.
            int most = 100;
            while (client.ask(id, TOTAL).statusCode() == 200) {
                assertThat(most--).isPositive();
            }
            assertThat(problem(507, "disk_full", client.ask(id, TOTAL))
                            .path("detail")
                            .asText())
                    .contains("disk is full", "Free disk space");
            problem(507, "disk_full", client.post("/llm/conversations", Map.of("data_files", List.of(sales(folder)))));
            problem(507, "disk_full", client.post("/llm/uploads?name=more.csv", "x".repeat(10_000)));
            int before = served(200, client.get(path(id))).path("messages").size();
            assertThat(before).as("what was answered can be read").isGreaterThanOrEqualTo(2);
            Files.delete(filler);
            answered(client, id);
            assertThat(served(200, client.get(path(id))).path("messages").size())
                    .isGreaterThanOrEqualTo(before + 2);
        } finally {
            command("umount", disk.toString());
        }
    }

    private static void fill(Path file) throws IOException {
        for (int bytes = 1 << 16; bytes >= 1; bytes /= 2) {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(new byte[bytes]);
                }
            } catch (IOException e) {
                // No room for so many any more; perhaps for fewer.
            }
        }
    }

    private static boolean command(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aStoppedSparkIsRestartedUnlessTheCallerOwnsIt() throws Exception {
        Ended ended = Processes.run(
                folder,
                Map.of(),
                Processes.java(Stopper.class.getName(), folder.toString()).toArray(String[]::new));
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out().lines()).contains("fair", "own recovered", "stopped while asked", "caller's told");
    }

    /** Runs in its own process, since other tests share this process's Spark. */
    static final class Stopper {
        private Stopper() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
                Settings settings = settings(folder, studio.url());
                try (LLMConversationSystem own = LLMConversationSystem.open(settings);
                        RestServer server = RestServer.start(own, settings, "127.0.0.1", 0)) {
                    own(new ServerClient(server.url()), folder, studio);
                }
                SparkSession callers = SparkSession.builder().master("local[2]").getOrCreate();
                try (LLMConversationSystem given = LLMConversationSystem.open(settings, callers);
                        RestServer server = RestServer.start(given, settings, "127.0.0.1", 0)) {
                    callers(new ServerClient(server.url()), folder, callers);
                }
            }
        }

        private static void stop() {
            SparkSession.getDefaultSession().get().stop();
        }

        private static void own(ServerClient client, Path folder, ScriptedLMStudio studio) throws Exception {
            studio.always((connection, body) -> connection.streamText(REPLY));
            String id = client.create("Sales", List.of(sales(folder)));
            answered(client, id);
            String mode = SparkSession.getDefaultSession()
                    .get()
                    .sparkContext()
                    .getConf()
                    .get("spark.scheduler.mode");
            System.out.println(mode.equals("FAIR") ? "fair" : mode);
            stop();
            answered(client, id);
            stop();
            served(200, client.post(path(id) + "/optimize-schema", Map.of()));
            stop();
            JsonNode second = client.settled(client.create("Again", List.of(sales(folder))));
            assertThat(second.path("status").asText()).as(second.toString()).isEqualTo("ready");
            System.out.println("own recovered");
            studio.act((connection, body) -> {
                stop();
                connection.streamText(REPLY);
            });
            JsonNode told = problem(503, "engine_stopped", client.ask(id, TOTAL));
            assertThat(told.path("detail").asText()).contains("Spark", "Try again");
            answered(client, id);
            System.out.println("stopped while asked");
        }

        private static void callers(ServerClient client, Path folder, SparkSession session) throws Exception {
            String id = client.create("Sales", List.of(sales(folder)));
            answered(client, id);
            session.stop();
            for (int i = 0; i < 2; i++) {
                JsonNode told = problem(503, "engine_stopped", client.ask(id, TOTAL));
                assertThat(told.path("detail").asText()).contains("Open the system again");
            }
            JsonNode failed = client.settled(client.create("More", List.of(sales(folder))));
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            assertThat(failed.at("/error/code").asText()).isEqualTo("engine_stopped");
            assertThat(served(200, client.get(path(id))).path("messages")).isNotEmpty();
            // Whoever holds a port to the data is told so too: guidance, replay, schema plans.
            SparkQueryEngine engine = new SparkQueryEngine(session, Set.of("sales"), 10, Duration.ofMinutes(1));
            QueryEngine port =
                    SparkRuntime.using(session).port(QueryEngine.class, LazySpark.of(session), used -> engine);
            assertThatThrownBy(() -> port.run("SELECT COUNT(*) FROM sales"))
                    .isInstanceOfSatisfying(
                            MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_STOPPED));
            System.out.println("caller's told");
        }
    }
}
