package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.RequestLedger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns server errors and network failures into exceptions with a remedy for the user. It checks the text of an error
 * before its status, because LM Studio answers unknown routes with 200 and crashes of its engine with 400.
 */
record ErrorClassifier(ModelEndpoint endpoint, ModelProvider provider) {
    private static final Pattern NO_MODEL = pattern("no models? loaded|invalid model identifier|model_not_found"
            + "|model \\S+ not found|model `[^`]+` does not exist");
    private static final Pattern NOT_LOADED = pattern("failed to load model|error loading model");
    private static final Pattern MODEL_LOADING = pattern("model unloaded|loading model|model is loading");
    private static final Pattern NO_QUOTA =
            pattern("insufficient_quota|credit_balance_exhausted|exceeded your current quota");
    private static final Pattern TOO_LARGE_FOR_LIMIT = pattern("request too large");
    private static final Pattern OVERLOADED = pattern("server_is_overloaded|currently overloaded");
    private static final Pattern BAD_KEY =
            pattern("invalid_api_key|authentication_error|invalid api key|invalid lm studio api token");
    private static final Pattern CRASH = pattern("has crashed|channel error|fetch failed|exit code:");
    private static final Pattern WRONG_ROUTE = pattern("unexpected endpoint or method|not_found_error|file not found");
    private static final Map<Class<? extends IOException>, String> UNREACHABLE = Map.of(
            ConnectException.class, "connection refused",
            UnknownHostException.class, "unknown host",
            NoRouteToHostException.class, "no route to host",
            InterruptedIOException.class, "no answer in time",
            SSLException.class, "no secure connection");
    private static final Duration AFTER_CRASH = Duration.ofSeconds(2);
    static final int SUGGESTED_WINDOW = 16_384;
    private static final int SMALL_WINDOW = 4096;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int QUOTED = 300;

    /** The exception for an error of the server; {@code maxWindow} is 0 if unknown. */
    LlmException of(ServerError error, RetryAfter hint, int maxWindow) {
        ContextOverflow overflow = ContextOverflow.parse(error.searchText());
        if (overflow != null) {
            return overflow(overflow, maxWindow);
        }
        String words = error.searchText();
        if (NO_QUOTA.matcher(words).find()) {
            return failure(
                    ErrorCode.LLM_RATE_LIMITED,
                    " has no quota left for this key. Check plan and billing there.",
                    error);
        }
        if (error.status() == 401
                || error.status() == 403
                || BAD_KEY.matcher(words).find()) {
            return unauthorized(error);
        }
        if (MODEL_LOADING.matcher(words).find()) {
            String text = " is still loading its model. Ask again in a moment.";
            return retryable(ErrorCode.LLM_NO_MODEL, text, error, hint);
        }
        if (NOT_LOADED.matcher(words).find()) {
            String text = " could not load " + endpoint.model() + ". A smaller window or model needs less memory: try `"
                    + loadCommand(endpoint.model(), SMALL_WINDOW) + "`, or set LOCAL_LLM_MODEL to a smaller one.";
            return failure(ErrorCode.LLM_NO_MODEL, text, error);
        }
        if (NO_MODEL.matcher(words).find()) {
            return noModel(quoted(error));
        }
        if (CRASH.matcher(words).find()) {
            RetryAfter wait = new RetryAfter(hint.delay() == null ? AFTER_CRASH : hint.delay(), hint.should());
            String text = " lost its model: it crashed. A smaller window or model needs less memory.";
            return retryable(ErrorCode.LLM_FAILED, text, error, wait);
        }
        if (WRONG_ROUTE.matcher(words).find() || error.status() == 404) {
            String text = " does not know the chat call. Check that " + provider.urlSetting
                    + " ends in /v1 and names an OpenAI-compatible server.";
            return failure(ErrorCode.LLM_FAILED, text, error);
        }
        return byStatus(error, hint);
    }

    /** The exception for a request that did not return a list of models. */
    LlmException ofListing(HttpCalls.ShortResponse response) {
        return of(ServerError.ofBody(response.status(), response.body(), ""), RetryAfter.NONE, 0);
    }

