package io.github.bigdatamigrator.llm;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model at OpenAI, or at any address that speaks its Chat Completions. Making one sends nothing; whoever makes it has the
 * user's consent to use it. Needs a key, and https unless the address is this machine. Thread-safe.
 */
public final class OpenAIClient implements LanguageModel, AutoCloseable {
    private static final int WINDOW_OF_4O = 128_000;
    private static final int WINDOW_OF_6 = 1_050_000;

    private final ModelEndpoint endpoint;
    private final ModelMemory memory;
    private final ChatWire wire;

    /**
     * @param outboundLog file for the body of each request that leaves the machine, owner-only, or null for none
     * @throws MigratorException BAD_INPUT without a key, or for http to another machine
     */
    public OpenAIClient(ModelEndpoint endpoint, @Nullable Path outboundLog) {
        if (!endpoint.secure() && !endpoint.loopback()) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "Not used: " + endpoint.url() + " is not https, so that data and key could be read on the way."
                            + " Set OPENAI_BASE_URL to an https address.");
        }
        if (endpoint.apiKey() == null) {
            throw new MigratorException(ErrorCode.BAD_INPUT, "No key for " + endpoint.url() + ". Set OPENAI_API_KEY.");
        }
        this.endpoint = endpoint;
        this.memory = new ModelMemory(null, InstantSource.system());
        this.wire = new ChatWire(endpoint, Site.ONLINE, outboundLog, memory, Exchange.Patience.USUAL);
    }

    @Override
    public ChatReply chat(ChatRequest request, Consumer<String> onToken) {
        return wire.chat(request, status(), onToken);
    }

    /** {@inheritDoc} Asks nobody: nothing leaves the machine before there is a question; the window is the published one. */
    @Override
    public ModelStatus status() {
        return new ModelStatus(true, endpoint.model(), window(), window(), null);
    }

    private int window() {
        int told = memory.window(endpoint.model(), 0);
        if (told > 0) {
            return told;
        }
        String model = endpoint.model().toLowerCase(Locale.ROOT);
        if (model.startsWith("gpt-4o")) {
            return WINDOW_OF_4O;
        }
        return model.startsWith("gpt-6") ? WINDOW_OF_6 : endpoint.fallbackWindowTokens();
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String toString() {
        return "OpenAIClient[" + endpoint + "]";
    }
}
