package io.github.bigdatamigrator.llm.wire;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a server's error says about a request that does not fit into the window. Servers use at least nine
 * wordings.
 *
 * @param requestTokens tokens of the request, 0 if not reported
 * @param windowTokens tokens of the loaded window, 0 if not reported
 * @param shared whether several requests share the window, so that this request may fit later
 */
record ContextOverflow(int requestTokens, int windowTokens, boolean shared) {
    private static final List<Pattern> REQUEST_THEN_WINDOW = List.of(
            pattern("keep the first (\\d+) tokens.*context length of only (\\d+)"),
            pattern("n_keep\\D*(\\d+)\\D+n_ctx\\D*(\\d+)"),
            pattern("input has (\\d+) tokens\\D+only supports (\\d+)"),
            pattern("request \\((\\d+) tokens\\)\\D+context size \\((\\d+)"));
    private static final Pattern WINDOW_THEN_REQUEST =
            pattern("maximum context length is (\\d+) tokens(?:.*?(?:resulted in|requested) (\\d+) tokens)?");
    private static final Pattern WITHOUT_NUMBERS =
            pattern("greater than the context length|exceeds the available context size"
                    + "|does not fit in context length|trying to keep the first|context[_ ]length[_ ]exceeded"
                    + "|exceed_context_size_error|cannot truncate prompt with n_keep");
    private static final Pattern SHARED_POOL = pattern("context size has been exceeded");

    static @Nullable ContextOverflow parse(String text) {
        for (Pattern pattern : REQUEST_THEN_WINDOW) {
            Matcher numbers = pattern.matcher(text);
            if (numbers.find()) {
                return new ContextOverflow(number(numbers.group(1)), number(numbers.group(2)), false);
            }
        }
        Matcher numbers = WINDOW_THEN_REQUEST.matcher(text);
        if (numbers.find()) {
            return new ContextOverflow(number(numbers.group(2)), number(numbers.group(1)), false);
        }
        if (WITHOUT_NUMBERS.matcher(text).find()) {
            return new ContextOverflow(0, 0, false);
        }
        return SHARED_POOL.matcher(text).find() ? new ContextOverflow(0, 0, true) : null;
    }

    String sentence() {
        if (shared) {
            return "The model's window is full of other requests.";
        }
        if (requestTokens > 0) {
            return String.format(
                    Locale.ROOT,
                    "The request has %,d tokens, but the model's window is %,d.",
                    requestTokens,
                    windowTokens);
        }
        return windowTokens > 0
                ? String.format(Locale.ROOT, "The request does not fit the model's window of %,d tokens.", windowTokens)
                : "The request does not fit the model's window.";
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static int number(@Nullable String digits) {
        return digits == null || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
