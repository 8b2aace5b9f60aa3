package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.error.ErrorCode.LLM_CONTEXT_OVERFLOW;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_FAILED;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_NO_MODEL;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_RATE_LIMITED;
import static io.github.bigdatamigrator.error.ErrorCode.LLM_UNAUTHORIZED;
import static io.github.bigdatamigrator.llm.Requests.KEY;
import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.ScriptedConnection.delta;
import static io.github.bigdatamigrator.llm.ScriptedConnection.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.RetriedRequest;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the message, the number of retries and their delays for every error that the online API is known to send. */
class OnlineFailuresTest {
    private static final String OVERLOADED = "Our servers are currently overloaded. Please try again later.";
    private static final String QUOTA =
            "You exceeded your current quota, please check your plan and billing details. For more information on this"
                    + " error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.";
    private static final String RATE =
            "Rate limit reached for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000,"
                    + " Used 14567, Requested 24754. Please try again in 18.642s. Visit"
                    + " https://platform.openai.com/account/rate-limits to learn more.";
    private static final List<Long> USUAL = List.of(438L, 875L);

    static Stream<Arguments> errors() {
        return Stream.of(
                row(
                        "incorrect key",
                        error(
                                401,
                                "Incorrect API key provided: sk-proj-abcd1234. You can find your API key at"
                                        + " https://platform.openai.com/account/api-keys.",
                                "invalid_request_error",
                                "invalid_api_key"),
                        LLM_UNAUTHORIZED,
                        "OPENAI_API_KEY"),
                row(
                        "not a member",
                        error(
                                401,
                                "You must be a member of an organization to use the API",
                                "invalid_request_error",
                                null),
                        LLM_UNAUTHORIZED,
                        "member of an organization"),
                row(
                        "address not allowed",
                        error(401, "Your IP is not authorized", "invalid_request_error", "ip_not_authorized"),
                        LLM_UNAUTHORIZED,
                        "IP is not authorized"),
                row(
                        "country",
                        error(
                                403,
                                "Country, region, or territory not supported",
                                "request_forbidden",
                                "unsupported_country_region_territory"),
                        LLM_UNAUTHORIZED,
                        "not supported"),
                row(
                        "no such model",
                        error(
                                404,
                                "The model `x` does not exist or you do not have access to it.",
                                "invalid_request_error",
                                "model_not_found"),
                        LLM_NO_MODEL,
                        "ONLINE_LLM_MODEL"),
                row(
                        "too long",
                        error(
                                400,
                                "This model's maximum context length is 128000 tokens. However, your messages resulted"
                                        + " in 149767 tokens. Please reduce the length of the messages.",
                                "invalid_request_error",
                                "context_length_exceeded"),
                        LLM_CONTEXT_OVERFLOW,
                        "149,767 tokens, but the model's window is 128,000"),
                row(
                        "tokens per minute, the wait in words",
                        error(429, RATE, "tokens", "rate_limit_exceeded"),
                        LLM_RATE_LIMITED,
                        "allows no more requests for now",
                        18_642L,
                        18_642L),
                row(
                        "requests per minute, the wait in a header",
                        error(429, RATE, "requests", "rate_limit_exceeded", "Retry-After: 3"),
                        LLM_RATE_LIMITED,
                        "allows no more requests for now",
                        3000L,
                        3000L),
                row(
                        "milliseconds before seconds",
                        error(
                                429,
                                "Slow down",
                                "requests",
                                "rate_limit_exceeded",
                                "Retry-After: 3",
                                "retry-after-ms: 250.4"),
                        LLM_RATE_LIMITED,
                        "allows no more requests for now",
                        250L,
                        250L),
                row(
                        "a wait of more than two minutes",
                        error(429, "Slow down", "requests", "rate_limit_exceeded", "Retry-After: 3600"),
                        LLM_RATE_LIMITED,
                        "allows no more requests for now"),
                row(
                        "larger than the bucket",
                        error(
                                429,
                                "Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit"
                                        + " 30000, Requested 40000.",
                                "tokens",
                                "rate_limit_exceeded",
                                "Retry-After: 1"),
                        LLM_RATE_LIMITED,
                        "Request too large"),
                row(
                        "no quota",
                        error(429, QUOTA, "insufficient_quota", "insufficient_quota"),
                        LLM_RATE_LIMITED,
                        "no quota left"),
                row(
                        "no quota, though the server says to wait",
                        error(
                                429,
                                QUOTA,
                                "insufficient_quota",
                                "insufficient_quota",
                                "Retry-After: 1",
                                "x-should-retry: true"),
                        LLM_RATE_LIMITED,
                        "no quota left"),
                row(
                        "no credit",
                        error(429, "Your balance is used up", "billing", "credit_balance_exhausted", "Retry-After: 1"),
                        LLM_RATE_LIMITED,
                        "no quota left"),
                row(
                        "500",
                        error(
                                500,
                                "The server had an error while processing your request. Sorry about that!",
                                "server_error",
                                null),
                        LLM_FAILED,
                        "status 500",
                        USUAL),
                row(
                        "500 with a wait",
                        error(500, "The server had an error", "server_error", null, "Retry-After: 7"),
                        LLM_FAILED,
                        "status 500",
                        7000L,
                        7000L),
                row(
                        "503",
                        error(503, OVERLOADED, "service_unavailable_error", "server_is_overloaded"),
                        LLM_RATE_LIMITED,
                        "overloaded",
                        USUAL),
                row(
                        "503 that the server wants left alone",
                        error(
                                503,
                                OVERLOADED,
                                "service_unavailable_error",
                                "server_is_overloaded",
                                "x-should-retry: false"),
                        LLM_RATE_LIMITED,
                        "overloaded"),
                row(
                        "overload with status 400",
                        error(400, OVERLOADED, "service_unavailable_error", "server_is_overloaded"),
                        LLM_RATE_LIMITED,
                        "overloaded",
                        USUAL),
                row(
                        "overload in a stream, before any text",
                        stream("{\"error\":{\"message\":" + quoted(OVERLOADED)
                                + ",\"type\":\"service_unavailable_error\",\"param\":null,"
                                + "\"code\":\"server_is_overloaded\"}}"),
                        LLM_RATE_LIMITED,
                        "overloaded",
                        USUAL),
                row(
                        "overload in a stream that has begun",
                        stream(
                                delta("Hi"),
                                "{\"error\":{\"message\":" + quoted(OVERLOADED)
                                        + ",\"code\":\"server_is_overloaded\"}}"),
                        LLM_RATE_LIMITED,
                        "overloaded"),
                row(
                        "503 with a wait",
                        error(503, OVERLOADED, "service_unavailable_error", "server_is_overloaded", "Retry-After: 4"),
                        LLM_RATE_LIMITED,
                        "overloaded",
                        4000L,
                        4000L),
                row(
                        "a refusal that the server wants tried again",
                        error(400, "Not just now", "x", null, "x-should-retry: true"),
                        LLM_FAILED,
                        "Not just now",
                        USUAL),
                row("a conflict", error(409, "Conflict", "x", null), LLM_FAILED, "status 409", USUAL),
                row("a request that took too long", error(408, "Timeout", "x", null), LLM_FAILED, "status 408", USUAL),
                row(
                        "a bad gateway without JSON",
                        (to, request) -> to.body(502, "text/html", "<html>Bad gateway</html>"),
                        LLM_FAILED,
                        "status 502",
                        USUAL),
                row(
                        "a redirect",
                        (to, request) ->
                                to.body(307, "text/plain", "", "Location: http://127.0.0.1:9/v1/chat/completions"),
                        LLM_FAILED,
                        "redirects elsewhere"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void mapsEachErrorToAMessageAndRetries(
            String name, ScriptedLMStudio.Act act, ErrorCode code, String words, List<Long> waits) {
        try (ScriptedLMStudio server = ScriptedLMStudio.start().always(act);
                OpenAIClient client = new OpenAIClient(endpoint(server.url()), null)) {
            RetriedRequest tried = RetriedRequest.of(client, asking("Hello?"), server);
            assertThat(tried.failed().code()).isEqualTo(code);
            assertThat(tried.failed())
                    .hasMessageContaining(words)
                    .hasMessageContaining(code == LLM_CONTEXT_OVERFLOW ? "Ask more narrowly" : server.url())
                    .hasMessageNotContaining(KEY)
                    .hasMessageNotContaining("sk-proj");
            assertThat(tried.waits().stream().map(Duration::toMillis).toList()).isEqualTo(waits);
            assertThat(tried.requests()).isEqualTo(1 + waits.size());
        }
    }

    private static ModelEndpoint endpoint(String url) {
        return new ModelEndpoint(
                url, "gpt-4o", KEY, PrivacyLevel.AGGREGATES, 4096, Duration.ofSeconds(20), Duration.ofSeconds(10));
    }

    private static Arguments row(String name, ScriptedLMStudio.Act act, ErrorCode code, String words, Long... waits) {
        return row(name, act, code, words, List.of(waits));
    }

    private static Arguments row(
            String name, ScriptedLMStudio.Act act, ErrorCode code, String words, List<Long> waits) {
        return arguments(name, act, code, words, waits);
    }

    private static ScriptedLMStudio.Act error(
            int status, String message, String type, @Nullable String code, String... headers) {
        String body = "{\"error\":{\"message\":" + quoted(message) + ",\"type\":" + quoted(type)
                + ",\"param\":null,\"code\":" + (code == null ? "null" : quoted(code)) + "}}";
        return (to, request) -> to.body(status, "application/json", body, headers);
    }

    private static ScriptedLMStudio.Act stream(String... data) {
        return (to, request) -> {
            to.stream();
            for (String line : data) {
                to.event(line);
            }
            to.end();
        };
    }
}
