package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.PythonEnvironment;
import io.github.bigdatamigrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command and code block of the README in order and unchanged. Needs the packaged jar. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadmeIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST_SECONDS = 240;

    /** A fresh clone: the launcher and the scripts, without data. */
    @TempDir
    static Path clone;

    private record Block(String language, String text) {}

    private record Ended(int code, String out) {}

    @BeforeAll
    static void link() throws IOException {
        for (String name : List.of("bdm", "jobs", "mvnw", "target", "conf")) {
            Files.createSymbolicLink(clone.resolve(name), HOME.resolve(name));
        }
    }

    private static List<Block> blocks() throws IOException {
        Matcher found = BLOCK.matcher(Files.readString(HOME.resolve("README.md")));
        return found.results()
                .map(match -> new Block(match.group(1), match.group(2)))
                .toList();
    }

    private static List<String> lines(String containing) throws IOException {
        return blocks().stream()
                .filter(block -> block.language().equals("bash") && block.text().contains(containing))
                .flatMap(block -> block.text().lines())
                .toList();
    }

    private static ProcessBuilder console(String line) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line).directory(clone.toFile());
        builder.environment()
                .put("CONVERSATION_DIR", clone.resolve("conversations").toString());
        // Nothing listens there: the README must hold without a model.
        builder.environment().put("LOCAL_LLM_URL", "http://127.0.0.1:9/v1");
        builder.environment().put("BDM_JAVA_OPTS", Processes.QUICK_JAVA);
        return builder;
    }

    private static Ended run(String line) throws IOException, InterruptedException {
        Process process = console(line)
                .redirectError(clone.resolve("stderr.txt").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as(line).isTrue();
        return new Ended(process.exitValue(), out);
    }

    @Test
    @Order(1)
    void everyReadmeBlockIsRunHere() throws IOException {
        String bash = blocks().stream()
                .filter(block -> block.language().equals("bash"))
                .map(Block::text)
                .collect(Collectors.joining());
        assertThat(bash.lines()).allMatch(line -> line.matches("(\\./bdm|\\./mvnw|curl|jobs/).*"));
        assertThat(blocks()).extracting(Block::language).containsOnly("bash", "text", "java", "python", "sh", "json");
    }

    @Test
    @Order(2)
    void anUnpackedReleaseRunsTheDemo() throws Exception {
        List<String> lines = blocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.text().lines())
                .toList();
        String archive = lines.get(0).replace("tar xzf ", "");
        Path packed = Files.createDirectory(clone.resolve("packed"));
        Processes.release(packed.resolve(archive.replace(".tar.gz", "")));
        assertThat(run("cd packed && tar czf ../" + archive + " * && rm -r *").code())
                .isZero();

        Ended demo = run("export HOME='" + packed + "' BDM_NO_CDS=1; " + String.join(" && ", lines));

        assertThat(demo.code())
                .as(Files.readString(clone.resolve("stderr.txt")))
                .isZero();
        assertThat(demo.out()).contains("Aurora Desk Lamp", "Next: bin/bdm chat");
        assertThat(archive).isEqualTo("big-data-migrator-" + version() + ".tar.gz");
    }

    private static String version() throws IOException {
        Matcher version =
                Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(HOME.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    @Order(2)
    void theConfigurationOfMcpClientsNamesACommandThatIsKnown() throws IOException {
        List<JsonNode> servers = blocks().stream()
                .filter(block -> block.language().equals("json"))
                .map(block -> Json.parse(block.text()))
                .map(json -> json.has("servers") ? json.path("servers") : json.path("mcpServers"))
                .toList();
        assertThat(servers).hasSize(2).allSatisfy(entry -> {
            JsonNode server = entry.path("shop");
            assertThat(server.path("command").asText()).endsWith("/bdm");
            String[] words =
                    server.path("args").valueStream().map(JsonNode::asText).toArray(String[]::new);
            assertThat(Main.commandLine(
                                    new CommandContext(InputStream.nullInputStream(), System.out, System.err), words)
                            .parseArgs(words)
                            .subcommand()
                            .commandSpec()
                            .name())
                    .isEqualTo("mcp");
        });
    }

    @Test
    @Order(2)
    void theDemoPrintsTheReadmesOutput() throws Exception {
        Ended demo = run(lines("demo\n").get(0));
        assertThat(demo.code())
                .as(Files.readString(clone.resolve("stderr.txt")))
                .isZero();
        String picture = blocks().stream()
                .filter(block -> block.language().equals("text"))
                .map(Block::text)
                .collect(Collectors.joining());
        assertThat(picture.lines()
                        .filter(line -> !line.isBlank() && !line.strip().equals("…")))
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(demo.out()).contains(line));
        assertThat(Files.readString(clone.resolve("demo/report.html"))).contains("Aurora Desk Lamp", "</html>");
        assertThat(Files.readString(clone.resolve("demo/profile.json"))).contains("\"schema_version\"");
    }

    @Test
    @Order(3)
    void theTestCommandIsTheOneOfContinuousIntegration() throws IOException {
        String command = lines("mvnw").get(0);
        assertThat(Files.readString(HOME.resolve(".ci/run"))).contains(command.replace("./mvnw", "./mvnw -B"));
    }

    @Test
    @Order(4)
    void everyReadmeCommandRuns() throws Exception {
        List<String> commands = new ArrayList<>(lines("./bdm profile"));
        commands.addAll(lines("--install"));
        assertThat(commands).hasSizeGreaterThan(5);
        List<String> outputs = new ArrayList<>();
        for (String command : commands) {
            Ended ended = run(command);
            assertThat(ended.code())
                    .as(command + "\n" + Files.readString(clone.resolve("stderr.txt")))
                    .isZero();
            assertThat(ended.out()).as(command).isNotBlank();
            outputs.add(ended.out());
        }
        assertThat(Files.readString(clone.resolve("report/report.html"))).contains("customers_customers");
        String counting = commands.stream()
                .filter(command -> command.contains("How many rows"))
                .findFirst()
                .orElseThrow();
        assertThat(outputs.get(commands.indexOf(counting))).contains("20000");
    }

    @Test
    @Order(5)
    void theHttpCallsAreAnswered() throws Exception {
        int port = freePort();
        String serve = lines("serve").get(0).replace("8080", String.valueOf(port));
        Process server = console("exec " + serve).redirectErrorStream(true).start();
        try (var output = server.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.contains(String.valueOf(port))) {
                line = output.readLine();
            }
            assertThat(line).as("the server's address").isNotNull();
            String id = "";
            for (String call : lines("curl")) {
                Ended reply = run("ID=" + id + "; "
                        + call.replace("8080", String.valueOf(port))
                                .replace("curl -s", "curl -s --max-time 120 --noproxy '*'"));
                assertThat(reply.code()).as(call).isZero();
                assertThat(reply.out()).as(call).startsWith("{").doesNotContain("\"status\":4", "\"status\":5");
                if (id.isEmpty()) {
                    Matcher found =
                            Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(reply.out());
                    assertThat(found.find()).as(reply.out()).isTrue();
                    id = found.group(1);
                }
                if (call.contains("messages")) {
                    assertThat(reply.out()).contains("20000", "\"answered_by\":\"profile\"");
                }
                if (call.contains("optimize")) {
                    assertThat(reply.out()).contains("CREATE TABLE");
                }
            }
        } finally {
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Order(6)
    void theJavaCompilesAndRuns() throws Exception {
        String code = blocks().stream()
                .filter(block -> block.language().equals("java"))
                .map(Block::text)
                .collect(Collectors.joining());
        Path source = clone.resolve("Example.java");
        Files.writeString(source, """
            import io.github.bigdatamigrator.*;
            import io.github.bigdatamigrator.conversation.*;
            import io.github.bigdatamigrator.guidance.*;
            import io.github.bigdatamigrator.schema.*;
            import java.util.List;

            class Example {
                public static void main(String[] args) {
            """ + code + "}}");
        String jars = HOME.resolve("target/big-data-migrator.jar") + ":" + HOME.resolve("target/dist/lib") + "/*:"
                + HOME.resolve("target/dist/spark") + "/*";
        int compiled = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, null, "-proc:none", "-cp", jars, "-d", clone.toString(), source.toString());
        assertThat(compiled).isZero();
        Ended ended = run("'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' " + Processes.QUICK_JAVA
                + " @'" + HOME.resolve("conf/spark-opens.args") + "' -cp '"
                + clone + ":" + jars + "' -Dlog4j2.configurationFile='" + HOME.resolve("conf/log4j2.properties")
                + "' Example");
        assertThat(ended.code())
                .as(Files.readString(clone.resolve("stderr.txt")))
                .isZero();
        assertThat(ended.out()).contains("20000").contains("?");
    }

    @Test
    @Order(7)
    void theJobScriptShowsItsCommand() throws Exception {
        Ended ended = run(lines("jobs/").get(0));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("--class io.github.bigdatamigrator.cli.Main", "ask");
    }

    @Test
    @Order(8)
    void thePythonRuns() throws Exception {
        String code = blocks().stream()
                .filter(block -> block.language().equals("python"))
                .map(Block::text)
                .collect(Collectors.joining());
        Files.writeString(clone.resolve("example.py"), code);
        ProcessBuilder python = console("\"$BDM_TEST_PYTHON\" example.py");
        python.environment().putAll(PythonEnvironment.variables());
        Process process =
                python.redirectError(clone.resolve("stderr.txt").toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(clone.resolve("stderr.txt")))
                .isZero();
        assertThat(out).contains("sales (20,000 rows)", "sales has 20000 rows");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