    /** The problem of the address according to its response to an empty chat; null if it accepts chats. */
    @Nullable
    String wrongAddress(HttpCalls.ShortResponse answer) {
        if (isHtml(answer.body())) {
            return endpoint.url() + " is a web page and not a model server. Check " + provider.urlSetting
                    + "; LM Studio's is http://localhost:1234/v1.";
        }
        LlmException failure = ofListing(answer);
        boolean wrong = failure.code() == ErrorCode.LLM_UNAUTHORIZED
                || String.valueOf(failure.getMessage()).contains("does not know the chat call");
        return wrong ? failure.getMessage() : null;
    }

    static boolean isHtml(String body) {
        return body.stripLeading().startsWith("<");
    }

    private LlmException byStatus(ServerError error, RetryAfter hint) {
        int status = error.status();
        if (status == 429) {
            boolean temporary = !TOO_LARGE_FOR_LIMIT.matcher(error.message()).find();
            return new LlmException(
                    ErrorCode.LLM_RATE_LIMITED,
                    serverAt() + " allows no more requests for now. "
                            + (temporary ? "Ask again later." : "Ask more narrowly: this one is larger than its limit.")
                            + quoted(error),
                    temporary && hint.allows(true),
                    hint.delay(),
                    null);
        }
        if (OVERLOADED.matcher(error.searchText()).find()) {
            return retryable(ErrorCode.LLM_RATE_LIMITED, " is overloaded. Ask again later.", error, hint);
        }
        if (status == 408 || status == 409 || (status >= 500 && status != NOT_IMPLEMENTED)) {
            return retryable(ErrorCode.LLM_FAILED, " failed (status " + status + ").", error, hint);
        }
        if (status >= 300 && status < 400) {
            return failure(
                    ErrorCode.LLM_FAILED,
                    serverAt() + " redirects elsewhere, which is not followed. Set " + provider.urlSetting
                            + " to the address itself.");
        }
        return new LlmException(
                ErrorCode.LLM_FAILED,
                serverAt() + " refused the request"
                        + (error.message().isBlank() ? " (status " + status + ")." : "." + quoted(error)),
                hint.allows(false),
                hint.delay(),
                null);
    }

    /** The exception for a network failure before or after a part of the reply has arrived. */
    LlmException of(IOException failure, boolean started) {
        String reason = unreachable(failure);
        if (reason != null && !started) {
            return new LlmException(
                    ErrorCode.LLM_UNREACHABLE,
                    "Cannot reach " + serverAt(provider.server) + " (" + reason + "). " + provider.reachRemedy,
                    false,
                    null,
                    failure);
        }
        String what = started ? " broke off in the middle of its reply" : " closed the connection without a reply";
        String why = failure.getMessage() == null ? "" : " (" + oneLine(failure.getMessage()) + ")";
        return new LlmException(
                ErrorCode.LLM_FAILED, serverAt() + what + why + ". Ask again; see its log.", true, null, failure);
    }

