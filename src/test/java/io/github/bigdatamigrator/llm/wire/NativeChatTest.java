package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatReply.Finish;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.llm.ScriptedModelList.Entry;
import io.github.bigdatamigrator.llm.TokenUsage.Speed;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests LM Studio's own chat call, which reports progress, and what happens where it does not work. */
class NativeChatTest {
    private static final ChatRequest WITH_SCHEMA =
            asking("How many?").withReplySchema(ReplySchema.choosing("keys", Map.of("a", List.of("b"))));
    private static final ScriptedModelList NOT_LOADED =
            new ScriptedModelList(List.of(new Entry("codellama-34b-instruct", "llm", 0, 16_384, true)));

    @AutoClose
    private final ScriptedLMStudio studio = ScriptedLMStudio.start().nativeChat();

    @AutoClose
    private final LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null);

    private final List<String> said = new ArrayList<>();

    private long chats(String path) {
        return studio.paths().stream().filter(("POST " + path)::equals).count();
    }

    private JsonNode body(int request) throws Exception {
        return WireJson.read(studio.requests().get(request));
    }

    @Test
    void asksWithoutKeepingAnythingOnTheServer() throws Exception {
        studio.reply("About 12 rows.");

        ChatReply reply = client.chat(asking("How many?"), ReplyListener.NONE);

        assertThat(reply.text()).isEqualTo("About 12 rows.");
        assertThat(reply.finish()).isEqualTo(Finish.STOP);
        assertThat(reply.usage().promptTokens()).isEqualTo(17);
        assertThat(reply.usage().completionTokens()).isEqualTo(3);
        assertThat(reply.usage().speed()).isEqualTo(new Speed(29.75, 1.088, null));
        assertThat(chats("/api/v1/chat")).isEqualTo(1);
        JsonNode body = body(0);
        assertThat(body.path("model").asText()).isEqualTo("codellama-34b-instruct");
        assertThat(body.path("system_prompt").asText()).isEqualTo("Be brief.");
        assertThat(body.path("input").asText()).isEqualTo("How many?");
        assertThat(body.path("store").asBoolean(true)).isFalse();
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("reasoning").asText()).isEqualTo("off");
        assertThat(body.has("context_length")).isFalse();
        assertThat(body.has("draft_model")).isFalse();
    }

    @Test
    void saysThatTheModelIsBeingLoadedAndLoadsItWithTheWindowOfTheSettings() {
        studio.models(NOT_LOADED).act((to, body) -> {
            to.stream();
            to.nativeEvent("chat.start", "");
            to.nativeEvent("model_load.start", "");
            to.nativeEvent("model_load.end", ",\"load_time_seconds\":2.6");
            to.nativeEvent("message.delta", ",\"content\":\"Yes.\"");
            to.nativeEnd(2);
        });

        client.chat(asking("How many?"), ReplyListener.progress(said::add));

        assertThat(said).hasSize(1).first().asString().startsWith("codellama-34b-instruct is being loaded (");
        assertThat(studio.requests().get(0)).contains("\"context_length\":4096");
    }

    @Test
    void saysHowMuchOfThePromptIsRead() {
        studio.act((to, body) -> {
            to.stream();
            to.nativeEvent("prompt_processing.progress", ",\"progress\":0.4");
            to.nativeEvent("message.delta", ",\"content\":\"Yes.\"");
            to.nativeEnd(2);
        });

        client.chat(asking("How many?"), ReplyListener.progress(said::add));

        assertThat(said).hasSize(1).first().asString().contains(" reads the prompt of about ", " tokens, 40 %");
    }

    /** The call takes no stop strings, and a model without a chat template writes the user's next turn too. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Yes: a[1].|[IN|ST] And now?|more, Yes: a[1].",
                "Yes.</|s|>, Yes.",
                "Is a <|b> or [|INSTEAD], Is a <b> or [INSTEAD]",
                "Yes [, Yes ["
            })
    void aReplyEndsBeforeAStopString(String pieces, String shown) {
        studio.act((to, body) -> {
            to.stream();
            for (String piece : pieces.split("\\|")) {
                to.nativeEvent("message.delta", ",\"content\":\"" + piece + "\"");
            }
            to.nativeEnd(20);
        });
        StringBuilder seen = new StringBuilder();

        ChatReply reply = client.chat(asking("How many?"), seen::append);

        assertThat(reply.text()).isEqualTo(shown);
        assertThat(seen).hasToString(shown);
        assertThat(reply.finish()).isEqualTo(Finish.STOP);
    }

    @Test
    void reasoningIsNoPartOfTheReply() {
        studio.act((to, body) -> {
            to.stream();
            to.nativeEvent("reasoning.delta", ",\"content\":\"Let me think.\"");
            to.nativeEvent("message.delta", ",\"content\":\"Yes.\"");
            to.nativeEnd(50);
        });

        ChatReply reply = client.chat(asking("How many?"), ReplyListener.NONE);

        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.finish()).isEqualTo(Finish.LENGTH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        200 | {"error":"Unexpected endpoint or method. (POST /api/v1/chat)"}
        404 | Not found
        400 | {"error":{"type":"invalid_request","message":"Unrecognized key: store"}}
        500 | {"error":{"type":"internal_error","message":"Only one system message is supported by this template"}}
        """)
    void otherServersAreAskedByTheCommonCall(int status, String refusal) {
        studio.error(status, refusal).reply("Yes.");

        assertThat(client.chat(asking("How many?"), ReplyListener.NONE).text()).isEqualTo("Yes.");
        client.chat(asking("How many more?"), ReplyListener.NONE);

        assertThat(chats("/api/v1/chat")).isEqualTo(1);
        assertThat(chats("/v1/chat/completions")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | invalid_request | Context size has been exceeded. | LLM_CONTEXT_OVERFLOW
        401 | invalid_request | An LM Studio API token is required | LLM_UNAUTHORIZED
        400 | model_not_found | No models loaded | LLM_NO_MODEL
        """)
    void errorsThatAreNotAboutTheCallKeepTheirMeaning(int status, String type, String message, ErrorCode code) {
        studio.always(
                ScriptedActs.body(status, "{\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}"));

        LlmException failure =
                catchThrowableOfType(LlmException.class, () -> client.chat(asking("How many?"), ReplyListener.NONE));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(chats("/v1/chat/completions")).isZero();
    }

    @Test
    void anErrorInTheStreamIsNoReply() {
        studio.act((to, body) -> {
            to.stream();
            to.nativeEvent("message.delta", ",\"content\":\"Half of\"");
            to.nativeEvent("error", ",\"error\":{\"type\":\"unknown\",\"message\":\"The model has crashed\"}");
            to.nativeEnd(2);
        });

        LlmException failure =
                catchThrowableOfType(LlmException.class, () -> client.chat(asking("How many?"), ReplyListener.NONE));

        assertThat(failure).hasMessageContaining("crashed");
    }

    @Test
    void toolsSchemasAndLongerTalksUseTheCommonCall() {
        ChatRequest talk = new ChatRequest(
                List.of(ChatMessage.user("One?"), ChatMessage.assistant("1"), ChatMessage.user("Two?")),
                50,
                0,
                PrivacyLevel.NAMES);
        client.chat(talk, ReplyListener.NONE);
        client.chat(WITH_SCHEMA, ReplyListener.NONE);
        client.chat(asking("How many?").withTools(List.of(new Tool("count", "Counts", "{}"))), ReplyListener.NONE);

        assertThat(chats("/api/v1/chat")).isZero();
        assertThat(chats("/v1/chat/completions")).isEqualTo(3);
    }

    @Test
    void aDraftModelThatDoesNotFitIsLeftOut() throws Exception {
        ModelEndpoint.Options options = new ModelEndpoint.Options(1, "codellama-1b", 300, true);
        studio.error(400, "{\"error\":\"Draft model codellama-1b is not compatible\"}")
                .reply("Yes.");
        try (LMStudioClient drafting = new LMStudioClient(endpoint(studio.url()).withOptions(options), null)) {
            drafting.chat(asking("How many?"), ReplyListener.NONE);
        }
        assertThat(body(0).path("draft_model").asText()).isEqualTo("codellama-1b");
        assertThat(body(0).has("reasoning")).isFalse();
        assertThat(body(1).has("draft_model")).isFalse();
        assertThat(chats("/api/v1/chat")).isEqualTo(2);
    }

    @Test
    void aModelThatARequestLoadsIsUnloadedWhenItIsNotUsed() throws Exception {
        ModelEndpoint.Options options = new ModelEndpoint.Options(1, "codellama-1b", 300, false);
        studio.models(NOT_LOADED);
        try (LMStudioClient other = new LMStudioClient(endpoint(studio.url()).withOptions(options), null)) {
            other.chat(WITH_SCHEMA, ReplyListener.NONE);
        }
        assertThat(body(0).path("ttl").asInt()).isEqualTo(300);
        assertThat(body(0).path("draft_model").asText()).isEqualTo("codellama-1b");
    }

    @Test
    void anEmptyReplyToASchemaIsRequestedAgainWithoutIt() throws Exception {
        String json = "{\"a\":\"b\"}";
        studio.reply("").reply(json).reply(json);

        assertThat(client.chat(WITH_SCHEMA, ReplyListener.NONE).text()).isEqualTo(json);
        client.chat(WITH_SCHEMA, ReplyListener.NONE);

        assertThat(body(0).has("response_format")).isTrue();
        assertThat(body(1).has("response_format")).isFalse();
        assertThat(body(2).has("response_format")).isFalse();
        assertThat(studio.requests()).hasSize(3);
    }
}
