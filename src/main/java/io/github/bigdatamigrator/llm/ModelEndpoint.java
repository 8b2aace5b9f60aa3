package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is and what may be sent to it. Its {@code toString} hides the key.
 *
 * @param url address with its {@code /v1}, http or https, without user, query or fragment; a slash at the end is
 *     dropped
 * @param model name to ask for
 * @param apiKey bearer token, or null where the server wants none
 * @param limit the most that a request to it may disclose
 * @param fallbackWindowTokens tokens that prompt and reply may have together where the server does not tell, 256 or
 *     more
 * @param totalTimeout how long one reply may take, prompt processing included
 * @param idleTimeout the longest silence between two pieces of a reply that has begun; before that only the total
 *     holds, because prompt processing sends nothing for minutes
 */
public record ModelEndpoint(
        String url,
        String model,
        @Nullable String apiKey,
        PrivacyLevel limit,
        int fallbackWindowTokens,
        Duration totalTimeout,
        Duration idleTimeout) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9.-]+\\.localhost|127(\\.\\d{1,3}){1,3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final int SMALLEST_WINDOW = 256;

    public ModelEndpoint {
        url = checkedUrl(url);
        apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey.strip();
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused(
                    "The key for " + url + " holds blanks or characters that no HTTP header can carry. Set it again.");
        }
        if (model.isBlank()) {
            throw refused("No model is named for " + url + ". Set its name as the server lists it.");
        }
        if (fallbackWindowTokens < SMALLEST_WINDOW) {
            throw refused("A window of " + fallbackWindowTokens + " tokens is too small for any question; give "
                    + SMALLEST_WINDOW + " or more.");
        }
        if (totalTimeout.compareTo(Duration.ZERO) <= 0 || idleTimeout.compareTo(Duration.ZERO) <= 0) {
            throw refused("The time for a reply must be longer than " + totalTimeout + " and " + idleTimeout + ".");
        }
    }

    /** The same endpoint with another limit of what a request may disclose. */
    public ModelEndpoint withLimit(PrivacyLevel other) {
        return new ModelEndpoint(url, model, apiKey, other, fallbackWindowTokens, totalTimeout, idleTimeout);
    }

    /** Whether what is sent here stays on this machine. Decided by the name alone, without a look-up. */
    public boolean loopback() {
        return LOOPBACK.matcher(host()).matches();
    }

    /** The address without its {@code /v1}, where a server's own calls stand. */
    public String root() {
        return url.endsWith("/v1") ? url.substring(0, url.length() - "/v1".length()) : url;
    }

    /** A model at this address, as a name: a window is a matter of how one server loaded it. */
    public String modelKey(String loadedModel) {
        return loadedModel + " at " + url;
    }

    /** Whether what is sent here is encrypted on its way. */
    public boolean secure() {
        return url.regionMatches(true, 0, "https:", 0, "https:".length());
    }

    private String host() {
        return URI.create(url).getHost().toLowerCase(Locale.ROOT);
    }

    /** The text with the key, and whatever looks like one, taken out: servers repeat keys in their errors. */
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
            throw refused(
                    "Not an address of a model: it cannot be read as a URL. Give one like http://localhost:1234/v1.");
        }
        throw refused(
                "Not an address of a model: it must be http or https with a host, and hold no user, password or query."
                        + " Give one like http://localhost:1234/v1.");
    }

    private static MigratorException refused(String message) {
        return new MigratorException(ErrorCode.BAD_INPUT, message);
    }

    @Override
    public String toString() {
        return "ModelEndpoint[" + url + ", " + model + ", key " + (apiKey == null ? "none" : "hidden") + ", limit "
                + limit + ", window " + fallbackWindowTokens + ", total " + totalTimeout + ", idle " + idleTimeout
                + "]";
    }
}
