package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.llm.ScriptedModelList.Entry;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the doctor's report on LM Studio and the online model in their possible states. */
class DoctorCommandTest {
    private static final String CODELLAMA = "codellama-34b-instruct";
    private static final String ONLINE_LIST = "{\"object\":\"list\",\"data\":["
            + "{\"id\":\"gpt-4o\",\"object\":\"model\",\"shutdown_date\":\"2027-01-14\"},"
            + "{\"id\":\"gpt-6-luna\",\"object\":\"model\",\"shutdown_date\":null}]}";

    @AutoClose
    private final ScriptedLMStudio studio = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    @Test
    void aModelWithItsFullWindowIsOkAndAnOldModelGetsASuggestion() {
        studio.models(ScriptedModelList.loaded(CODELLAMA, 16_384, 16_384));
        assertThat(doctor())
                .contains("[ok]   Model codellama-34b-instruct", "window 16384 tokens", "lms get qwen2.5-coder")
                .contains("Requests go to LOCAL_LLM_URL only; no online model is asked")
                .contains("LM Studio may pass requests on to another machine that is linked with it (LM Link)");
        studio.models(ScriptedModelList.loaded("qwen2.5-coder-7b-instruct", 16_384, 16_384));
        assertThat(doctor("--local-llm-model", "qwen2.5-coder-7b-instruct")).doesNotContain("lms get");
    }

    @Test
    void measuresTheModel() {
        studio.nativeChat();
        assertThat(doctor("--measure"))
                .contains("It reads 17 tokens in 1.1 s, and again as slowly", "writes 29.8 tokens a second");
        List<String> prompts = studio.requests().subList(1, studio.requests().size());
        assertThat(prompts).hasSize(2).allMatch(prompts.get(0)::equals);
    }

    @Test
    void checksAndSettingsAreJsonForPrograms() {
        studio.models(ScriptedModelList.loaded(CODELLAMA, 2048, 16_384));

        JsonNode report = Json.parse(doctor("--json"));

        assertThat(report.path("ok").asBoolean(true)).isFalse();
        assertThat(report.path("checks").findValuesAsText("remedy"))
                .anyMatch(remedy -> remedy.contains("lms load codellama-34b-instruct -c 16384"));
        assertThat(report.at("/settings/QUERY_TIMEOUT/source").asText()).isEqualTo("default");
    }

    @Test
    void withoutAModelTheRecipeNamesTheUsualOne() {
        assertThat(doctor("--headless", "--local-llm-model", "none")).contains("lms load codellama-34b-instruct");
    }

    @Test
    void printsHowToRunWithoutAWindow() {
        assertThat(doctor("--headless", "--local-llm-model", "qwen2.5-coder-7b"))
                .contains("lms daemon up", "lms load qwen2.5-coder-7b -c 16384", "lms server start --port ")
                .contains("[Service]", "WantedBy=default.target")
                .doesNotContain("Settings in force");
    }

    @Test
    void aSmallWindowIsReportedWithItsRemedy() {
        studio.models(ScriptedModelList.loaded(CODELLAMA, 2048, 16_384));
        assertThat(doctor())
                .contains("loaded with a window of 2,048 tokens, though it takes 16,384")
                .contains("[!]    The window is small", "`lms unload codellama-34b-instruct`")
                .contains("`lms load codellama-34b-instruct -c 16384`");
    }

    @Test
    void anUnloadedModelIsReportedWithItsRemedy() {
        studio.models(ScriptedModelList.none());
        assertThat(doctor()).contains("[!]    Model", "cannot answer", "`lms load codellama-34b-instruct -c 16384`");
        studio.models(ScriptedModelList.none().and(new Entry(CODELLAMA, "llm", 0, 16_384, true)));
        assertThat(doctor()).contains("[ok]   Model", "not loaded yet; the first question loads it", "-c 16384");
    }

    @Test
    void anotherModelThatIsLoadedIsNamed() {
        studio.models(ScriptedModelList.loaded("gemma-3-12b", 8192, 8192));
        assertThat(doctor()).contains("gemma-3-12b is loaded and answers in place of CodeLlama-34B-Instruct.");
    }

    @Test
    void anUnreachableServerIsReportedWithItsRemedy() {
        studio.close();
        assertThat(doctor()).contains("[!]    Model", "connection refused", "`lms server start`", "See the remedies");
    }

    @Test
    void anEmbeddingModelIsReportedAsUnableToChat() {
        studio.models(ScriptedModelList.none()
                .and(new Entry("text-embedding-nomic-embed-text-v1.5", "embeddings", 2048, 2048, true)));
        assertThat(doctor())
                .contains(
                        "[!]    Model", "text-embedding-nomic-embed-text-v1.5, which makes embeddings and cannot chat")
                .contains("`lms load codellama-34b-instruct -c 16384`");
    }

    @Test
    void anUnknownModelNameIsReportedWithTheLoadedNames() {
        studio.models(ScriptedModelList.loaded("gemma-3-12b", 8192, 8192)
                .and(new Entry("qwen3-coder-30b", "llm", 8192, 8192, true)));
        assertThat(doctor())
                .contains("[!]    Model", "has no model CodeLlama-34B-Instruct ready", "LOCAL_LLM_MODEL")
                .contains("Loaded: gemma-3-12b, qwen3-coder-30b.");
    }

    @Test
    void aWrongPathIsReportedEvenIfTheModelAnswers() {
        for (String path : List.of("", "/v1/v1", "/api/v0/chat")) {
            assertThat(doctor("--local-llm-url", studio.url().replace("/v1", path)))
                    .contains("[!]    Model", "Check that LOCAL_LLM_URL ends in /v1");
        }
    }

    @Test
    void aMissingKeyAndAWebPageAreDistinguished() {
        studio.always((to, body) -> to.body(401, "application/json", "{\"error\":{\"code\":\"invalid_api_key\"}}"));
        assertThat(doctor()).contains("[!]    Model", "requires a key. Set LOCAL_LLM_API_KEY.");
        studio.lists().commonList("<!doctype html><html>It works</html>");
        assertThat(doctor()).contains("[!]    Model", "is a web page and not a model server. Check LOCAL_LLM_URL");
    }

    @Test
    void aDeprecatedOnlineModelIsReportedWithDateAndSuccessor() {
        try (ScriptedLMStudio online = ScriptedLMStudio.start().commonList(ONLINE_LIST)) {
            String said = doctor(
                    "--enable-online-fallback",
                    "true",
                    "--openai-base-url",
                    online.url(),
                    "--openai-api-key",
                    "sk-planted-5f2c81");
            assertThat(said)
                    .contains("gpt-4o will be shut down on 2027-01-14. Set ONLINE_LLM_MODEL to another, such as"
                            + " gpt-6-luna.")
                    .doesNotContain("sk-planted");
        }
        assertThat(doctor("--enable-online-fallback", "true", "--openai-api-key", ""))
                .contains("There is no key, so it is never asked.");
    }

    private String doctor(String... flags) {
        List<String> words = new ArrayList<>(List.of(
                "doctor",
                "--local-llm-url",
                studio.url(),
                "--conversation-dir",
                folder.resolve("kept").toString()));
        words.addAll(List.of(flags));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Main.run(words.toArray(String[]::new), InputStream.nullInputStream(), to, to))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
