package io.github.bigdatamigrator.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Adds the security headers to every response and applies the {@link AccessRules}. */
record RequestFilter(AccessRules access, Metrics metrics) implements Filter {
    /** Allows only content of this server and no inline script, so that text from data never runs as code. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        HttpServletResponse reply = (HttpServletResponse) response;
        reply.setHeader("Content-Security-Policy", CONTENT_POLICY);
        reply.setHeader("X-Content-Type-Options", "nosniff");
        reply.setHeader("X-Frame-Options", "DENY");
        reply.setHeader("Referrer-Policy", "no-referrer");
        reply.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        reply.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        reply.setHeader("Cache-Control", "no-store");
        try {
            access.check(httpRequest);
        } catch (HttpProblem.RefusedException refused) {
            if (refused.problem().status() == 401) {
                reply.addHeader("WWW-Authenticate", "Bearer");
                if (acceptsHtml(httpRequest)) {
                    // For this scheme a browser asks its user and sends the password with every request of the page.
                    reply.addHeader("WWW-Authenticate", "Basic realm=\"SERVER_TOKEN as the password\"");
                }
            }
            metrics.served(httpRequest.getMethod(), refused.problem().status(), 0);
            send(reply, refused.problem());
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean acceptsHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    static void send(HttpServletResponse reply, HttpProblem problem) throws IOException {
        reply.setStatus(problem.status());
        reply.setContentType(HttpProblem.CONTENT_TYPE);
        reply.getOutputStream().write(ResponseBodies.json(problem.body()).getBytes(StandardCharsets.UTF_8));
    }
}
