package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.MigratorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes the address of a model and what may be sent to it. Its {@code toString} hides the key.
 *
 * @param url http or https address that ends in {@code /v1}, without user, query or fragment; a trailing slash is
 *     removed
 * @param apiKey bearer token, or null if the server needs none
 * @param limit how much a request may disclose
 * @param fallbackWindowTokens tokens of prompt and reply together if the server does not report them, 256 or more
 * @param totalTimeout time for one reply, prompt processing included
 * @param idleTimeout the longest pause between two pieces of a reply that has started; before that only the total
 *     applies, because prompt processing sends nothing for minutes
 */
public record ModelEndpoint(
        String url,
        String model,
        @Nullable String apiKey,
        PrivacyLevel limit,
        int fallbackWindowTokens,
        Duration totalTimeout,
        Duration idleTimeout,
        Options options) {
    /**
     * How a local server is used.
     *
     * @param parallel requests that may run at once, 1 or more, if the server takes so many
     * @param draftModel a small model that proposes tokens (speculative decoding), or null
     * @param idleSeconds how long a model that a request loads stays loaded unused, or 0 for the server's default
     * @param reasoning whether a model that can reason or not is to reason
     */
    public record Options(int parallel, @Nullable String draftModel, int idleSeconds, boolean reasoning) {
        public static final Options DEFAULT = new Options(1, null, 0, false);

        public Options {
            if (parallel < 1 || idleSeconds < 0) {
                throw refused("At least one request has to run, and a model cannot stay loaded for less than no time,"
                        + " but " + parallel + " and " + idleSeconds + " s are set.");
            }
        }
    }

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9.-]+\\.localhost|127(\\.\\d{1,3}){1,3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final int SMALLEST_WINDOW = 256;

    public ModelEndpoint {
        url = checkedUrl(url);
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused("The key for " + url
                    + " contains blanks or characters that are not allowed in an HTTP header. Set it again.");
        }
        if (model.isBlank()) {
            throw refused("No model is set for " + url + ". Set its name as the server lists it.");
        }
        if (fallbackWindowTokens < SMALLEST_WINDOW) {
            throw refused("A window of " + fallbackWindowTokens + " tokens is too small for any question. Set "
                    + SMALLEST_WINDOW + " or more.");
        }
        if (totalTimeout.compareTo(Duration.ZERO) <= 0 || idleTimeout.compareTo(Duration.ZERO) <= 0) {
            throw refused(
                    "The timeouts of a reply must be positive, but are " + totalTimeout + " and " + idleTimeout + ".");
        }
    }

    /** An endpoint with the default options. */
    public ModelEndpoint(
            String url,
            String model,
            @Nullable String apiKey,
            PrivacyLevel limit,
            int fallbackWindowTokens,
            Duration totalTimeout,
            Duration idleTimeout) {
        this(url, model, apiKey, limit, fallbackWindowTokens, totalTimeout, idleTimeout, Options.DEFAULT);
    }

    public ModelEndpoint withLimit(PrivacyLevel other) {
        return new ModelEndpoint(url, model, apiKey, other, fallbackWindowTokens, totalTimeout, idleTimeout, options);
    }

    public ModelEndpoint withOptions(Options other) {
        return new ModelEndpoint(url, model, apiKey, limit, fallbackWindowTokens, totalTimeout, idleTimeout, other);
    }

    /** Whether requests stay on this machine. Decided by the host name alone, without a DNS look-up. */
    public boolean loopback() {
        return LOOPBACK.matcher(URI.create(url).getHost().toLowerCase(Locale.ROOT))
                .matches();
    }

    /** The address without {@code /v1}, the base of LM Studio's and llama-server's own calls. */
    public String root() {
        return url.endsWith("/v1") ? url.substring(0, url.length() - "/v1".length()) : url;
    }

    /** Identifies a model at this address, since its window depends on how the server loaded it. */
    public String modelKey(String loadedModel) {
        return loadedModel + " at " + url;
    }

    public boolean secure() {
        return url.regionMatches(true, 0, "https:", 0, "https:".length());
    }

    /** Removes the key, and everything that looks like a key, from a text: servers repeat keys in their errors. */
    public String withoutKey(String text) {
        String safe = apiKey == null ? text : text.replace(apiKey, "(key)");
        return safe.replaceAll("\\bsk-[\\w*.:…-]{4,}", "(key)");
    }

    private static String checkedUrl(String url) {
        String bare = url.strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(bare);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null
                    && (scheme.equals("http") || scheme.equals("https"))
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return bare;
            }
        } catch (URISyntaxException e) {
            throw refused("The address of the model is not a URL. Set one like http://localhost:1234/v1.");
        }
        throw refused("The address of the model must be http or https with a host and without user, password or query."
                + " Set one like http://localhost:1234/v1.");
    }

    private static MigratorException refused(String message) {
        return MigratorException.badInput(message);
    }

    @Override
    public String toString() {
        return "ModelEndpoint[" + url + ", " + model + ", key " + (apiKey == null ? "none" : "hidden") + ", limit "
                + limit + ", window " + fallbackWindowTokens + ", total " + totalTimeout + ", idle " + idleTimeout
                + "]";
    }
}
