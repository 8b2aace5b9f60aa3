package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Serves the MCP tools over HTTP at {@code POST /mcp}. Requests are independent: there are no sessions. */
final class McpHttp implements AutoCloseable {
    static final String NAME = "big-data-migrator";
    static final String VERSION =
            Objects.requireNonNullElse(McpHttp.class.getPackage().getImplementationVersion(), "0");
    static final String INSTRUCTIONS =
            "Tables of data files, databases and other sources, profiled by Spark. Call list_tables first,"
                    + " relationships before a join, and query with one Spark SQL SELECT. A call that takes long is"
                    + " answered with a job: call wait_for_job.";
    static final Duration TIMEOUT = Duration.ofMinutes(10);
    /** The tools check their arguments themselves, and no tool declares a schema of its results. */
    static final JsonSchemaValidator NO_VALIDATION =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(String.valueOf(content));

    private static final Pattern PARAMETER = Pattern.compile("\\[\"(\\w+)\"]");
    private static final Logger LOG = LoggerFactory.getLogger(McpHttp.class);
    private static final McpJsonMapper MAPPER = mapper();

    private final Transport transport = new Transport();
    private final McpStatelessSyncServer server;
    private final McpJobs jobs;
    private final AnswerRuns threads;

    McpHttp(McpTools tools, AnswerRuns threads) {
        jobs = tools.jobs();
        this.threads = threads;
        var specification = McpServer.sync(transport)
                .serverInfo(NAME, VERSION)
                .instructions(INSTRUCTIONS)
                .jsonMapper(MAPPER)
                .jsonSchemaValidator(NO_VALIDATION)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .requestTimeout(TIMEOUT)
                .immediateExecution(true);
        tools.all()
                .forEach(tool -> specification.toolCall(
                        tool.tool(), (context, request) -> tool.answer(request, progress -> {})));
        server = specification.build();
    }

    static McpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(new JsonMapper());
    }

    void serve(Context request) {
        String accept = request.header("Accept");
        if (accept == null || !(accept.contains("application/json") && accept.contains("text/event-stream"))) {
            throw RequestReader.bad("Accept must name both application/json and text/event-stream.");
        }
        String body = RequestBodies.message(request);
        request.future(() -> threads.submit(() -> reply(body))
                .thenAccept(reply -> reply.ifPresentOrElse(
                        json -> request.contentType("application/json").result(json), () -> request.status(202))));
    }

    /** The response to a request; empty for a notification. */
    private Optional<String> reply(String body) {
        McpStatelessServerHandler handler = Objects.requireNonNull(transport.handler);
        String failure;
        try {
            var message = McpSchema.deserializeJsonRpcMessage(MAPPER, body);
            if (message instanceof JSONRPCNotification notification) {
                handler.handleNotification(McpTransportContext.EMPTY, notification)
                        .block();
                return Optional.empty();
            }
            var reply = handler.handleRequest(McpTransportContext.EMPTY, (JSONRPCRequest) message)
                    .block();
            if (reply != null && (reply.error() == null || reply.error().code() != ErrorCodes.INTERNAL_ERROR)) {
                return Optional.of(MAPPER.writeValueAsString(reply));
            }
            failure = reply == null
                    ? ""
                    : String.valueOf(reply.error().data()) + reply.error().message();
        } catch (IOException | RuntimeException e) {
            LOG.debug("an MCP request failed", e);
            failure = String.valueOf(e.getMessage());
        }
        // Tools catch their own errors. The SDK reports malformed params as internal errors with implementation
        // details, of which only the parameter's name is passed on.
        Matcher parameter = PARAMETER.matcher(failure);
        throw RequestReader.bad((parameter.find()
                        ? "The parameter '" + parameter.group(1) + "' has a wrong type"
                        : "The params of this MCP method are wrong")
                + ". Call tools/list for the types.");
    }

    @Override
    public void close() {
        server.close();
        jobs.close();
    }

    /** Exposes the SDK's handler, so that {@link #serve} can call it with bodies of limited size. */
    private static final class Transport implements McpStatelessServerTransport {
        private @Nullable McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler given) {
            handler = given;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
