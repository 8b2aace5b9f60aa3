package io.github.bigdatamigrator.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what requests with an {@code Idempotency-Key} have led to, so that one that is sent again, because its
 * reply was lost, does nothing twice. The last {@value #MOST} keys, until the server stops. Safe for use by several
 * threads.
 *
 * @param <T> what a request leads to; small, since it is kept long
 */
final class IdempotencyKeys<T> {
    private static final int MOST = 1_000;
    private static final int LONGEST_KEY = 255;

    private record Known<T>(int body, T result) {}

    private final Map<String, Known<T>> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known<T>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What the key has led to, or what {@code make} gives now; without a key always that.
     *
     * @param scope keys of one scope do not meet those of another
     * @param body what the request asks for
     * @throws HttpProblem.RefusedException 422 when the key was used for another request
     */
    T once(String scope, @Nullable String key, Object body, Supplier<T> make) {
        return key == null ? make.get() : remembered(scope, key, body, make);
    }

    private synchronized T remembered(String scope, String key, Object body, Supplier<T> make) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new HttpProblem.RefusedException(
                    400, "bad_input", "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
        }
        String whole = scope + "\n" + key;
        Known<T> before = known.get(whole);
        if (before == null) {
            T result = make.get();
            known.put(whole, new Known<>(body.hashCode(), result));
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

    /** Lets the request be tried again under its key, since it came to nothing. */
    synchronized void forget(T result) {
        known.values().removeIf(entry -> entry.result().equals(result));
    }
}
