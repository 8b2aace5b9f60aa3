package io.github.bigdatamigrator.server;

import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Limits the size of request headers, bodies and forms, and formats errors that Jetty itself raises. */
final class ConnectionLimits {
    private static final int HEAD_BYTES = 16 << 10;

    private ConnectionLimits() {}

    static void apply(JavalinConfig config, int maxUploadMegabytes) {
        config.http.maxRequestSize = RequestBodies.MAX_BYTES;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(HEAD_BYTES);
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServer(server -> server.setErrorHandler(new ProblemHandler()));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ProblemHandler()));
        config.jetty.multipartConfig.maxFileSize(maxUploadMegabytes, SizeUnit.MB);
        config.jetty.multipartConfig.maxTotalRequestSize(10L * maxUploadMegabytes, SizeUnit.MB);
        config.jetty.multipartConfig.maxInMemoryFileSize(64, SizeUnit.KB);
    }

    /** Writes requests that Jetty rejects, such as malformed HTTP, as a problem document like all other errors. */
    private static final class ProblemHandler extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int given = response.getStatus();
            // Jetty reports an unknown HTTP version as 505, but it is the client's error.
            int status = given < 400 || given == 505 ? 400 : given;
            response.setStatus(status);
            Object reason = request.getAttribute(ERROR_MESSAGE);
            HttpProblem problem = status >= 500
                    ? new HttpProblem(status, "internal", HttpProblem.INTERNAL)
                    : new HttpProblem(status, "http_error", "The request cannot be read: " + reason + ".");
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, HttpProblem.CONTENT_TYPE);
            byte[] body = ResponseBodies.json(problem.body()).getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
