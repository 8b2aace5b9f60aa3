package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.error.ErrorCode.LLM_CONTEXT_OVERFLOW;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_FAILED;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_NO_MODEL;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_RATE_LIMITED;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_UNAUTHORIZED;
import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static io.github.bigdatamigrator.llm.ScriptedConnection.chunk;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static io.github.bigdatamigrator.llm.ScriptedConnection.errorEvent;
import static io.github.bigdatamigrator.llm.ScriptedConnection.finish;
import static io.github.bigdatamigrator.llm.ScriptedConnection.usage;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.body;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.events;
import static io.github.bigdatamigrator.llm.wire.ScriptedActs.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.llm.RetriedRequest;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks code, message and retries of every error that local servers are known to send. */
class FailureShapesTest {
    private static final String POOL = "Engine protocol predict stream returned an error: "
            + "{\"code\":500,\"message\":\"Context size has been exceeded.\",\"type\":\"server_error\"}";

    static Stream<Arguments> failures() {
        return Stream.of(
                failure("F in a body", string(400, POOL), LLM_CONTEXT_OVERFLOW, Retry.TWICE, "full of other requests"),
                failure(
                        "F in the middle",
                        events(
                                delta("Hi"),
                                "{\"error\":{\"code\":500,\"message\":\"Context size has been exceeded.\"}}"),
                        LLM_CONTEXT_OVERFLOW,
                        Retry.NO,
                        "full of other requests"),
                failure(
                        "unknown route with 200",
                        string(200, "Unexpected endpoint or method. (POST /chat/completions)"),
                        LLM_FAILED,
                        Retry.NO,
                        "ends in /v1"),
                failure(
                        "unknown route with 404",
                        body(
                                404,
                                "{\"error\":{\"message\":\"File Not"
                                        + " Found\",\"type\":\"not_found_error\",\"code\":404}}"),
                        LLM_FAILED,
                        Retry.NO,
                        "ends in /v1"),
                failure(
                        "error event before any text",
                        errorEvent("Compute error."),
                        LLM_FAILED,
                        Retry.NO,
                        "Compute error."),
                failure(
                        "error event in the middle",
                        (to, body) -> {
                            to.stream();
                            to.event(delta("Hi"));
                            to.bytes("event: error\ndata: {\"message\":\"Compute error.\"}\n\n"
                                    .getBytes(StandardCharsets.UTF_8));
                            to.end();
                        },
                        LLM_FAILED,
                        Retry.NO,
                        "Compute error."),
                failure(
                        "error event that is no JSON",
                        (to, body) -> {
                            to.stream();
                            to.bytes("event: error\ndata: it burns\n\n".getBytes(StandardCharsets.UTF_8));
                            to.end();
                        },
                        LLM_FAILED,
                        Retry.NO,
                        "it burns"),
                failure(
                        "engine's 500 wrapped in a stream",
                        errorEvent("Engine protocol predict stream returned an error: {\"code\":500,\"message\":"
                                + "\"does not match the expected peg-native format\",\"type\":\"server_error\"}"),
                        LLM_FAILED,
                        Retry.TWICE,
                        "peg-native"),
                failure(
                        "no model, object",
                        body(
                                400,
                                "{\"error\":{\"message\":\"No models loaded. Please load a model in the developer page"
                                        + " or use the 'lms load'"
                                        + " command.\",\"type\":\"invalid_request_error\",\"param\":\"model\","
                                        + "\"code\":null}}"),
                        LLM_NO_MODEL,
                        Retry.NO,
                        "`lms load codellama-34b-instruct -c 16384`"),
                failure(
                        "no model, string",
                        string(404, "No models loaded. Please load"),
                        LLM_NO_MODEL,
                        Retry.NO,
                        "lms load"),
                failure(
                        "no model, bare text",
                        (to, body) -> to.body(400, "text/plain", "No models loaded."),
                        LLM_NO_MODEL,
                        Retry.NO,
                        "lms load"),
                failure(
                        "invalid identifier",
                        body(
                                400,
                                "{\"error\":{\"message\":\"Invalid model identifier \\\"o4\\\". Please specify a valid"
                                        + " downloaded model (e.g., qwen3-vl-8b).\",\"code\":\"model_not_found\"}}"),
                        LLM_NO_MODEL,
                        Retry.NO,
                        "qwen3-vl-8b"),
                failure(
                        "not found among several",
                        body(
                                404,
                                "{\"error\":{\"message\":\"Model \\\"default\\\" not found. Please specify a valid"
                                        + " model.\\n"
                                        + "\\n"
                                        + "Your models:\\n"
                                        + "\\n"
                                        + "gemma\\n"
                                        + "\"}}"),
                        LLM_NO_MODEL,
                        Retry.NO,
                        "Your models: gemma"),
                failure(
                        "load fails",
                        body(
                                400,
                                "{\"error\":{\"message\":\"Failed to load model \\\"q\\\". Error: Failed to load"
                                        + " model.\"}}"),
                        LLM_NO_MODEL,
                        Retry.NO,
                        "needs less memory"),
                failure("unloaded under way", errorEvent("Model unloaded."), LLM_NO_MODEL, Retry.TWICE, "loading"),
                failure(
                        "still loading",
                        body(
                                503,
                                "{\"error\":{\"code\":503,\"message\":\"Loading"
                                        + " model\",\"type\":\"unavailable_error\"}}"),
                        LLM_NO_MODEL,
                        Retry.TWICE,
                        "loading"),
                failure(
                        "crash",
                        string(400, "The model has crashed without additional information. (Exit code: null)"),
                        LLM_FAILED,
                        Retry.AFTER_CRASH,
                        "crashed"),
                failure("channel error", string(400, "Channel Error"), LLM_FAILED, Retry.AFTER_CRASH, "Channel Error"),
                failure(
                        "channel error in an object",
                        body(400, "{\"error\":{\"message\":\"Error: Channel Error\"}}"),
                        LLM_FAILED,
                        Retry.AFTER_CRASH,
                        "crashed"),
                failure(
                        "an engine that is gone",
                        string(400, "Engine protocol predict request failed: fetch failed"),
                        LLM_FAILED,
                        Retry.AFTER_CRASH,
                        "crashed"),
                failure(
                        "a crash with a number",
                        string(400, "The model has crashed without additional information. (Exit code: 11)"),
                        LLM_FAILED,
                        Retry.AFTER_CRASH,
                        "less memory"),
                failure("unloaded, by the body", string(400, "Model unloaded"), LLM_NO_MODEL, Retry.TWICE, "loading"),
                failure(
                        "a field is missing",
                        string(400, "'messages' field is required"),
                        LLM_FAILED,
                        Retry.NO,
                        "'messages' field is required"),
                failure(
                        "JSON that llama-server cannot read",
                        body(
                                400,
                                "{\"error\":{\"code\":400,\"message\":\"[json.exception.parse_error.101] parse error"
                                        + " at line 1, column 2\",\"type\":\"invalid_request_error\"}}"),
                        LLM_FAILED,
                        Retry.NO,
                        "parse error at line 1"),
                failure(
                        "what llama-server does not support",
                        body(
                                501,
                                "{\"error\":{\"code\":501,\"message\":\"This server does not support chat\","
                                        + "\"type\":\"not_supported_error\"}}"),
                        LLM_FAILED,
                        Retry.NO,
                        "does not support chat"),
                failure("an empty 400", body(400, ""), LLM_FAILED, Retry.NO, "refused the request (status 400)"),
                failure(
                        "a key that LM Studio does not know",
                        body(
                                401,
                                "{\"error\":{\"type\":\"invalid_request\",\"message\":\"Invalid LM Studio API token"
                                        + " provided\"}}"),
                        LLM_UNAUTHORIZED,
                        Retry.NO,
                        "LOCAL_LLM_API_KEY"),
                failure(
                        "a permission that is missing",
                        body(403, "{\"error\":{\"code\":403,\"message\":\"No\",\"type\":\"permission_error\"}}"),
                        LLM_UNAUTHORIZED,
                        Retry.NO,
                        "LOCAL_LLM_API_KEY"),
                failure(
                        "wants a key",
                        body(
                                401,
                                "{\"error\":{\"type\":\"invalid_request\",\"code\":\"invalid_api_key\",\"message\":\"An"
                                        + " LM Studio API token is required\"}}"),
                        LLM_UNAUTHORIZED,
                        Retry.NO,
                        "LOCAL_LLM_API_KEY"),
                failure(
                        "bad key of llama-server",
                        body(
                                401,
                                "{\"error\":{\"message\":\"Invalid API"
                                        + " Key\",\"type\":\"authentication_error\",\"code\":401}}"),
                        LLM_UNAUTHORIZED,
                        Retry.NO,
                        "LOCAL_LLM_API_KEY"),
                failure(
                        "forbidden",
                        body(403, "{\"error\":{\"message\":\"Country not supported\"}}"),
                        LLM_UNAUTHORIZED,
                        Retry.NO,
                        "Country"),
                failure(
                        "rate limit",
                        body(
                                429,
                                "{\"error\":{\"message\":\"Rate limit reached.\",\"type\":\"tokens\","
                                        + "\"code\":\"rate_limit_exceeded\"}}"),
                        LLM_RATE_LIMITED,
                        Retry.TWICE,
                        "no more requests"),
                failure(
                        "too large for the limit",
                        body(
                                429,
                                "{\"error\":{\"message\":\"Request too large for"
                                        + " gpt-4o\",\"code\":\"rate_limit_exceeded\"}}"),
                        LLM_RATE_LIMITED,
                        Retry.NO,
                        "Request too large"),
                failure(
                        "no quota, even with Retry-After",
                        body(
                                429,
                                "{\"error\":{\"message\":\"You exceeded your current"
                                        + " quota\",\"type\":\"insufficient_quota\"}}",
                                "Retry-After: 1",
                                "x-should-retry: true"),
                        LLM_RATE_LIMITED,
                        Retry.NO,
                        "billing"),
                failure(
                        "overloaded in a stream",
                        events("{\"error\":{\"message\":\"Our servers are currently"
                                + " overloaded.\",\"code\":\"server_is_overloaded\"}}"),
                        LLM_RATE_LIMITED,
                        Retry.TWICE,
                        "overloaded"),
                failure(
                        "500",
                        body(
                                500,
                                "{\"error\":{\"message\":\"The server had an"
                                        + " error\",\"type\":\"server_error\",\"param\":null,\"code\":null}}"),
                        LLM_FAILED,
                        Retry.TWICE,
                        "status 500"),
                failure(
                        "503 that must not be retried",
                        body(503, "{\"error\":{\"message\":\"No.\"}}", "x-should-retry: false"),
                        LLM_FAILED,
                        Retry.NO,
                        "503"),
                failure("redirect", body(302, "", "Location: http://127.0.0.1:1/"), LLM_FAILED, Retry.NO, "redirects"),
                failure(
                        "a web page",
                        (to, body) -> to.body(200, "text/html", "<html>Hello</html>"),
                        LLM_FAILED,
                        Retry.NO,
                        "cannot be read"),
                failure("some other JSON", body(200, "{\"hello\":1}"), LLM_FAILED, Retry.NO, "not a model's reply"),
                failure("no choices", body(200, "{\"choices\":[]}"), LLM_FAILED, Retry.NO, "empty reply"),
                failure("an empty body", body(200, ""), LLM_FAILED, Retry.TWICE, "without a reply"),
                failure(
                        "an empty reply",
                        events(finish("stop"), usage(20, 0), "[DONE]"),
                        LLM_FAILED,
                        Retry.NO,
                        "empty reply"),
                failure(
                        "reasoning alone",
                        events(chunk("{\"reasoning_content\":\"Let\"}", "null"), finish("length"), "[DONE]"),
                        LLM_FAILED,
                        Retry.NO,
                        "LLM_REPLY_TOKENS"),
                failure(
                        "a think block without end",
                        events(delta("<think>Let"), finish("length"), "[DONE]"),
                        LLM_FAILED,
                        Retry.NO,
                        "LLM_REPLY_TOKENS"),
                failure(
                        "a tool call nobody offered",
                        events(
                                chunk(
                                        "{\"tool_calls\":[{\"index\":0,\"id\":\"814890118\","
                                                + "\"function\":{\"name\":\"x\","
                                                + "\"arguments\":\"{}\"}}]}",
                                        "\"tool_calls\""),
                                "[DONE]"),
                        LLM_FAILED,
                        Retry.NO,
                        "tool"),
                failure(
                        "a refusal",
                        events(chunk("{\"refusal\":\"I cannot\"}", "\"stop\""), "[DONE]"),
                        LLM_FAILED,
                        Retry.NO,
                        "I cannot"),
                failure(
                        "reset in the middle of a line",
                        (to, body) -> {
                            to.stream();
                            to.event(delta("Hi"));
                            to.bytes("data: {\"choi".getBytes(StandardCharsets.UTF_8));
                            to.reset();
                        },
                        LLM_FAILED,
                        Retry.NO,
                        "Ask again"),
                failure(
                        "closed before the head",
                        (to, body) -> to.reset(),
                        LLM_FAILED,
                        Retry.TWICE,
                        "without a reply"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void mapsEachErrorToCodeMessageAndRetry(
            String shape, ScriptedLMStudio.Act act, ErrorCode code, List<Duration> waits, String words) {
        RetriedRequest tried = tried(act);
        assertThat(tried.failed().code()).isEqualTo(code);
        assertThat(tried.failed()).hasMessageContaining(words);
        assertThat(tried.waits()).isEqualTo(waits);
        assertThat(tried.requests()).isEqualTo(1 + waits.size());
    }

    static RetriedRequest tried(ScriptedLMStudio.Act act) {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start().always(act);
                LMStudioClient client = new LMStudioClient(endpoint(studio.url()), null)) {
            return RetriedRequest.of(client, asking("Hello?"), studio);
        }
    }

    /** The delays before each retry. */
    static final class Retry {
        static final List<Duration> NO = List.of();
        /** Two retries after half a second and a second, less the jitter. */
        static final List<Duration> TWICE = List.of(Duration.ofMillis(438), Duration.ofMillis(875));
        /** One retry after the server may have recovered. */
        static final List<Duration> AFTER_CRASH = List.of(Duration.ofSeconds(2));
    }

    private static Arguments failure(
            String name, ScriptedLMStudio.Act act, ErrorCode code, List<Duration> waits, String words) {
        return arguments(name, act, code, waits, words);
    }
}