    private static @Nullable String unreachable(IOException failure) {
        return UNREACHABLE.entrySet().stream()
                .filter(reason -> reason.getKey().isInstance(failure))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    LlmException overflow(ContextOverflow overflow, int maxWindow) {
        String remedy = overflow.shared()
                ? " Wait for them, or load it with `--parallel 1`."
                : windowRemedy(endpoint.model(), overflow.requestTokens() * 3 / 2, overflow.windowTokens(), maxWindow);
        return new LlmException(ErrorCode.LLM_CONTEXT_OVERFLOW, overflow.sentence() + remedy, overflow.shared());
    }

    /** @param wanted a sufficient number of tokens */
    private String windowRemedy(String model, int wanted, int loaded, int maxWindow) {
        int better = Math.max(SUGGESTED_WINDOW, wanted);
        // Some lists give a maximum below the loaded window, which is wrong.
        int possible = maxWindow > 0 && maxWindow >= loaded ? Math.min(better, maxWindow) : better;
        return provider == ModelProvider.LOCAL && possible > loaded
                ? " Ask more narrowly, or load the model with a larger window: `" + loadCommand(model, possible) + "`."
                : " Ask more narrowly.";
    }

    /** The exception for a request that was not sent, because prompt and reply do not fit by the estimate. */
    LlmException doesNotFit(RequestLedger ledger, ModelStatus target) {
        int needed = ledger.estimate() + ledger.reply();
        String remedy = windowRemedy(target.model(), needed, target.windowTokens(), target.maxWindowTokens());
        String message = String.format(
                Locale.ROOT,
                "Not sent: the request needs about %,d tokens (%s), but the window of %s is %,d.",
                needed,
                ledger.describe(),
                target.model(),
                ledger.window());
        return failure(ErrorCode.LLM_CONTEXT_OVERFLOW, message + remedy);
    }

    /** Whether the error reports a crash of the engine. */
    static boolean isCrash(ServerError error) {
        return CRASH.matcher(error.searchText()).find() && ContextOverflow.parse(error.searchText()) == null;
    }

    LlmException noModel(String detail) {
        String remedy = provider == ModelProvider.LOCAL
                ? " Load it with `" + loadCommand(endpoint.model(), SUGGESTED_WINDOW)
                        + "`, or set LOCAL_LLM_MODEL to one that `lms ls` lists."
                : " Set ONLINE_LLM_MODEL to one that this key may use.";
        return failure(
                ErrorCode.LLM_NO_MODEL, serverAt() + " has no model " + endpoint.model() + " ready." + remedy + detail);
    }

    private LlmException unauthorized(ServerError error) {
        String what =
                endpoint.apiKey() == null ? " requires a key. Set " : " refuses the key or this use of it. Check ";
        return failure(ErrorCode.LLM_UNAUTHORIZED, what + provider.keySetting + ".", error);
    }

    LlmException timeout(boolean started) {
        String what = started
                ? " sent nothing for " + endpoint.idleTimeout().toSeconds()
                        + " s in the middle of its reply, or did not finish within "
                : " gave no reply within ";
        return failure(
                ErrorCode.LLM_TIMEOUT,
                serverAt() + what + endpoint.totalTimeout().toSeconds()
                        + " s. Take a smaller model or a narrower question, or raise LLM_TIMEOUT.");
    }

    LlmException cancelled() {
        return failure(ErrorCode.CANCELLED, "The request to " + serverAt(provider.server) + " was cancelled.");
    }

    LlmException privacyRefusal(PrivacyLevel level) {
        return failure(
                ErrorCode.BAD_INPUT,
                "Not sent to " + serverAt(provider.server) + ": the request discloses " + level + ", and only "
                        + endpoint.limit() + " is allowed there. Raise the privacy level of this model to allow it.");
    }

    /** A failure that a retry of the same request would repeat. */
    LlmException unusable(String what) {
        return failure(ErrorCode.LLM_FAILED, serverAt() + " " + what);
    }

    static String loadCommand(String model, int window) {
        return "lms load " + model.toLowerCase(Locale.ROOT) + " -c " + window;
    }

    private LlmException retryable(ErrorCode code, String text, ServerError error, RetryAfter hint) {
        return new LlmException(code, serverAt() + text + quoted(error), hint.allows(true), hint.delay(), null);
    }

    private LlmException failure(ErrorCode code, String text, ServerError error) {
        return failure(code, serverAt() + text + quoted(error));
    }

    private static LlmException failure(ErrorCode code, String message) {
        return new LlmException(code, message, false);
    }

    private String serverAt() {
        return serverAt(provider.sentenceStart());
    }

    private String serverAt(String server) {
        return server + " at " + endpoint.url();
    }

    private String quoted(ServerError error) {
        return error.message().isBlank() ? "" : " Its message: " + oneLine(error.message());
    }

    private String oneLine(String text) {
        String line = endpoint.withoutKey(text).replaceAll("[\\s\\p{C}]+", " ").strip();
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…";
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
