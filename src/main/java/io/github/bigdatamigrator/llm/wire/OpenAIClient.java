package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.tokens.ModelCalibrationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A model at OpenAI, or at any address that speaks its Chat Completions. Making one sends nothing; whoever makes it has
 * the user's consent to use it. Needs a key, and https unless the address is this machine. Thread-safe.
 */
public final class OpenAIClient implements LanguageModel, AutoCloseable {
    private static final int WINDOW_OF_4O = 128_000;
    private static final int WINDOW_OF_6 = 1_050_000;
    private static final int HTTP_OK = 200;
    private static final long NOTE_TIMEOUT_MILLIS = 1000;

    private final ModelEndpoint endpoint;
    private final ModelCalibrationStore calibrations;
    private final ChatTransport wire;
    private @Nullable CompletableFuture<Optional<String>> modelNote;

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
        this.calibrations = new ModelCalibrationStore(null, InstantSource.system());
        this.wire = new ChatTransport(
                endpoint, ProviderWording.ONLINE, outboundLog, calibrations, HttpExchange.ProgressIntervals.DEFAULT);
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        wire.check(request);
        CompletableFuture<Optional<String>> looking = modelNote();
        ChatReply reply = wire.chat(request, status(), listener);
        return await(looking).map(reply::withNote).orElse(reply);
    }

    /**
     * What the server's list says of the model, asked for once, beside the first chat, so that the chat does not wait
     * for it.
     */
    private synchronized CompletableFuture<Optional<String>> modelNote() {
        if (modelNote == null) {
            modelNote = CompletableFuture.supplyAsync(() -> {
                try {
                    return parseList(fetchList()).map(models -> models.note(endpoint.model()));
                } catch (IOException e) {
                    return Optional.empty();
                }
            });
        }
        return modelNote;
    }

    private static Optional<String> await(CompletableFuture<Optional<String>> looking) {
        try {
            return looking.get(NOTE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks the server for its list of models: is it there, does it take the key, has it the model, and for how long.
     * Costs one short request, which holds the key and nothing else. Never throws for a server that is away.
     */
    public ModelStatus check() {
        try {
            HttpCalls.ShortResponse list = fetchList();
            Optional<OnlineModelList> models = parseList(list);
            return models.isEmpty()
                    ? status(false, wire.failures().ofListing(list).getMessage())
                    : status(models.get().listed(), models.get().note(endpoint.model()));
        } catch (IOException e) {
            return status(false, wire.failures().of(e, false).getMessage());
        }
    }

    private HttpCalls.ShortResponse fetchList() throws IOException {
        return wire.http().fetch(endpoint.url() + "/models");
    }

    private Optional<OnlineModelList> parseList(HttpCalls.ShortResponse list) {
        return list.status() == HTTP_OK ? OnlineModelList.read(list.body(), endpoint.model()) : Optional.empty();
    }

    private ModelStatus status(boolean available, @Nullable String note) {
        return new ModelStatus(available, endpoint.model(), window(), window(), note);
    }

    /**
     * {@inheritDoc} Asks nobody: nothing leaves the machine before there is a question; the window is the published
     * one.
     */
    @Override
    public ModelStatus status() {
        return status(true, null);
    }

    private int window() {
        int told = calibrations.window(endpoint.modelKey(endpoint.model()), 0);
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
