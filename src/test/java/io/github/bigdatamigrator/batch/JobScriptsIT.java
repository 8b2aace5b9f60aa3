package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.Processes.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the scripts of the folder jobs with a fake spark-submit that prints its arguments. */
class JobScriptsIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final String MAIN = "--class io.github.bigdatamigrator.cli.Main";

    @TempDir
    Path folder;

    static Stream<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("jobs"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sh"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private Ended run(String script, String... arguments) throws Exception {
        Path submit = folder.resolve("spark-submit");
        Files.writeString(submit, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\nexit 7\n");
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        return Processes.run(
                folder,
                Map.of("SPARK_SUBMIT", submit.toString()),
                Stream.concat(Stream.of(HOME.resolve("jobs/" + script).toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptHasHelp(String script) throws Exception {
        Ended ended = run(script, "--help");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("Usage: jobs/" + script).contains("--dry-run", "--help");
    }

    @Test
    void everyScriptIsTested() throws IOException {
        assertThat(scripts())
                .containsExactly(
                        "cluster.sh",
                        "migrate-to-parquet.sh",
                        "optimize-schema.sh",
                        "profile-and-ask.sh",
                        "profile.sh",
                        "run.sh",
                        "serve.sh");
    }

    @ParameterizedTest
    @CsvSource({
        "profile.sh, profile",
        "profile-and-ask.sh, ask",
        "optimize-schema.sh, optimize-schema",
        "run.sh, run",
        "serve.sh, serve"
    })
    void aScriptPassesItsCommandToSparkSubmitUnchanged(String script, String command) throws Exception {
        Ended ended = run(
                script, "--master", "spark://h:7077", "a b.csv", "-q", "What's up?", "--", "--executor-memory", "4g");
        assertThat(ended.code()).as("the exit code is that of spark-submit").isEqualTo(7);
        List<String> words = ended.out().lines().toList();
        assertThat(words)
                .containsSequence("--class", "io.github.bigdatamigrator.cli.Main")
                .containsSequence("--master", "spark://h:7077", "--deploy-mode", "client")
                .containsSequence(
                        "--properties-file",
                        HOME.resolve("conf/spark-defaults.conf").toString())
                .containsSequence(
                        "--executor-memory",
                        "4g",
                        HOME.resolve("target/big-data-migrator-submit.jar").toString(),
                        command,
                        "a b.csv",
                        "-q",
                        "What's up?");
    }

    @Test
    void theJarsOfTheUserAreSubmittedToo() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("my jars"));
        Files.writeString(jars.resolve("a b.jar"), "");
        Path driver = Files.writeString(folder.resolve("driver.jar"), "");
        Map<String, String> environment = Map.of("BDM_JARS", jars + "/*:" + driver);
        Ended ended = Processes.run(
                folder, environment, HOME.resolve("jobs/profile.sh").toString(), "--dry-run", "sales.csv");
        assertThat(ended.out())
                .contains("--jars "
                        + (jars.toRealPath().resolve("a b.jar") + "\\," + driver.toRealPath()).replace(" ", "\\ "));
        Ended missing = Processes.run(
                folder,
                Map.of("BDM_JARS", "/no/such.jar"),
                HOME.resolve("jobs/profile.sh").toString(),
                "--dry-run",
                "sales.csv");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("BDM_JARS names /no/such.jar");
    }

    @Test
    void theMigrationScriptSetsItsTarget() throws Exception {
        assertThat(run("migrate-to-parquet.sh", "a b.csv", "--out", "lake")
                        .out()
                        .lines())
                .containsSequence("optimize-schema", "--target", "spark", "a b.csv", "--out", "lake");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[4]", "spark://h:7077", "yarn", "k8s://https://h:6443"})
    void theDryRunPrintsTheCommandForEveryMaster(String master) throws Exception {
        Ended ended = run("run.sh", "--dry-run", "--master", master, "weekly job.yaml");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .singleElement()
                .asString()
                .contains(MAIN, "--master " + master.replace("[", "\\[").replace("]", "\\]"), "run weekly\\ job.yaml");
    }

    @Test
    void aDriverOnTheClusterGetsNoLocalPaths() throws Exception {
        Ended ended = run("run.sh", "--dry-run", "--master", "yarn", "--deploy-mode", "cluster", "hdfs:///jobs/a.yaml");
        assertThat(ended.out()).contains("--deploy-mode cluster").doesNotContain("log4j2");
        assertThat(run("run.sh", "--deploy-mode", "other", "a.yaml").code()).isEqualTo(2);
        assertThat(run("run.sh", "--master").err()).contains("--master needs a value");
        assertThat(run("run.sh").code()).isEqualTo(2);
    }

    @Test
    void theClusterScriptPrintsItsCommands() throws Exception {
        Ended ended = run("cluster.sh", "up", "2", "--dry-run");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(3).allMatch(line -> line.contains("--host 127.0.0.1"));
        assertThat(run("cluster.sh", "up", "many", "--dry-run").code()).isEqualTo(2);
        assertThat(run("cluster.sh", "sideways").code()).isEqualTo(2);
    }
}
