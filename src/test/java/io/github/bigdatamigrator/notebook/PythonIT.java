package io.github.bigdatamigrator.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bigdatamigrator.fixture.Processes;
import io.github.bigdatamigrator.fixture.Processes.Ended;
import io.github.bigdatamigrator.fixture.PythonEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the Python package and its notebooks with the real PySpark on the packaged jar. */
class PythonIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path PACKAGE = HOME.resolve("notebooks/python");

    @TempDir
    Path folder;

    private Ended python(Map<String, String> more, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(PythonEnvironment.variables());
        environment.putAll(more);
        String[] command = new String[arguments.length + 1];
        command[0] = PythonEnvironment.python();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Processes.run(folder, environment, command);
    }

    private Ended unitTests(Map<String, String> environment) throws Exception {
        return python(
                environment,
                "-m",
                "unittest",
                "discover",
                "-s",
                PACKAGE.resolve("tests").toString());
    }

    /** The text and HTML that the cells of a notebook show when it is executed. */
    private String executed(String name) throws Exception {
        Ended ended = python(
                Map.of("JUPYTER_DATA_DIR", folder.resolve("jupyter").toString()),
                "-m",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--ExecutePreprocessor.timeout=300",
                "--output-dir",
                folder.toString(),
                HOME.resolve("notebooks/" + name).toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode notebook = new ObjectMapper().readTree(folder.resolve(name).toFile());
        StringBuilder shown = new StringBuilder();
        for (JsonNode cell : notebook.path("cells")) {
            for (JsonNode output : cell.path("outputs")) {
                output.path("text").forEach(line -> shown.append(line.asText()));
                output.path("data").path("text/html").forEach(line -> shown.append(line.asText()));
            }
        }
        return shown.toString();
    }

    @Test
    void theTestsOfThePackagePass() throws Exception {
        Ended ended = unitTests(Map.of());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("OK");
    }

    @Test
    @Tag("long")
    void theTestsOfThePackagePassWithExecutorsInOtherProcesses() throws Exception {
        Ended ended = unitTests(Map.of("SPARK_MASTER", "local-cluster[2,1,1024]"));
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @Test
    void theNotebookOfDataFramesRuns() throws Exception {
        assertThat(executed("dataframes-pyspark.ipynb"))
                .contains("Profile of orders (2,000 rows), customers (300 rows); 1 relationships")
                .contains("orders.customer_id -> customers.customer_id, orphans ['9999']", "<iframe srcdoc=")
                .contains("City ", "BAD_INPUT The DataFrame “events” is a streaming one", "5 rows counted after")
                .doesNotContain("<style>:root", "Traceback");
    }

    @Test
    @Tag("long")
    void theQuickStartRunsFromFilesToASchema() throws Exception {
        assertThat(executed("quick-start-pyspark.ipynb"))
                .contains("Aurora Desk Lamp", "many_to_one", "sales has 20000 rows", "CREATE TABLE")
                .contains("class=&quot;chart&quot;");
    }

    @Test
    void theWheelIsInstalled() throws Exception {
        Ended built = Processes.run(
                folder,
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HOME.resolve("src/release/Wheel.java").toString(),
                PACKAGE.toString(),
                version(),
                folder.toString());
        String wheel = built.out().strip();
        assertThat(wheel).as(built.err()).endsWith("big_data_migrator-" + version() + "-py3-none-any.whl");
        String to = folder.resolve("site").toString();

        Ended installed = python(Map.of(), "-m", "pip", "install", "-q", "--no-index", "--target", to, wheel);
        assertThat(installed.code()).as(installed.err()).isZero();
        Ended used = python(
                Map.of("PYTHONPATH", to),
                "-c",
                "import bdm, importlib.metadata as m; print(bdm.__file__, m.version('big-data-migrator'))");
        assertThat(used.out()).as(used.err()).startsWith(to).contains(version());
    }

    @Test
    void thePackageHasTheVersionOfThePomAndItsTestsHaveItsSpark() throws Exception {
        assertThat(Files.readString(PACKAGE.resolve("bdm/__init__.py")))
                .contains("__version__ = \"" + version() + "\"");
        assertThat(Files.readString(PACKAGE.resolve("tests/requirements.txt")))
                .contains("pyspark==" + inPom("<spark.version>([^<]+)<"));
    }

    private static String version() throws Exception {
        return inPom("<artifactId>big-data-migrator</artifactId>\\s*<version>([^<]+)<");
    }

    private static String inPom(String pattern) throws Exception {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(HOME.resolve("pom.xml")));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
