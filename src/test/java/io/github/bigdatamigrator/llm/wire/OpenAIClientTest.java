package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.KEY;
import static io.github.bigdatamigrator.llm.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ScriptedConnection;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.llm.WireJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAIClientTest {
    private final ScriptedLMStudio server = ScriptedLMStudio.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void requiresHttpsAndAKey() {
        assertThatThrownBy(() -> new OpenAIClient(endpoint("http://models.example/v1", "gpt-4o", KEY), null))
                .hasMessageContaining("https")
                .hasMessageNotContaining(KEY);
        assertThatThrownBy(() -> new OpenAIClient(endpoint("https://models.example/v1", "gpt-4o", null), null))
                .hasMessageContaining("OPENAI_API_KEY");
    }

    @Test
    void constructorAndStatusSendNothing() {
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            assertThat(client.status().windowTokens()).isEqualTo(128_000);
        }
        assertThat(server.paths()).isEmpty();
    }

    @Test
    void aChatIsOneRequestForTheConfiguredModel() throws Exception {
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            client.chat(asking("Hello?"), piece -> {});
        }
        assertThat(server.paths())
                .filteredOn(path -> path.startsWith("POST"))
                .containsExactly("POST /v1/chat/completions");
        JsonNode body = WireJson.read(server.requests().get(0));
        assertThat(body.path("model").asText()).isEqualTo("gpt-4o");
        assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.has("stop")).isFalse();
    }

    @Test
    void sendsReasoningModelsTheirLimitAndNoTemperature() throws Exception {
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-6-luna", KEY), null)) {
            client.chat(asking("Hello?"), piece -> {});
        }
        JsonNode body = WireJson.read(server.requests().get(0));
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(50);
        assertThat(body.has("max_tokens")).isFalse();
        assertThat(body.has("temperature")).isFalse();
    }

    @Test
    void resendsWithoutAParameterThatTheModelRefuses() throws Exception {
        server.error(
                        400,
                        "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this"
                                + " model. Use 'max_completion_tokens'"
                                + " instead.\",\"type\":\"invalid_request_error\",\"param\":\"max_tokens\","
                                + "\"code\":\"unsupported_parameter\"}}")
                .error(
                        400,
                        "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0 with this"
                                + " model.\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}")
                .reply("Fine.");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "next-model", KEY), null)) {
            assertThat(client.chat(asking("Hello?"), piece -> {}).text()).isEqualTo("Fine.");
        }
        JsonNode last = WireJson.read(server.requests().get(2));
        assertThat(last.has("max_completion_tokens")).isTrue();
        assertThat(last.has("temperature")).isFalse();
    }

    @Test
    void aRefusedKeyIsNamedByItsSettingAndNotShown() {
        server.error(
                401,
                "{\"error\":{\"message\":\"Incorrect API key provided:"
                        + " sk-proj-abc****xyz9.\",\"type\":\"invalid_request_error\","
                        + "\"param\":null,\"code\":\"invalid_api_key\"}}");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            assertThatThrownBy(() -> client.chat(asking("Hello?"), piece -> {}))
                    .hasMessageContaining("OPENAI_API_KEY")
                    .hasMessageNotContaining("sk-proj");
        }
    }

    private static final String LIST = "{\"object\":\"list\",\"data\":["
            + "{\"id\":\"gpt-4o\",\"object\":\"model\",\"owned_by\":\"system\",\"shutdown_date\":\"2027-01-14\"},"
            + "{\"id\":\"gpt-6-luna\",\"object\":\"model\",\"owned_by\":\"system\",\"shutdown_date\":null}]}";

    @Test
    void reportsTheShutdownDayAndAnAlternative() {
        server.commonList(LIST);
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            for (int chat = 0; chat < 2; chat++) {
                assertThat(client.chat(asking("Hello?"), piece -> {}).notes())
                        .contains("The online model gpt-4o will be shut down on 2027-01-14. Set ONLINE_LLM_MODEL to"
                                + " another, such as gpt-6-luna.");
            }
            assertThat(client.check().note()).contains("2027-01-14");
        }
        assertThat(server.paths())
                .filteredOn(path -> path.equals("GET /v1/models"))
                .hasSize(2);
    }

    @Test
    void knowsPublishedShutdownsThatTheListOmits() {
        server.commonList(
                "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\",\"object\":\"model\"},{\"id\":\"gpt-4o-mini\"},"
                        + "{\"id\":\"gpt-6-luna\",\"object\":\"model\"}]}");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            assertThat(client.check().note())
                    .isEqualTo(
                            "The online model gpt-4o will be shut down on 2027-01-14. Set ONLINE_LLM_MODEL to another,"
                                    + " such as gpt-6-luna.");
        }
    }

    @Test
    void reportsOnlyAModelMissingFromTheList() {
        server.commonList(LIST);
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-6-luna", KEY), null)) {
            assertThat(client.chat(asking("Hello?"), piece -> {}).notes())
                    .noneMatch(note -> note.contains("shut down"));
            assertThat(client.check().available()).isTrue();
        }
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-3", KEY), null)) {
            assertThat(client.check().available()).isFalse();
            assertThat(client.check().note()).contains("gpt-3 is not in its server's list", "gpt-6-luna");
        }
    }

    @Test
    void onlyTheCheckReportsAnUnreachableServer() {
        server.commonList("{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            assertThat(client.check().note()).contains("OPENAI_API_KEY").doesNotContain(KEY);
            assertThat(client.chat(asking("Hello?"), piece -> {}).notes()).noneMatch(note -> note.contains("list"));
        }
        String url = server.url();
        server.close();
        try (OpenAIClient client = new OpenAIClient(endpoint(url, "gpt-4o", KEY), null)) {
            assertThat(client.check().note()).contains("connection refused", "OPENAI_BASE_URL");
        }
    }

    @Test
    void reportsTokensAndCost() {
        server.streamChunks(
                ScriptedConnection.delta("Hi").replace("codellama-34b-instruct", "gpt-4o-2024-11-20"),
                ScriptedConnection.finish("stop").replace("codellama-34b-instruct", "gpt-4o-2024-11-20"),
                ScriptedConnection.usage(1000, 200).replace("codellama-34b-instruct", "gpt-4o-2024-11-20"),
                "[DONE]");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            ChatReply reply = client.chat(asking("Hello?"), piece -> {});
            assertThat(reply.usage().promptTokens()).isEqualTo(1000);
            assertThat(reply.usage().completionTokens()).isEqualTo(200);
            assertThat(reply.usage().requests().get(0).costDollars()).isEqualTo(0.0045);
            assertThat(reply.online()).isTrue();
            assertThat(reply.notes())
                    .contains("gpt-4o-2024-11-20 at " + server.url()
                            + " was asked: 1,000 tokens sent, 200 received, about $0.0045 by the published price.");
        }
        assertThat(ModelPrices.dollars("gpt-4o-mini", new TokenUsage(1_000_000, 0)))
                .isEqualTo(0.15);
        assertThat(ModelPrices.dollars("some-model", new TokenUsage(1, 1))).isNull();
    }

    private static ModelEndpoint endpoint(String url, String model, @Nullable String key) {
        return new ModelEndpoint(
                url, model, key, PrivacyLevel.AGGREGATES, 4096, Duration.ofSeconds(20), Duration.ofSeconds(10));
    }
}
