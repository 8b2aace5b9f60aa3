package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the page modules' unit tests and type checks without a browser. */
class PageModulesTest {
    private static final Path TESTS = Path.of("src/test/page").toAbsolutePath();
    private static final Path MODULES =
            Path.of("src/main/resources/io/github/bigdatamigrator/server").toAbsolutePath();
    private static final Path COMPILER =
            Path.of("node_modules/typescript/bin/tsc").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void theModulesUnitTestsPass() throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        filesIn(TESTS, ".test.js").forEach(test -> command.add(test.toString()));

        String report = run(command);

        assertThat(report).containsPattern("# pass [1-9]").contains("# fail 0", "# skipped 0");
    }

    @Test
    void theModulesTypesMatchTheApi() throws Exception {
        for (Path module : filesIn(MODULES.resolve("page"), ".js")) {
            assertThat(Files.readAllLines(module).get(0)).as(module.toString()).isEqualTo("// @ts-check");
        }
        RequiredProgram.optional(Files.exists(COMPILER), "TypeScript is not installed; run npm install.");
        Path types = Path.of("target/page/openapi.d.ts");
        Files.createDirectories(types.getParent());
        Files.writeString(types, run(List.of("node", TESTS.resolve("types.js").toString(), MODULES + "/openapi.json")));

        run(List.of("node", COMPILER.toString(), "-p", TESTS.toString()));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        RequiredProgram.require(
                Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "node"))),
                "Node.js is not installed; install nodejs.");
        Processes.Ended ended = Processes.run(folder, Map.of(), command.toArray(String[]::new));
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        return ended.out();
    }

    private static List<Path> filesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
