package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.settings.Setting;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests usage, help and flags, which are handled before the system opens. */
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "profile, FILE",
        "ask sales.csv, --question",
        "ask -q x, name at least one FILE",
        "chat, name at least one FILE",
        "guide, name at least one FILE",
        "optimize-schema, name at least one FILE",
        "migrate --to jdbc:postgresql://localhost/db, name at least one FILE",
        "migrate sales.csv, --to",
        "optimize-schema sales.csv --target oracle, oracle",
        "run, JOB.yaml",
        "run a.yaml b.yaml, b.yaml",
        "eval sales.csv, --generate N",
        "eval --generate 5, name at least one data FILE",
        "eval sales.csv --generate many, many",
        "eval sales.csv --generate 5 --language fr, fr",
        "eval sales.csv --generate 5 --min-right 101, 101",
        "serve --port many, many",
        "serve extra, extra",
        "demo one two, two",
        "ask sales.csv, there is no question",
        "ask 'my sales.csv', there is no question",
        "conversations, 'list, show, export, replay or delete'",
        "conversations show, ID",
        "conversations export c1 --format pdf, pdf",
        "doctor --loud, --loud",
        "'', name a command"
    })
    void wrongUsagePrintsOneLineAndExitsWithTwo(String arguments, String named) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).startsWith("bdm: ").contains(named, "--help").doesNotContain("\tat ", "Exception");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "profile a.csv --local-llm-ur=x, --local-llm-url",
        "profile a.csv --jsno, --json",
        "profil a.csv, profile",
        "conversations lits, list"
    })
    void aMistypedWordIsAnsweredWithTheNearestKnownOne(String arguments, String meant) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).contains("did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile a.csv --query-timeout soon",
                "ask a.csv -q x --local-llm-url nowhere",
                "doctor --spark-master locale",
                "conversations list --master locale",
                "serve --enable-online-fallback maybe"
            })
    void anInvalidSettingIsRefusedOnEveryCommand(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).startsWith("bdm: --").contains("expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "profile a.csv --encoding latin-seven ! latin-seven ! Try UTF-8",
                "profile a.csv --quote double ! double ! one character",
                "ask a.csv -q x --header-rows 99 ! 99 ! from 0 to 20",
                "ask a.csv -q x --skip-lines -1 ! -1 ! from 0 to",
                "guide a.csv --skip-footer 5000 ! 5000 ! from 0 to 1000",
                "chat a.csv --thousands x ! x ! or none",
                "chat a.csv --thousands , --decimal-comma ! , ! already",
                "optimize-schema a.csv --no-header --header-rows 2 ! --no-header ! one of them",
                "profile a.csv --decimal-comma --decimal-point ! --decimal-comma ! one of them",
                "profile a.csv --delimiter x\\u000ay ! x\\ny ! without a line end",
                "profile a.csv --delimiter ~ --quote ~ ! ~ ! must not contain the quote"
            })
    void anImpossibleDialectIsRejectedBeforeAFileIsOpened(String arguments, String value, String remedy) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).startsWith("bdm: ").contains(value, remedy);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpAndEverySettingFlag(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: bdm " + command, "--help-settings", "--quiet")
                .doesNotContain("--master", "Settings,");
        assertThat(run(command + " --help-settings")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Settings, also from the environment", "--master");
        for (Setting setting : Setting.values()) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(setting.flag() + "=VALUE");
        }
        assertThat(err()).isEmpty();
    }

    static Stream<String> commands() {
        return Stream.of(
                "demo",
                "profile",
                "ask",
                "chat",
                "guide",
                "describe",
                "optimize-schema",
                "eval",
                "serve",
                "mcp",
                "doctor",
                "conversations list",
                "conversations show",
                "conversations export",
                "conversations delete");
    }

    @Test
    void theProgramHasHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: bdm", "Examples:", "Exit codes")
                .contains(
                        "demo",
                        "profile",
                        "ask",
                        "chat",
                        "guide",
                        "describe",
                        "optimize-schema",
                        "serve",
                        "conversations",
                        "doctor")
                .contains("generate-completion");
    }

    @Test
    void helpIsJsonForPrograms() {
        assertThat(run("--help --json")).isZero();
        JsonNode all = Json.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(all.path("commands").findValuesAsText("name")).contains("profile", "ask", "conversations", "list");
        assertThat(all.at("/exit_codes/3").asText()).isEqualTo("a file cannot be read");
        assertThat(all.path("shared_options").findValues("names").toString())
                .contains(Setting.LOCAL_LLM_URL.flag(), "--quiet");
        out.reset();

        assertThat(run("optimize-schema --json -h")).isZero();
        JsonNode one = Json.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(one.path("name").asText()).isEqualTo("optimize-schema");
        JsonNode target = one.path("options")
                .valueStream()
                .filter(option -> option.at("/names/0").asText().equals("--target"))
                .findFirst()
                .orElseThrow();
        assertThat(target.path("choices").toString()).isEqualTo("[\"postgresql\",\"spark\"]");
        assertThat(target.path("default").asText()).isEqualTo("postgresql");
        assertThat(one.path("options").findValues("names").toString()).doesNotContain("--quiet");
    }

    @Test
    void anEntryForAnMcpClientIsShownAndWrittenOnlyOnDemand() {
        assertThat(run("mcp a.csv --delimiter ; --local-privacy-level=1 --server-token tok --install lmstudio"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"mcpServers\"", Path.of("a.csv").toAbsolutePath().toString())
                .contains("\"--delimiter\", \";\"", "\"--local-privacy-level\", \"1\"", "\"JAVA_HOME\"")
                .contains("lmstudio://add_mcp?name=big-data-migrator&config=")
                .doesNotContain("--install", "tok");
        assertThat(err()).contains("[y/N]", "Nothing is written", "--server-token is not written");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Big Data Migrator ");
    }

    @Test
    void aCompletionScriptIsPrinted() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("complete ", "--local-llm-url", "optimize-schema");
    }

    @Test
    void flagsReachTheSettings() {
        CommandContext console = console();
        String[] words = {"profile", "a.csv", "--master", "local[2]", "--query-timeout=7", "--openai-api-key", "sk"};
        Main.commandLine(console, words).parseArgs(words);
        assertThat(console.settings().value(Setting.SPARK_MASTER)).isEqualTo("local[2]");
        assertThat(console.settings().number(Setting.QUERY_TIMEOUT)).isEqualTo(7);
        assertThat(console.settings().value(Setting.OPENAI_API_KEY)).isEqualTo("sk");
    }

    private int run(String arguments) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        return Main.run(words, InputStream.nullInputStream(), new PrintStream(out, true), new PrintStream(err, true));
    }

    private CommandContext console() {
        return new CommandContext(
                InputStream.nullInputStream(), new PrintStream(out, true), new PrintStream(err, true));
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
