package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.endpoint;

import io.github.bigdatamigrator.llm.wire.LMStudioClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class LMStudioClientContractTest extends LanguageModelContract {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @Override
    LanguageModel answering(String text) {
        ScriptedLMStudio studio = ScriptedLMStudio.start().reply(text);
        opened.add(studio);
        return client(studio.url());
    }

    @Override
    LanguageModel away() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            return client("http://localhost:" + port + "/v1");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private LanguageModel client(String url) {
        LMStudioClient client = new LMStudioClient(endpoint(url), null);
        opened.add(client);
        return client;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }
}
