package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.text.DurationFormat;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Retries failed requests. A retryable failure is retried at most twice: after the delay that the server asks for, up
 * to 120 s, or else after 0.5 s and 1 s, each reduced by a random share of up to a quarter. The listener receives a
 * progress message. A reply that a reader has seen in part is not retried. The caller closes the model. Thread-safe if
 * the model is.
 */
public final class RetryingModel implements LanguageModel {
    private static final int MAX_RETRIES = 2;
    private static final double FIRST_WAIT_MILLIS = 500;
    private static final double LONGEST_WAIT_MILLIS = 8_000;
    private static final double JITTER = 0.25;
    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(2);

    /** Waits for a time; tests pass one that records the time instead. */
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final LanguageModel model;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    public RetryingModel(LanguageModel model) {
        this(model, time -> Thread.sleep(time.toMillis()), new Random());
    }

    RetryingModel(LanguageModel model, Sleeper sleeper, RandomGenerator random) {
        this.model = model;
        this.sleeper = sleeper;
        this.random = random;
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        FirstTokenTracker tracker = new FirstTokenTracker(listener);
        for (int retry = 0; ; retry++) {
            try {
                return model.chat(request, tracker);
            } catch (LlmException e) {
                Duration wait = waitBefore(retry, e);
                if (wait == null || tracker.begun()) {
                    throw e;
                }
                tracker.waiting(
                        "Asking again in " + DurationFormat.seconds(wait.toMillis() / 1000.0) + ": " + e.getMessage());
                sleep(wait, e);
            }
        }
    }

    private @Nullable Duration waitBefore(int retry, LlmException failure) {
        if (!failure.retryable() || retry == MAX_RETRIES) {
            return null;
        }
        Duration asked = failure.retryAfter();
        if (asked != null) {
            return asked.compareTo(LONGEST_ASKED_WAIT) <= 0 ? asked : null;
        }
        double millis = Math.min(FIRST_WAIT_MILLIS * Math.pow(2, retry), LONGEST_WAIT_MILLIS);
        return Duration.ofMillis(Math.round(millis * (1 - JITTER * random.nextDouble())));
    }

    private void sleep(Duration wait, LlmException failure) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LlmException(
                    ErrorCode.CANCELLED, "Cancelled while waiting to ask the model again.", false, null, failure);
        }
    }

    @Override
    public ModelStatus status() {
        return model.status();
    }

    @Override
    public String toString() {
        return "RetryingModel[" + model + "]";
    }
}
