package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** An MCP server at {@code POST /mcp}: each request stands for itself, so nothing is kept between them. */
final class McpHttp implements AutoCloseable {
    static final String NAME = "big-data-migrator";
    static final String VERSION = "0.1.0";
    static final String INSTRUCTIONS =
            "Tables of data files, profiled by Spark. Call list_tables first, relationships before a join, and query with one Spark SQL SELECT.";
    static final Duration LONGEST = Duration.ofMinutes(10);
    /** Only results with a schema of their own would be validated, and no tool has one. */
    static final JsonSchemaValidator UNUSED =
            (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid(String.valueOf(content));

    private final HttpServletStatelessServerTransport transport;
    private final McpStatelessSyncServer server;
    private final AnswerRuns threads;

    McpHttp(McpTools tools, AnswerRuns threads) {
        this.threads = threads;
        transport = HttpServletStatelessServerTransport.builder()
                .jsonMapper(mapper())
                .messageEndpoint("/mcp")
                .build();
        server = McpServer.sync(transport)
                .serverInfo(NAME, VERSION)
                .instructions(INSTRUCTIONS)
                .jsonMapper(mapper())
                .jsonSchemaValidator(UNUSED)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .requestTimeout(LONGEST)
                .immediateExecution(true)
                .tools(tools.all().stream()
                        .map(tool -> new McpStatelessServerFeatures.SyncToolSpecification(
                                tool.tool(), (exchange, request) -> tool.call().apply(arguments(request))))
                        .toList())
                .build();
    }

    static McpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(new JsonMapper());
    }

    static Map<String, Object> arguments(CallToolRequest request) {
        return request.arguments() == null ? Map.of() : request.arguments();
    }

    /** What the SDK would answer with its own faults is turned away before it. */
    void serve(Context request) {
        String accept = request.header("Accept");
        if (accept == null || !(accept.contains("application/json") && accept.contains("text/event-stream"))) {
            throw Requests.bad("Accept must name both application/json and text/event-stream.");
        }
        String body = Bodies.message(request);
        request.future(() -> threads.submit(() -> pass(request, body)).thenAccept(reply -> {
            if (reply.getStatus() >= 500) {
                // The SDK takes an unknown method and missing parameters for faults of its own, and shows its inside.
                throw Requests.bad("There is no such MCP method, or its params are wrong. See tools/list.");
            }
            request.status(reply.getStatus()).contentType("application/json").result(reply.text());
        }));
    }

    private Collected pass(Context request, String body) {
        Collected reply = new Collected(request.res());
        try {
            transport.service(new Read(request.req(), body), reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    /** A request whose body has been read, within its bounds. */
    private static final class Read extends HttpServletRequestWrapper {
        private final String body;

        Read(HttpServletRequest request, String body) {
            super(request);
            this.body = body;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new StringReader(body));
        }
    }

    /** A reply that is looked at before it is sent. */
    private static final class Collected extends HttpServletResponseWrapper {
        private final StringWriter text = new StringWriter();
        private int status = 200;

        Collected(HttpServletResponse response) {
            super(response);
        }

        String text() {
            return text.toString();
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public void setStatus(int given) {
            status = given;
        }

        @Override
        public void sendError(int given, String message) {
            status = given;
        }

        @Override
        public void sendError(int given) {
            status = given;
        }

        @Override
        public PrintWriter getWriter() {
            return new PrintWriter(text);
        }
    }
}
