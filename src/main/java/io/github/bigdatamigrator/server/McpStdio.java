package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.settings.Setting;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.io.input.ProxyInputStream;
import org.jspecify.annotations.Nullable;

/** Serves the MCP tools over standard input and output to the program that started this process. */
public final class McpStdio {
    private McpStdio() {}

    /**
     * Serves the files until the client closes its end. The files are profiled in the background; tools wait for the
     * profile. The conversation is deleted when the client disconnects.
     *
     * @param out carries protocol messages only
     * @throws InterruptedException when the server is stopped
     */
    public static void serve(
            LLMConversationSystem system, Settings settings, ProfileRequest request, InputStream in, OutputStream out)
            throws InterruptedException {
        String id = system.registerConversation("MCP", request);
        ProfilingJobs profiling = new ProfilingJobs(system);
        try (profiling;
                McpJobs jobs = new McpJobs(profiling, settings.number(Setting.MCP_WAIT_SECONDS))) {
            profiling.start(id);
            try {
                serve(new McpTools(system, profiling, jobs, settings.level(Setting.LOCAL_PRIVACY_LEVEL), id), in, out);
            } finally {
                profiling.cancel(id);
            }
        } finally {
            system.handle(id).delete();
        }
    }

    private static void serve(McpTools tools, InputStream in, OutputStream out) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        var specification = McpServer.sync(
                        new StdioServerTransportProvider(McpHttp.mapper(), reportingEnd(in, closed), out))
                .serverInfo(McpHttp.NAME, McpHttp.VERSION)
                .instructions(McpHttp.INSTRUCTIONS)
                .jsonMapper(McpHttp.mapper())
                .jsonSchemaValidator(McpHttp.NO_VALIDATION)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .requestTimeout(McpHttp.TIMEOUT);
        tools.all()
                .forEach(tool -> specification.toolCall(
                        tool.tool(),
                        (exchange, request) ->
                                tool.answer(request, progress -> report(exchange, request.progressToken(), progress))));
        McpSyncServer server = specification.build();
        closed.await();
        server.closeGracefully();
    }

    /** Tells a client that asked for it how far a call is, so that it may wait longer. */
    private static void report(McpSyncServerExchange exchange, @Nullable Object token, McpJobs.Progress progress) {
        if (token != null) {
            exchange.progressNotification(ProgressNotification.builder(token, progress.seconds())
                    .message(progress.stage())
                    .build());
        }
    }

    private static InputStream reportingEnd(InputStream in, CountDownLatch end) {
        return new ProxyInputStream(in) {
            @Override
            protected void afterRead(int bytes) {
                if (bytes < 0) {
                    end.countDown();
                }
            }
        };
    }
}
