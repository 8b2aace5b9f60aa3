package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.settings.Setting;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.io.input.ProxyInputStream;

/** Serves the MCP tools over standard input and output to the program that started this process. */
public final class McpStdio {
    private McpStdio() {}

    /**
     * Serves the files until the client closes its end. The files are profiled in the background; the first tool that
     * needs the profile waits for it. The conversation is deleted when the client disconnects.
     *
     * @param out carries protocol messages only
     * @throws InterruptedException when the server is stopped
     */
    public static void serve(
            LLMConversationSystem system, Settings settings, List<String> files, InputStream in, OutputStream out)
            throws InterruptedException {
        String id = system.registerConversation("MCP", ProfileRequest.of(files));
        ProfilingJobs jobs = new ProfilingJobs(system);
        try {
            jobs.start(id);
            McpTools tools = new McpTools(system, jobs, settings.level(Setting.LOCAL_PRIVACY_LEVEL), id);
            serve(tools, in, out);
        } finally {
            jobs.cancel(id);
            jobs.close();
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
        tools.all().forEach(tool -> specification.toolCall(tool.tool(), (exchange, request) -> tool.answer(request)));
        McpSyncServer server = specification.build();
        closed.await();
        server.closeGracefully();
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
