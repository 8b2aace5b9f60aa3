package io.github.bigdatamigrator.llm.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Holds the delay and the {@code x-should-retry} header of a response, null where not given. */
record RetryAfter(@Nullable Duration delay, @Nullable Boolean should) {
    static final RetryAfter NONE = new RetryAfter(null, null);

    private static final Pattern IN_WORDS = Pattern.compile("try again in (\\d+(?:\\.\\d+)?)(ms|s)\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d+)?");

    /** Parses the headers and then the message, which alone contains the delay in some rate limit errors. */
    static RetryAfter of(Headers headers, String message) {
        String should = headers.get("x-should-retry");
        Boolean allowed = "true".equals(should) ? Boolean.TRUE : "false".equals(should) ? Boolean.FALSE : null;
        return new RetryAfter(parseDelay(headers, message), allowed);
    }

    boolean allows(boolean otherwise) {
        return should == null ? otherwise : should;
    }

    private static @Nullable Duration parseDelay(Headers headers, String message) {
        String millis = headers.get("retry-after-ms");
        if (millis != null && NUMBER.matcher(millis).matches()) {
            return millis(Double.parseDouble(millis));
        }
        String after = headers.get("Retry-After");
        if (after != null && NUMBER.matcher(after).matches()) {
            return millis(Double.parseDouble(after) * 1000);
        }
        Instant until = headers.getInstant("Retry-After");
        Instant now = headers.getInstant("Date");
        if (until != null && now != null) {
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        }
        Matcher words = IN_WORDS.matcher(message);
        if (!words.find()) {
            return null;
        }
        return millis(Double.parseDouble(words.group(1)) * (words.group(2).equals("s") ? 1000 : 1));
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
