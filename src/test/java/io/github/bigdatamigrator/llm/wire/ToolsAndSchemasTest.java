package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static io.github.bigdatamigrator.llm.ScriptedConnection.chunk;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static io.github.bigdatamigrator.llm.ScriptedConnection.finish;
import static io.github.bigdatamigrator.llm.ScriptedConnection.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.JsonExtractor;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.llm.Tool;
import io.github.bigdatamigrator.llm.ToolCall;
import io.github.bigdatamigrator.llm.WireJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests reply schemas and tool calls with servers that support them and servers that refuse them. */
class ToolsAndSchemasTest {
    private static final ReplySchema SCHEMA = new ReplySchema(
            "sql_answer",
            "{\"type\":\"object\",\"properties\":{\"sql\":{\"type\":\"string\"}},\"required\":[\"sql\"],"
                    + "\"additionalProperties\":false}");
    private static final Tool RUN_SQL = new Tool(
            "run_sql",
            "Runs a query.",
            "{\"type\":\"object\",\"properties\":{\"sql\":{\"type\":\"string\"}},\"required\":[\"sql\"]}");
    private static final ToolCall CALL = new ToolCall("814890118", "run_sql", "{\"sql\":\"SELECT 1\"}");

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private final LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null);

    @AfterEach
    void close() {
        client.close();
        studio.close();
    }

    @Test
    void sendsTheSchemaAsLmStudioExpectsIt() throws Exception {
        studio.reply("{\"sql\": \"SELECT 1\"}");
        ChatReply reply = client.chat(asking("How many?").withReplySchema(SCHEMA), piece -> {});
        assertThat(JsonExtractor.firstJson(reply.text())).contains("{\"sql\":\"SELECT 1\"}");
        JsonNode format = body(0).path("response_format");
        assertThat(format.path("type").asText()).isEqualTo("json_schema");
        assertThat(format.path("json_schema").path("name").asText()).isEqualTo("sql_answer");
        assertThat(format.path("json_schema")
                        .path("schema")
                        .path("required")
                        .get(0)
                        .asText())
                .isEqualTo("sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'response_format.type' must be 'json_schema' or 'text'",
                "failed to parse grammar",
                "Failed to initialize samplers: JSON schema error at #: unrecognized type frobnicate",
                "Invalid schema for response_format 'sql_answer': 'additionalProperties' is required"
            })
    void describesTheSchemaInThePromptAfterARefusal(String refusal) throws Exception {
        studio.error(400, "{\"error\":" + quoted(refusal) + "}")
                .reply("Here it is:\n```json\n{'sql': 'SELECT 1',}\n```");
        ChatReply reply = client.chat(asking("How many?").withReplySchema(SCHEMA), piece -> {});
        assertThat(JsonExtractor.firstJson(reply.text())).contains("{\"sql\":\"SELECT 1\"}");
        client.chat(asking("And now?").withReplySchema(SCHEMA), piece -> {});
        assertThat(studio.requests()).hasSize(3);
        for (int i = 1; i < 3; i++) {
            assertThat(body(i).has("response_format")).isFalse();
            assertThat(body(i).path("messages").get(1).path("content").asText())
                    .contains("?\n\nReply with one JSON object", "\"additionalProperties\":false");
        }
    }

    @Test
    void readsAReplyWithEnumeratedValues() throws Exception {
        studio.reply("{\"customer_id\": \"customers.id\", \"n\": 4}");
        ReplySchema keys = ReplySchema.choosing("keys", Map.of("customer_id", List.of("customers.id", "none")));
        ChatReply reply = client.chat(asking("Which?").withReplySchema(keys), piece -> {});
        assertThat(reply.texts()).containsExactly(Map.entry("customer_id", "customers.id"));
        JsonNode schema = body(0).path("response_format").path("json_schema").path("schema");
        assertThat(schema.at("/properties/customer_id/enum/1").asText()).isEqualTo("none");
        assertThat(schema.at("/required/0").asText()).isEqualTo("customer_id");
        assertThat(new ChatReply("no JSON", "m", TokenUsage.NONE, ChatReply.Finish.STOP, false).texts())
                .isEmpty();
    }

    @Test
    void sendsToolsAndToolResults() throws Exception {
        ChatRequest request = new ChatRequest(
                        List.of(
                                ChatMessage.user("How many?"),
                                ChatMessage.calling("", List.of(CALL)),
                                ChatMessage.result(CALL, "[[4]]")),
                        50,
                        0,
                        PrivacyLevel.NAMES)
                .withTools(List.of(RUN_SQL));
        client.chat(request, piece -> {});
        JsonNode messages = body(0).path("messages");
        assertThat(messages.findValuesAsText("role")).containsExactly("user", "assistant", "tool");
        assertThat(messages.get(1)
                        .path("tool_calls")
                        .get(0)
                        .path("function")
                        .path("arguments")
                        .asText())
                .isEqualTo("{\"sql\":\"SELECT 1\"}");
        assertThat(messages.get(2).path("tool_call_id").asText()).isEqualTo("814890118");
        assertThat(body(0).path("tools").get(0).path("function").path("name").asText())
                .isEqualTo("run_sql");
    }

    static Stream<Arguments> calls() {
        String whole = "{\"sql\":\"SELECT 1\"}";
        return Stream.of(
                arguments(
                        "in pieces, with empty names later",
                        events(
                                call("\"id\":\"814890118\",", "\"name\":\"run_sql\",\"arguments\":\"\""),
                                call("", "\"name\":\"\",\"arguments\":" + quoted("{\"sql\":")),
                                call("", "\"arguments\":" + quoted("\"SELECT 1\"}")),
                                finish("tool_calls"),
                                "[DONE]")),
                arguments(
                        "name first, then one large frame",
                        events(
                                call("\"id\":\"814890118\",", "\"name\":\"run_sql\""),
                                call("", "\"arguments\":" + quoted(whole)),
                                finish("tool_calls"),
                                "[DONE]")),
                arguments(
                        "a numeric id",
                        events(
                                call("\"id\":814890118,", "\"name\":\"run_sql\",\"arguments\":" + quoted(whole)),
                                finish("stop"),
                                "[DONE]")),
                arguments(
                        "arguments as an object",
                        events(
                                call("\"id\":\"814890118\",", "\"name\":\"run_sql\",\"arguments\":" + whole),
                                finish("tool_calls"),
                                "[DONE]")),
                arguments(
                        "loose JSON in the arguments",
                        events(
                                call(
                                        "\"id\":\"814890118\",",
                                        "\"name\":\"run_sql\",\"arguments\":" + quoted("{'sql': 'SELECT 1',}")),
                                finish("tool_calls"),
                                "[DONE]")),
                arguments(
                        "text in LM Studio's own marks",
                        said("[TOOL_REQUEST]{\"name\":\"run_sql\",\"arguments\":" + whole + "}[END_TOOL_REQUEST]")),
                arguments(
                        "text in tags",
                        said("<tool_call>\n{\"name\":\"run_sql\",\"arguments\":" + whole + "}\n</tool_call>")),
                arguments(
                        "text in another template's tags",
                        said("<tools>{\"name\":\"run_sql\",\"arguments\":" + whole + "}</tools>")),
                arguments(
                        "nothing but JSON", said("```json\n{\"name\":\"run_sql\",\"parameters\":" + whole + "}\n```")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void readsAToolCallInEveryShape(String shape, ScriptedLMStudio.Act act) {
        studio.act(act);
        ChatReply reply = client.chat(asking("How many?").withTools(List.of(RUN_SQL)), piece -> {});
        assertThat(reply.toolCalls())
                .extracting(ToolCall::name, ToolCall::arguments)
                .containsExactly(tuple("run_sql", "{\"sql\":\"SELECT 1\"}"));
        assertThat(reply.text()).isEmpty();
        assertThat(reply.toolCalls().get(0).id()).isNotEmpty();
    }

    @Test
    void readsSeveralCallsAndEmptyArguments() {
        studio.streamChunks(
                chunk(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"1\",\"function\":{\"name\":\"run_sql\","
                                + "\"arguments\":\"{}\"}},"
                                + "{\"index\":1,\"id\":\"2\",\"function\":{\"name\":\"other\",\"arguments\":\"\"}}]}",
                        "\"tool_calls\""),
                "[DONE]");
        ChatReply reply = client.chat(asking("How many?").withTools(List.of(RUN_SQL)), piece -> {});
        assertThat(reply.toolCalls())
                .containsExactly(new ToolCall("1", "run_sql", "{}"), new ToolCall("2", "other", "{}"));
    }

    @Test
    void keepsTextThatOnlyLooksLikeACall() {
        String text = "{\"name\": \"Ann\", \"age\": 7} is a row, <tools> are not.";
        studio.reply(text);
        ChatReply reply = client.chat(asking("How many?").withTools(List.of(RUN_SQL)), piece -> {});
        assertThat(reply.toolCalls()).isEmpty();
        assertThat(reply.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model does not support tools.",
                "The model produced output that does not match the expected peg-native format",
                "Unable to generate parser for this template. Conversation roles must alternate"
                        + " user/assistant/user/assistant/..."
            })
    void describesToolsInThePromptAfterARefusal(String refusal) throws Exception {
        studio.error(400, "{\"error\":" + quoted(refusal) + "}")
                .reply("[TOOL_REQUEST]{\"name\":\"run_sql\",\"arguments\":{\"sql\":\"SELECT 2\"}}[END_TOOL_REQUEST]");
        ChatRequest request = new ChatRequest(
                        List.of(
                                ChatMessage.system("Rules."),
                                ChatMessage.user("How many?"),
                                ChatMessage.calling("", List.of(CALL)),
                                ChatMessage.result(CALL, "[[4]]")),
                        50,
                        0,
                        PrivacyLevel.NAMES)
                .withTools(List.of(RUN_SQL));
        ChatReply reply = client.chat(request, piece -> {});
        assertThat(reply.toolCalls()).extracting(ToolCall::arguments).containsExactly("{\"sql\":\"SELECT 2\"}");
        JsonNode messages = body(1).path("messages");
        assertThat(body(1).has("tools")).isFalse();
        assertThat(messages.findValuesAsText("role")).containsExactly("system", "user", "assistant", "user");
        assertThat(messages.get(0).path("content").asText()).contains("run_sql: Runs a query.", "Rules.");
        assertThat(messages.get(2).path("content").asText()).contains("\"name\": \"run_sql\"");
        assertThat(messages.get(3).path("content").asText()).contains("[[4]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Sure: {\"a\": 1} and more                | {\"a\":1}",
                "A set {x} first, then [1, 2,]            | [1,2]",
                "{\"a\": [1, 2], \"b\":                   |",
                "no JSON here                             |",
                "{}                                       | {}",
                "{a: 'b' /* why not */}                   | {\"a\":\"b\"}"
            })
    void findsJsonInReplies(String text, @Nullable String json) {
        ChatReply reply = new ChatReply(text, "m", TokenUsage.NONE, ChatReply.Finish.STOP, false);
        assertThat(JsonExtractor.firstJson(reply.text()).orElse(null)).isEqualTo(json);
    }

    @Test
    void rejectsInvalidNamesAndSchemas() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplySchema("two words", "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplySchema("x", "[]"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tool("x", "", "{"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChatMessage(ChatMessage.Role.USER, "", List.of(CALL), null));
    }

    private JsonNode body(int request) throws Exception {
        return WireJson.read(studio.requests().get(request));
    }

    private static String call(String id, String function) {
        return chunk(
                "{\"tool_calls\":[{\"index\":0," + id + "\"type\":\"function\",\"function\":{" + function + "}}]}",
                "null");
    }

    private static ScriptedLMStudio.Act said(String text) {
        return events(delta(text), finish("stop"), "[DONE]");
    }

    private static ScriptedLMStudio.Act events(String... data) {
        return (to, body) -> {
            to.stream();
            for (String line : data) {
                to.event(line);
            }
            to.end();
        };
    }
}
