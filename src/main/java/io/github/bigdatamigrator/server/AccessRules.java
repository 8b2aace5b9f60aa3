package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a request may be served. {@code Host} must be a name of this machine, which stops DNS rebinding (a
 * foreign name that resolves to 127.0.0.1). {@code Origin} must be the server's own, which stops other pages in the
 * user's browser. The token must match where one is set.
 */
final class AccessRules {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final String boundHost;
    private final boolean anyHost;
    private final @Nullable String token;

    /** @throws MigratorException BAD_INPUT when the address is not loopback and there is no token */
    AccessRules(String host, @Nullable String token) {
        List<InetAddress> addresses = resolve(host);
        if (token == null && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw MigratorException.badInput("Binding to " + host
                    + " would open the data to other machines. Set SERVER_TOKEN, or use 127.0.0.1.");
        }
        this.boundHost = host.toLowerCase(Locale.ROOT);
        this.anyHost = addresses.stream().anyMatch(InetAddress::isAnyLocalAddress);
        this.token = token;
    }

    /** @throws HttpProblem.RefusedException 401 or 403 when the request may not be served */
    void check(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !allowedHost(hostName(host))) {
            throw new HttpProblem.RefusedException(
                    403,
                    "host_forbidden",
                    "This server does not answer to the host name '" + host + "'. Use http://127.0.0.1 or localhost.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !sameOrigin(origin, host)) {
            throw new HttpProblem.RefusedException(
                    403,
                    "origin_forbidden",
                    "A request of " + origin + " was blocked. Open the page at http://" + host + ".");
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean navigation = "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        if ("cross-site".equals(site) && !(navigation && "GET".equals(request.getMethod()))) {
            throw new HttpProblem.RefusedException(
                    403,
                    "origin_forbidden",
                    "A request from another site was blocked. Open the page at http://" + host + ".");
        }
        if (token != null && !tokenMatches(request.getHeader("Authorization"), token)) {
            throw new HttpProblem.RefusedException(
                    401, "token_required", "Send the server's token: Authorization: Bearer <SERVER_TOKEN>.");
        }
    }

    private boolean allowedHost(String name) {
        return anyHost || LOOPBACK_NAMES.contains(name) || name.equals(boundHost);
    }

    /** The host name in lower case, without the port. */
    private static String hostName(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean sameOrigin(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Accepts a bearer token, or the password of basic authentication, which a browser asks its user for. The
     * comparison takes constant time.
     */
    private static boolean tokenMatches(@Nullable String header, String token) {
        if (header == null) {
            return false;
        }
        String lower = header.toLowerCase(Locale.ROOT);
        String sent;
        if (lower.startsWith(BEARER)) {
            sent = header.substring(BEARER.length()).strip();
        } else if (lower.startsWith(BASIC)) {
            sent = password(header.substring(BASIC.length()).strip());
        } else {
            return false;
        }
        return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String password(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return both.substring(both.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT, "There is no address '" + host + "' on this machine. Use 127.0.0.1.", e);
        }
    }
}
