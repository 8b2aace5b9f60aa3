package io.github.bigdatamigrator.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the results of requests with an {@code Idempotency-Key}, so that a repeated request (its reply was lost)
 * runs only once. Keeps the last {@value #MAX_KEYS} keys until the server stops. Thread-safe.
 *
 * @param <T> result of a request; should be small, because it is kept long
 */
final class IdempotencyKeys<T> {
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_KEY_LENGTH = 255;

    private record Kept<T>(int body, T result) {}

    private final Map<String, Kept<T>> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /** Returns the earlier result of the key, or runs the action; 422 when the key was used with another body. */
    T computeOnce(String scope, @Nullable String key, Object body, Supplier<T> action) {
        return key == null ? action.get() : lookup(scope, key, body, action);
    }

    private synchronized T lookup(String scope, String key, Object body, Supplier<T> action) {
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw new HttpProblem.RefusedException(
                    400, "bad_input", "Idempotency-Key must have 1 to " + MAX_KEY_LENGTH + " characters.");
        }
        String whole = scope + "\n" + key;
        Kept<T> before = entries.get(whole);
        if (before == null) {
            T result = action.get();
            entries.put(whole, new Kept<>(body.hashCode(), result));
            return result;
        }
        if (before.body() != body.hashCode()) {
            throw new HttpProblem.RefusedException(
                    422,
                    "idempotency_mismatch",
                    "Idempotency-Key " + key + " was used for another request. Make a new key.");
        }
        return before.result();
    }

    /** Removes the result of a failed request, so that the request can be repeated with the same key. */
    synchronized void forget(T result) {
        entries.values().removeIf(entry -> entry.result().equals(result));
    }
}
