package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.Processes.Ended;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.fixture.Tpch;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar through spark-submit on a real cluster on loopback: a master and workers as processes. */
@Tag("spark")
class ClusterIT {
    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private Map<String, String> environment;
    private int port;

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        port = freePort();
        environment = new HashMap<>(Map.of(
                "CLUSTER_DIR", folder.resolve("cluster").toString(),
                "CLUSTER_PORT", String.valueOf(port),
                "PROFILE_CACHE_DIR", "off",
                "SPARK_SUBMIT", Processes.sparkSubmit().toString()));
        Files.createDirectories(folder.resolve("tpch"));
    }

    @AfterEach
    void down() throws Exception {
        cluster("down");
    }

    private Ended cluster(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("jobs/cluster.sh").toString()));
        command.addAll(List.of(words));
        Ended ended = Processes.run(folder, environment, command.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended;
    }

    private String[] submitted(String script, List<String> arguments, String... more) {
        List<String> command = new ArrayList<>(
                List.of(HOME.resolve("jobs/" + script).toString(), "--master", "spark://127.0.0.1:" + port));
        command.addAll(arguments);
        command.addAll(List.of(
                "--",
                "--executor-memory",
                "600m",
                "--driver-memory",
                "900m",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.executor.extraJavaOptions=" + Processes.QUICK_JAVA));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    static JsonNode local(String files) throws IOException {
        return new ObjectMapper()
                .readTree(ContextJson.text(DataContextBuilder.on(SharedSpark.newSession())
                        .add(files)
                        .build()));
    }

    @Test
    void aJobOnTheClusterGivesTheResultsOfLocalMode() throws Exception {
        Tpch.write(folder.resolve("tpch"), 0.01);
        Files.writeString(folder.resolve("job.yaml"), """
            title: TPC-H
            files: tpch/*.csv
            output: results
            questions:
              - How many rows does lineitem have?
              - Which return flag has the most quantity in total, please?
            """);
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            studio.replyWith(
                    body -> "ANSWERABLE: yes\nWHY: sums\n```sql\nSELECT l_returnflag, sum(l_quantity) AS quantity"
                            + " FROM lineitem GROUP BY l_returnflag ORDER BY quantity DESC LIMIT 1\n```\n");
            environment.put("LOCAL_LLM_URL", studio.url());
            cluster("up", "2");
            Ended ended = Processes.run(folder, environment, submitted("run.sh", List.of("job.yaml")));
            assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
            assertThat(studio.requests()).hasSize(1);
        }
        JsonNode answers = new ObjectMapper()
                .readTree(folder.resolve("results/answers.json").toFile());
        assertThat(answers.at("/0/content").asText()).contains("60175");
        assertThat(answers.at("/1/queries/0/rows/0/0").asText()).isEqualTo("N");
        JsonNode profile = new ObjectMapper()
                .readTree(folder.resolve("results/profile.json").toFile());
        assertThat(profile.at("/run/spark_master").asText()).isEqualTo("spark://127.0.0.1:" + port);
        assertThat(profile.at("/relationships")).hasSize(10);
        assertThat(ProfileDifference.between(profile, local(folder + "/tpch/*.csv")))
                .isEmpty();
    }

    @Test
    @Tag("long")
    void killedWorkersChangeNoResult() throws Exception {
        Path file = Tpch.write("lineitem", folder.resolve("tpch"), 0.4);
        JsonNode expected = local(file.toString());
        cluster("up", "3");
        Path out = folder.resolve("profile.txt");
        Path err = Files.createFile(folder.resolve("steps.txt"));
        Process process = Processes.started(
                folder, environment, out, err, submitted("profile.sh", List.of(file.toString(), "--json")));
        // Each has done some of its share by then and is in the middle of more.
        awaitTaskAfter(process, 1, 1);
        cluster("lose", "1");
        awaitTaskAfter(process, 2, 2);
        cluster("lose", "2");
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        List<String> survivor = tasks("Finished", 3);
        for (int lost = 1; lost <= 2; lost++) {
            List<String> brokenOff = brokenOff(lost);
            assertThat(brokenOff)
                    .as("what worker " + lost + " was in the middle of")
                    .isNotEmpty();
            assertThat(brokenOff).as("the scan is the first stage").allMatch(task -> task.endsWith(" in stage 0.0"));
            assertThat(tasks("Finished", lost)).as("what it had done").isNotEmpty();
            for (String task : brokenOff) {
                String number = task.substring(0, task.indexOf('.'));
                assertThat(Stream.concat(survivor.stream(), tasks("Running", 2).stream()))
                        .as("tried again elsewhere: " + task)
                        .anyMatch(again -> again.matches(number + "\\.[1-9] in stage 0\\.0"));
            }
        }
        assertThat(survivor)
                .as("the third worker did what the others left")
                .hasSizeGreaterThan(tasks("Finished", 1).size());
        JsonNode profile = new ObjectMapper().readTree(out.toFile());
        assertThat(profile.at("/tables/0/rows")).isEqualTo(expected.at("/tables/0/rows"));
        assertThat(ProfileDifference.between(profile, expected)).isEmpty();
    }

    /** Waits until the worker has finished the given number of tasks and started another. */
    private void awaitTaskAfter(Process process, int worker, int finished) throws Exception {
        while (tasks("Finished", worker).size() < finished || brokenOff(worker).isEmpty()) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("ended before worker " + worker + " was lost")
                    .isFalse();
        }
    }

    /** Started but unfinished tasks of the worker, such as {@code 3.0 in stage 0.0}. */
    private List<String> brokenOff(int worker) throws IOException {
        List<String> tasks = new ArrayList<>(tasks("Running", worker));
        tasks.removeAll(tasks("Finished", worker));
        return tasks;
    }

    /** Reads the log of the worker's executor. */
    private List<String> tasks(String what, int worker) throws IOException {
        Pattern line = Pattern.compile(what + " task (\\d+\\.\\d+ in stage \\d+\\.\\d+)");
        List<String> tasks = new ArrayList<>();
        try (Stream<Path> logs = Files.walk(folder.resolve("cluster/work/worker" + worker))) {
            for (Path log : logs.filter(file -> file.endsWith("stderr")).toList()) {
                line.matcher(Files.readString(log)).results().forEach(match -> tasks.add(match.group(1)));
            }
        }
        return tasks;
    }

    @Test
    @Tag("long")
    void repeatedTasksAreCountedOnce() throws Exception {
        Path file = Tpch.write("lineitem", folder.resolve("tpch"), 0.1);
        JsonNode expected = local(file.toString());
        cluster("up", "2");
        Ended ended = Processes.run(
                folder,
                environment,
                submitted(
                        "profile.sh",
                        List.of(file.toString(), "--json"),
                        "--conf",
                        "spark.speculation=true",
                        "--conf",
                        "spark.speculation.interval=10ms",
                        "--conf",
                        "spark.speculation.multiplier=0.1",
                        "--conf",
                        "spark.speculation.quantile=0.05",
                        "--conf",
                        "spark.speculation.minTaskRuntime=1ms"));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ProfileDifference.between(new ObjectMapper().readTree(ended.out()), expected))
                .isEmpty();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
