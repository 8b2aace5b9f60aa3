package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.S3Store;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher and the job script as a user would; needs the packaged jar. */
class LauncherIT {
    private static final Path HOME = Path.of("").toAbsolutePath();

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    @Test
    void helpWorksFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("my bdm"), HOME.resolve("bdm"));
        Ended ended = run(link.toString(), "--help");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Usage: bdm").contains("optimize-schema");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void theVersionIsTheJarsVersion() throws Exception {
        assertThat(run(bdm(), "--version").out()).startsWith("Big Data Migrator 0.");
    }

    @Test
    void aReleaseRunsWithoutSourcesAndWithoutABuild() throws Exception {
        Path release = Processes.release(folder.resolve("a release"));
        Files.writeString(folder.resolve("two.csv"), "id,name\n1,a\n2,b\n");
        Map<String, String> environment =
                Map.of("BDM_NO_CDS", "1", "HOME", folder.resolve("home").toString());

        Ended ended = run(environment, release.resolve("bin/bdm").toString(), "profile", "two.csv");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("2 rows");
        assertThat(ended.err()).doesNotContain("Building");
        assertThat(release.resolve("target")).doesNotExist();
    }

    @Test
    void anObjectStoreIsReadWithTheJarsThatTheUserNames() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("s3 jars"));
        for (String entry : Processes.classPath().split(File.pathSeparator)) {
            if (entry.matches(".*/(hadoop-aws|wildfly|analyticsaccelerator|httpc).*|.*/(awssdk|eventstream)/.*")) {
                Files.createSymbolicLink(jars.resolve(Path.of(entry).getFileName()), Path.of(entry));
            }
        }
        try (S3Store store = S3Store.start("shop").put("sales.csv", "id,amount\n1,2.5\n2,3.5\n")) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "AWS_ACCESS_KEY_ID",
                    S3Store.ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY",
                    S3Store.SECRET_KEY,
                    "AWS_ENDPOINT_URL",
                    store.url(),
                    "AWS_REGION",
                    "us-east-1"));
            Ended without = run(environment, bdm(), "profile", "s3a://shop/sales.csv");
            assertThat(without.code()).isEqualTo(3);
            assertThat(without.err()).contains("--packages org.apache.hadoop:hadoop-aws:", "BDM_JARS");

            environment.put("BDM_JARS", jars.toString());
            Ended with =
                    run(environment, bdm(), "ask", "s3a://shop/sales.csv", "-q", "SELECT sum(amount) AS s FROM sales");
            assertThat(with.code()).as(with.err()).isZero();
            assertThat(with.out()).contains("S: 6.");
            assertThat(with.out() + with.err()).doesNotContain(S3Store.SECRET_KEY);
            assertThat(run(environment, bdm(), "doctor").out())
                    .contains("Amazon S3 (s3a:)", "-dependency org.apache.hadoop hadoop-azure")
                    .doesNotContain(S3Store.SECRET_KEY);
        }
    }

    @Test
    void aWrongFlagExitsWithTwo() throws Exception {
        Ended ended = run(bdm(), "profile", "a.csv", "--jsno");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("did you mean --json?");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void doctorChecksEverythingWithoutSpark() throws Exception {
        Ended ended = run(bdm(), "doctor", "--local-llm-url", "http://127.0.0.1:9/v1", "--server-token", "tok-123");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("Java ", "heap up to", "lms server start", "Conversations in")
                .containsPattern("\\d [MGT]B free")
                .contains("LOCAL_LLM_URL            http://127.0.0.1:9/v1  (flag)")
                .contains("SERVER_TOKEN             (set)  (flag)")
                .doesNotContain("tok-123");
        assertThat(ended.err()).doesNotContain("Spark", "WARN");
    }

    @Test
    void aMissingFileExitsWithThree() throws Exception {
        Ended ended = run(bdm(), "profile", "missing.csv", "--quiet");
        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).startsWith("bdm: ").contains("missing.csv").doesNotContain("\tat ");
    }

    @Test
    void aFileInAFolderWithBlanksIsProfiled() throws Exception {
        Path data = Files.createDirectories(folder.resolve("my data"));
        Files.writeString(data.resolve("two rows.csv"), "id,name\n1,a\n2,b\n");
        Ended ended = run(bdm(), "profile", "my data/two rows.csv", "--json");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("{").contains("two rows");
    }

    @Test
    void theModelDecidesDoubtfulReferencesAndTheDataVerifiesThem() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        StringBuilder orders = new StringBuilder("id,brought,sold\n");
        for (int i = 1; i <= 300; i++) {
            orders.append(i)
                    .append(',')
                    .append(i % 4 + 1)
                    .append(',')
                    .append(i % 9 + 1)
                    .append('\n');
        }
        Files.writeString(data.resolve("orders.csv"), orders);
        Files.writeString(data.resolve("carriers.csv"), "id,label\n1,a\n2,b\n3,c\n4,d\n");
        Files.writeString(
                data.resolve("clerks.csv"), "id,label\n1,Ann\n2,Bob\n3,Cy\n4,Di\n6,Ed\n7,Flo\n8,Gus\n9,Hal\n10,Ida\n");
        try (ScriptedLMStudio local = ScriptedLMStudio.start();
                ScriptedLMStudio online = ScriptedLMStudio.start()) {
            Map<String, String> environment = Map.of(
                    "LOCAL_LLM_URL",
                    local.url(),
                    "ENABLE_ONLINE_FALLBACK",
                    "true",
                    "OPENAI_API_KEY",
                    "sk-none",
                    "OPENAI_BASE_URL",
                    online.url());
            String[] command = {bdm(), "profile", "data/*.csv", "--json", "--ask-model"};
            String[] alone = {bdm(), "profile", "data/*.csv", "--json"};

            assertThat(run(environment, alone).out()).doesNotContain("agrees");
            assertThat(local.requests()).isEmpty();

            local.reply("{\"brought\": \"carriers.id\", \"sold\": \"clerks.id\"}");
            Ended asked = run(environment, command);
            assertThat(asked.code()).as(asked.err()).isZero();
            // No clerk has the number 5, so the model's word on them counts for nothing.
            assertThat(asked.out())
                    .containsOnlyOnce("codellama-34b-instruct agrees")
                    .contains("\"carriers\"");
            assertThat(local.requests()).hasSize(1);
            assertThat(local.requests().get(0)).contains("none", "clerks.id").doesNotContain("Ann", "Flo");
            assertThat(online.requests()).isEmpty();

            local.reply("It depends.");
            online.reply("{\"brought\": \"carriers.id\", \"sold\": \"none\"}");
            assertThat(run(environment, command).out()).containsOnlyOnce(" agrees");
            assertThat(online.requests()).hasSize(1);
            assertThat(online.requests().get(0)).doesNotContain("Ann", "Flo");
        }
    }

    @Test
    void missingJavaIsReportedWithItsRemedy() throws Exception {
        Ended ended = run(Map.of("PATH", pathWithoutJava(), "JAVA_HOME", ""), bdm(), "--help");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("JDK of version 17");
    }

    private static String bdm() {
        return HOME.resolve("bdm").toString();
    }

    /** Links to everything that the launcher needs besides Java. */
    private String pathWithoutJava() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("bash", "env", "dirname", "readlink", "sed", "find")) {
            for (String place : List.of("/usr/bin", "/bin")) {
                if (Files.exists(Path.of(place, tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), Path.of(place, tool));
                }
            }
        }
        return bin.toString();
    }

    private Ended run(String... command) throws Exception {
        return run(Map.of(), command);
    }

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("CONVERSATION_DIR", folder.resolve("kept").toString());
        builder.environment().put("PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        builder.environment().putAll(Processes.quickStart());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("the command ends").isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }
}
