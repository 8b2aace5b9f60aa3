package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.KEY;
import static io.github.bigdatamigrator.llm.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
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
    void anAddressElsewhereMustBeHttpsAndAKeyIsNeeded() {
        assertThatThrownBy(() -> new OpenAIClient(endpoint("http://models.example/v1", "gpt-4o", KEY), null))
                .hasMessageContaining("https")
                .hasMessageNotContaining(KEY);
        assertThatThrownBy(() -> new OpenAIClient(endpoint("https://models.example/v1", "gpt-4o", null), null))
                .hasMessageContaining("OPENAI_API_KEY");
    }

    @Test
    void makingOneAndAskingItsStatusSendsNothing() {
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            assertThat(client.status().windowTokens()).isEqualTo(128_000);
        }
        assertThat(server.paths()).isEmpty();
    }

    @Test
    void aChatIsOneRequestWithTheNameAsSet() throws Exception {
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            client.chat(asking("Hello?"), piece -> {});
        }
        assertThat(server.paths()).containsExactly("POST /v1/chat/completions");
        JsonNode body = Json.read(server.requests().get(0));
        assertThat(body.path("model").asText()).isEqualTo("gpt-4o");
        assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.has("stop")).isFalse();
    }

    @Test
    void reasoningModelsGetTheirOwnLimitAndNoTemperature() throws Exception {
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-6-luna", KEY), null)) {
            client.chat(asking("Hello?"), piece -> {});
        }
        JsonNode body = Json.read(server.requests().get(0));
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(50);
        assertThat(body.has("max_tokens")).isFalse();
        assertThat(body.has("temperature")).isFalse();
    }

    @Test
    void anUnknownModelThatRefusesAParameterIsAskedAgainWithoutIt() throws Exception {
        server.error(
                        400,
                        "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                                + " 'max_completion_tokens' instead.\",\"type\":\"invalid_request_error\",\"param\":\"max_tokens\","
                                + "\"code\":\"unsupported_parameter\"}}")
                .error(
                        400,
                        "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0 with this model.\","
                                + "\"param\":\"temperature\",\"code\":\"unsupported_value\"}}")
                .reply("Fine.");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "next-model", KEY), null)) {
            assertThat(client.chat(asking("Hello?"), piece -> {}).text()).isEqualTo("Fine.");
        }
        JsonNode last = Json.read(server.requests().get(2));
        assertThat(last.has("max_completion_tokens")).isTrue();
        assertThat(last.has("temperature")).isFalse();
    }

    @Test
    void aKeyThatIsRefusedIsNamedByItsSettingAndNotShown() {
        server.error(
                401,
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-proj-abc****xyz9.\",\"type\":\"invalid_request_error\","
                        + "\"param\":null,\"code\":\"invalid_api_key\"}}");
        try (OpenAIClient client = new OpenAIClient(endpoint(server.url(), "gpt-4o", KEY), null)) {
            assertThatThrownBy(() -> client.chat(asking("Hello?"), piece -> {}))
                    .hasMessageContaining("OPENAI_API_KEY")
                    .hasMessageNotContaining("sk-proj");
        }
    }

    private static ModelEndpoint endpoint(String url, String model, @Nullable String key) {
        return new ModelEndpoint(
                url, model, key, PrivacyLevel.AGGREGATES, 4096, Duration.ofSeconds(20), Duration.ofSeconds(10));
    }
}
