package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Executes every notebook headless with the Java kernel; skips and reports them without Jupyter. */
class NotebooksIT {
    private static final Path HOME = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    private JsonNode executed(String name) throws Exception {
        boolean jupyter = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(bin -> Files.isExecutable(Path.of(bin, "jupyter-nbconvert")));
        assumeTrue(
                jupyter,
                "jupyter-nbconvert is missing (Debian: apt-get install jupyter-nbconvert), so no notebook is executed");
        Ended ended = Processes.run(
                folder,
                Map.of("PROFILE_CACHE_DIR", "off", "LOCAL_LLM_URL", "http://127.0.0.1:9/v1"),
                HOME.resolve("notebooks/notebook.sh").toString(),
                "run",
                HOME.resolve("notebooks/" + name).toString(),
                folder.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }

    /** The text outputs of the notebook's cells in order. */
    private static String outputs(JsonNode notebook) {
        StringBuilder text = new StringBuilder();
        for (JsonNode cell : notebook.path("cells")) {
            for (JsonNode output : cell.path("outputs")) {
                assertThat(output.path("output_type").asText()).isNotEqualTo("error");
                append(text, output.path("text"));
                append(text, output.path("data").path("text/html"));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode lines) {
        if (lines.isTextual()) {
            text.append(lines.asText());
        }
        lines.forEach(line -> text.append(line.asText()));
        text.append('\n');
    }

    @Test
    void theQuickStartRunsFromFilesToASchema() throws Exception {
        assertThat(outputs(executed("quick-start.ipynb")))
                .contains("20,000", "class=\"chart\"", "<svg", "product_id", "sales has 20000 rows")
                .contains("Aurora Desk Lamp", "What to ask", "Schema for PostgreSQL", "CREATE TABLE")
                .doesNotContain("<script");
    }

    @Test
    void onlyRealRelationshipsAreFound() throws Exception {
        String shown = outputs(executed("relationships.ipynb"));
        assertThat(shown)
                .contains("orders.[customer_id] -> customers.[customer_id]", "orphans 2 [9999]", "erDiagram", "<svg")
                .contains("customers.[parent_customer_id] -> customers.[customer_id]")
                .contains("<title>customers.parent_customer_id → customers.customer_id (n:1)</title>", "99.9 %<")
                .doesNotContain("orders.[quantity] ->");
    }

    @Test
    void theNotebooksSessionIsUsedAndLeftRunning() throws Exception {
        assertThat(outputs(executed("cluster.ipynb")))
                .contains("on local[2]", "Aurora Desk Lamp", "5 rows counted after closing");
    }

    @Test
    void everyNotebookIsTestedAndStoredWithoutOutputs() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("notebooks"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".ipynb"))
                    .sorted()
                    .toList();
            // Those of PySpark: notebook.PythonIT.
            assertThat(names)
                    .containsExactly(
                            "cluster.ipynb",
                            "dataframes-pyspark.ipynb",
                            "quick-start-pyspark.ipynb",
                            "quick-start.ipynb",
                            "relationships.ipynb");
            for (String name : names) {
                check(name);
            }
        }
    }

    private static void check(String name) throws IOException {
        JsonNode notebook =
                new ObjectMapper().readTree(HOME.resolve("notebooks/" + name).toFile());
        notebook.path("cells").forEach(cell -> assertThat(cell.path("outputs")).isEmpty());
    }

    @Test
    void theScriptHasHelp() throws Exception {
        String script = HOME.resolve("notebooks/notebook.sh").toString();
        assertThat(Processes.run(folder, Map.of(), script, "--help").out()).startsWith("Usage: notebooks/notebook.sh");
        assertThat(Processes.run(folder, Map.of(), script, "run", "a.ipynb", "--dry-run")
                        .out())
                .startsWith("jupyter-nbconvert");
        assertThat(Processes.run(folder, Map.of(), script).code()).isEqualTo(2);
    }
}
