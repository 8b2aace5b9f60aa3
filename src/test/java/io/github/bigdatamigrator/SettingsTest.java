package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Settings DEFAULTS = Settings.of(Map.of(), Map.of(), null);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "LOCAL_LLM_URL, http://localhost:1234/v1, https://box:9000/v1, localhost:1234",
                "LOCAL_LLM_MODEL, CodeLlama-34B-Instruct, qwen2.5, 'two\nlines'",
                "LOCAL_LLM_API_KEY, -, sk-local, 'has blank'",
                "LOCAL_LLM_TRUSTED, false, true, yes",
                "LOCAL_LLM_WINDOW, 4096, 16384, 0",
                "LOCAL_LLM_PARALLEL, 1, 4, 0",
                "LOCAL_LLM_DRAFT_MODEL, -, qwen2.5-0.5b, 'a\nb'",
                "LOCAL_LLM_TTL, 3600, 60, 0",
                "LOCAL_LLM_REASONING, false, true, on",
                "LOCAL_PRIVACY_LEVEL, 3, 2, 4",
                "LLM_TIMEOUT, 300, 5, 5s",
                "LLM_REPLY_TOKENS, 700, 1200, 9999999999",
                "ENABLE_ONLINE_FALLBACK, false, true, 1",
                "OPENAI_API_KEY, -, sk-online, 'has\ttab'",
                "ONLINE_LLM_MODEL, gpt-4o, gpt-6-luna, 'a\rb'",
                "OPENAI_BASE_URL, https://api.openai.com/v1, http://127.0.0.1:9/v1, ftp://api.openai.com",
                "ONLINE_PRIVACY_LEVEL, 1, 0, -1",
                "CONVERSATION_DIR, conversations, /tmp/talks, 'a\nb'",
                "KNOWLEDGE_DIR, knowledge, /tmp/known, 'a\nb'",
                "PROFILE_CACHE_DIR, ~/.cache/big-data-migrator, /tmp/profiles, 'a\nb'",
                "PROFILE_CACHE_MB, 2048, 100, 0",
                "DATA_ROOTS, ., '/data,/more', 'a\nb'",
                "DATA_SOURCES, -, 's3a://bucket/sales,table:sales', 'a\nb'",
                "CONNECTIONS_FILE, conf/connections.yaml, /etc/bdm/connections.yaml, 'a\nb'",
                "JDBC_CONNECTIONS, 4, 8, 0",
                "UPLOAD_MB, 1024, 10, 0",
                "MCP_WAIT_SECONDS, 30, 5, 0",
                "SERVER_TOKEN, -, letmein, 'let me in'",
                "SPARK_MASTER, local[*], spark://host:7077, locale[2]",
                "LOCAL_SCAN_MB, 1024, 100, 0",
                "QUERY_TIMEOUT, 120, 60, 1.5",
                "QUERY_ROW_LIMIT, 1000, 10, ten",
                "RELATIONSHIP_CONFIDENCE, 50, 80, 0.5"
            })
    void everySettingHasItsDefaultTakesAValueAndRefusesAnInvalidOne(
            Setting setting, @Nullable String defaultValue, String explicit, String invalid) {
        assertThat(DEFAULTS.value(setting)).isEqualTo(defaultValue);
        assertThat(DEFAULTS.source(setting)).isEqualTo(Settings.Source.DEFAULT);
        assertThat(Settings.of(Map.of(), Map.of(setting.name(), explicit), null).value(setting))
                .isEqualTo(explicit);

        assertThatThrownBy(() -> Settings.of(Map.of(setting, invalid), Map.of(), null))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
                .hasMessageContaining(setting.flag())
                .hasMessageContaining(setting.expected());
    }

    @Test
    void theTableAboveNamesEverySetting() throws NoSuchMethodException {
        String[] rows = SettingsTest.class
                .getDeclaredMethod(
                        "everySettingHasItsDefaultTakesAValueAndRefusesAnInvalidOne",
                        Setting.class,
                        String.class,
                        String.class,
                        String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertThat(rows)
                .extracting(row -> row.split(",")[0])
                .containsExactlyInAnyOrderElementsOf(java.util.Arrays.stream(Setting.values())
                        .map(Setting::name)
                        .toList());
    }

    @Test
    void flagsWinOverTheEnvironmentAndThatOverTheFileAndThatOverTheDefault() throws IOException {
        Path file = file("QUERY_TIMEOUT=1\nQUERY_ROW_LIMIT=1\nLLM_TIMEOUT=1\n");
        Settings settings = Settings.of(
                Map.of(Setting.QUERY_TIMEOUT, "3"), Map.of("QUERY_TIMEOUT", "2", "QUERY_ROW_LIMIT", "2"), file);
        assertThat(settings.number(Setting.QUERY_TIMEOUT)).isEqualTo(3);
        assertThat(settings.source(Setting.QUERY_TIMEOUT)).isEqualTo(Settings.Source.FLAG);
        assertThat(settings.number(Setting.QUERY_ROW_LIMIT)).isEqualTo(2);
        assertThat(settings.source(Setting.QUERY_ROW_LIMIT)).isEqualTo(Settings.Source.ENVIRONMENT);
        assertThat(settings.number(Setting.LLM_TIMEOUT)).isEqualTo(1);
        assertThat(settings.source(Setting.LLM_TIMEOUT)).isEqualTo(Settings.Source.FILE);
        assertThat(settings.number(Setting.LLM_REPLY_TOKENS)).isEqualTo(700);
    }

    @Test
    void anInvalidValueIsRefusedEvenWhereAStrongerOneHidesIt() {
        assertThatThrownBy(() -> Settings.of(Map.of(Setting.QUERY_TIMEOUT, "3"), Map.of("QUERY_TIMEOUT", "soon"), null))
                .hasMessageContaining("QUERY_TIMEOUT in the environment is 'soon'");
    }

    @Test
    void valuesHaveTheirTypes() {
        assertThat(DEFAULTS.flag(Setting.ENABLE_ONLINE_FALLBACK)).isFalse();
        assertThat(DEFAULTS.text(Setting.LOCAL_LLM_URL)).isEqualTo("http://localhost:1234/v1");
        assertThat(DEFAULTS.level(Setting.LOCAL_PRIVACY_LEVEL)).isEqualTo(PrivacyLevel.ROWS);
        assertThat(Settings.of(Map.of(Setting.DATA_ROOTS, "/a, /b,"), Map.of(), null)
                        .list(Setting.DATA_ROOTS))
                .containsExactly("/a", "/b");
        assertThatThrownBy(() -> DEFAULTS.text(Setting.OPENAI_API_KEY))
                .hasMessageContaining("OPENAI_API_KEY is not set");
        assertThatThrownBy(() -> DEFAULTS.number(Setting.LOCAL_LLM_URL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFileTakesCommentsQuotesExportsAndWindowsLineEnds() throws IOException {
        Settings settings = Settings.of(
                Map.of(),
                Map.of(),
                file(String.join(
                        "\r\n",
                        "\uFEFF# a comment",
                        "",
                        "export LOCAL_LLM_MODEL=\"my # model\" # why",
                        "CONVERSATION_DIR='a b'",
                        "QUERY_TIMEOUT = 7 # seconds",
                        "OPENAI_API_KEY=")));
        assertThat(settings.value(Setting.LOCAL_LLM_MODEL)).isEqualTo("my # model");
        assertThat(settings.value(Setting.CONVERSATION_DIR)).isEqualTo("a b");
        assertThat(settings.number(Setting.QUERY_TIMEOUT)).isEqualTo(7);
        assertThat(settings.value(Setting.OPENAI_API_KEY)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL_LM_URL, LOCAL_LLM_URL",
        "local_llm_url, LOCAL_LLM_URL",
        "URL_LLM_LOCAL, LOCAL_LLM_URL",
        "ROW_LIMIT, QUERY_ROW_LIMIT",
        "OPENAI_KEY, OPENAI_API_KEY"
    })
    void anUnknownNameInTheFileIsRefusedWithTheNearestKnownOne(String name, Setting nearest) throws IOException {
        Path file = file("# one\n" + name + "=sk-secret\n");
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), file))
                .hasMessageContaining("line 2")
                .hasMessageContaining("no setting " + name + "; did you mean " + nearest + "?")
                .hasMessageNotContaining("sk-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just words", "LOCAL_LLM_MODEL=\"open", "LOCAL_LLM_MODEL='a' b", "=value"})
    void aLineThatIsNoAssignmentIsRefusedWithItsNumber(String line) throws IOException {
        Path file = file(line);
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), file)).hasMessageContaining("line 1");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL_LLM_URI, LOCAL_LLM_URL",
        "LOCAL_URL_LLM, LOCAL_LLM_URL",
        "DATA_ROOT, DATA_ROOTS",
        "BDM_SERVER_TOKEN, SERVER_TOKEN",
        "openai_api_key, OPENAI_API_KEY"
    })
    void aNearMissInTheEnvironmentIsWarnedOf(String name, Setting meant) {
        assertThat(Settings.of(Map.of(), Map.of(name, "x"), null).warnings())
                .singleElement()
                .asString()
                .contains(name, meant.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "SPARK_HOME",
                "SPARK_LOCAL_IP",
                "SPARK_MASTER_HOST",
                "JAVA_HOME",
                "BDM_MEMORY",
                "TERM",
                "OPENAI_ORGANIZATION",
                "LOCAL_LLM_URL",
                "DATA_DIR",
                "QUERY_STRING",
                "_",
                ""
            })
    void unrelatedAndCorrectNamesGetNoWarning(String name) {
        assertThat(Setting.typoWarnings(java.util.Set.of(name))).isEmpty();
    }

    @Test
    void secretsAreShownNowhere() {
        Settings settings =
                Settings.of(Map.of(Setting.SERVER_TOKEN, "tok-123"), Map.of("OPENAI_API_KEY", "sk-456"), null);
        assertThat(settings.toString()).doesNotContain("tok-123", "sk-456").contains("SERVER_TOKEN=(set)");
        assertThat(settings.shown(Setting.OPENAI_API_KEY)).isEqualTo("(set)");
        assertThat(settings.shown(Setting.LOCAL_LLM_API_KEY)).isEqualTo("(not set)");
        assertThatThrownBy(() -> Settings.of(Map.of(Setting.SERVER_TOKEN, "tok 789"), Map.of(), null))
                .hasMessageNotContaining("789");
    }

    @Test
    void theConversationFolderIsTakenFromTheInstallationUnlessTheUserNamesOne() throws IOException {
        Path home = folder.resolve("home");
        Path file = file("CONVERSATION_DIR=talks");
        assertThat(Settings.of(Map.of(), Map.of(), null, home).value(Setting.CONVERSATION_DIR))
                .isEqualTo(home.resolve("conversations").toString());
        assertThat(Settings.of(Map.of(), Map.of(), file, home).value(Setting.CONVERSATION_DIR))
                .isEqualTo(home.resolve("talks").toString());
        assertThat(Settings.of(Map.of(), Map.of("CONVERSATION_DIR", "mine"), file, home)
                        .value(Setting.CONVERSATION_DIR))
                .isEqualTo("mine");
    }

    @Test
    void knowledgeIsKeptBesideTheConversationsUnlessTheUserNamesAFolder() throws IOException {
        Path home = folder.resolve("home");

        assertThat(Settings.of(Map.of(), Map.of("CONVERSATION_DIR", "/x/talks"), null)
                        .value(Setting.KNOWLEDGE_DIR))
                .isEqualTo("/x/knowledge");
        assertThat(Settings.of(Map.of(), Map.of(), null, home).value(Setting.KNOWLEDGE_DIR))
                .isEqualTo(home.resolve("knowledge").toString());
        assertThat(Settings.of(Map.of(), Map.of(), file("KNOWLEDGE_DIR=known"), home)
                        .value(Setting.KNOWLEDGE_DIR))
                .isEqualTo(home.resolve("known").toString());
    }

    @Test
    void theShippedExampleNamesEverySettingWithItsDefaultAndSetsNothing() throws IOException {
        Path example = Path.of("conf", "bdm.env.example");
        assertThat(SettingsFile.read(example)).isEmpty();
        assertThat(Files.readAllLines(example).stream().filter(line -> line.matches("#[A-Z_]+=.*")))
                .containsExactlyElementsOf(java.util.Arrays.stream(Setting.values())
                        .map(setting ->
                                "#" + setting + "=" + (setting.defaultValue() == null ? "" : setting.defaultValue()))
                        .toList());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("bdm.env"), text);
    }
}
