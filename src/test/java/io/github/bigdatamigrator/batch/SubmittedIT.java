package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.Processes.Ended;
import io.github.bigdatamigrator.fixture.Tpch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts of the folder jobs with a real spark-submit in local mode. */
@Tag("spark")
class SubmittedIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Map<String, String> ENVIRONMENT = new HashMap<>(Map.of(
            "PROFILE_CACHE_DIR", "off",
            "LOCAL_LLM_URL", "http://127.0.0.1:9/v1",
            "SPARK_LOCAL_IP", "127.0.0.1"));

    @TempDir
    Path folder;

    @BeforeAll
    static void distribution() throws Exception {
        ENVIRONMENT.put("SPARK_SUBMIT", Processes.sparkSubmit().toString());
    }

    private static String[] command(String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("jobs/" + script).toString(), "--master", "local[2,4]"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private String submitted(String script, String... arguments) throws Exception {
        Ended ended = Processes.run(folder, ENVIRONMENT, command(script, arguments));
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    @Test
    void retriedTasksChangeNoResult() throws Exception {
        Path file = Tpch.write("lineitem", folder, 0.03);
        String printed = submitted(
                "profile.sh",
                file.toString(),
                "--json",
                "--local-scan-mb=1", // threads of the driver would read so small a file, and no task
                "--",
                "--driver-class-path",
                Path.of(FlakyFileSystem.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                "--conf",
                "spark.hadoop.fs.file.impl=" + FlakyFileSystem.class.getName());
        assertThat(Files.readAllLines(folder.resolve(FlakyFileSystem.FAULTS))).hasSizeGreaterThan(2);
        JsonNode profile = new ObjectMapper().readTree(printed);
        assertThat(profile.at("/tables/0/rows").asLong())
                .isEqualTo(Files.readAllLines(file).size() - 1);
        assertThat(ProfileDifference.between(profile, ClusterIT.local(file.toString())))
                .isEmpty();
    }

    @Test
    @Tag("long")
    void aQuestionIsAnsweredAndASchemaProposed() throws Exception {
        String file = Tpch.write("orders", folder, 0.01).toString();
        assertThat(submitted("profile-and-ask.sh", file, "-q", "How many rows does orders have?"))
                .contains("15000");
        assertThat(submitted("optimize-schema.sh", file, "--target", "postgresql"))
                .contains("CREATE TABLE", "o_orderkey");
    }

    @Test
    @Tag("long")
    void aStoppedJobContinues() throws Exception {
        Tpch.write("orders", folder, 0.01);
        Path job = Files.writeString(folder.resolve("job.yaml"), """
            files: orders.csv
            output: results
            questions: How many rows does orders have?
            guidance: true
            """);
        Path out = Files.createFile(folder.resolve("out.txt"));
        Process process = Processes.started(
                folder, ENVIRONMENT, out, folder.resolve("err.txt"), command("run.sh", job.toString()));
        Path answers = folder.resolve("results/answers.json");
        while (!Files.exists(answers)) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                    .as("ended before an answer was written")
                    .isFalse();
        }
        process.destroyForcibly().waitFor();
        assertThat(folder.resolve("results/_SUCCESS")).doesNotExist();
        JsonNode first = new ObjectMapper().readTree(answers.toFile());
        assertThat(submitted("run.sh", job.toString())).contains("answered earlier 1");
        assertThat(folder.resolve("results/_SUCCESS")).exists();
        assertThat(new ObjectMapper().readTree(answers.toFile())).isEqualTo(first);
    }

    @Test
    @Tag("long")
    void aPartlyFailedJobDoesTheRestAndHasItsOwnExitCode() throws Exception {
        Tpch.write("orders", folder, 0.01);
        Path job = Files.writeString(folder.resolve("job.yaml"), """
            files: [orders.csv, missing.csv]
            output: results
            questions: How many rows does orders have?
            keep_going: true
            """);
        Ended ended = Processes.run(folder, ENVIRONMENT, command("run.sh", job.toString()));
        assertThat(ended.code()).as(ended.err()).isEqualTo(5);
        assertThat(ended.out()).contains("Failed: ", "missing.csv");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("results/answers.json").toFile())
                        .at("/0/content")
                        .asText())
                .contains("15000");
        assertThat(folder.resolve("results/_SUCCESS")).doesNotExist();
    }

    @Test
    @Tag("long")
    void theServerAnswersUntilStopped() throws Exception {
        int port = ClusterIT.freePort();
        Process process = Processes.started(
                folder,
                ENVIRONMENT,
                folder.resolve("out.txt"),
                folder.resolve("err.txt"),
                command("serve.sh", "--port", String.valueOf(port)));
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/llm/health"))
                    .build();
            int status = 0;
            while (status != 200) {
                assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                        .as(Files.readString(folder.resolve("err.txt")))
                        .isFalse();
                status = status(health);
            }
        } finally {
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static int status(HttpRequest request) throws IOException, InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (ConnectException e) {
            return 0;
        }
    }
}
