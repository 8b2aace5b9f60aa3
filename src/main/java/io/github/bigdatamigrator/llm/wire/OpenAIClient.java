package io.github.bigdatamigrator.llm.wire;

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
 * Calls a model of OpenAI or of another server with its Chat Completions API. Create it only with the user's consent;
 * the constructor sends nothing. Needs a key, and https unless the address is loopback. Thread-safe.
 */
final class OpenAIClient implements LanguageModel, AutoCloseable {
    private static final int WINDOW_OF_4O = 128_000;
    private static final int WINDOW_OF_6 = 1_050_000;
    private static final int HTTP_OK = 200;
    private static final long NOTE_TIMEOUT_MILLIS = 1000;

    private final ModelEndpoint endpoint;
    private final ModelCalibrationStore calibrations;
    private final ChatTransport transport;
    private @Nullable CompletableFuture<Optional<String>> modelNote;

    /**
     * @param outboundLog owner-only file for the bodies of requests to other machines, or null for none
     * @throws MigratorException BAD_INPUT without a key, or for http to another machine
     */
    public OpenAIClient(ModelEndpoint endpoint, @Nullable Path outboundLog) {
        if (!endpoint.secure() && !endpoint.loopback()) {
            throw MigratorException.badInput("Not used: the connection to " + endpoint.url()
                    + " would not be encrypted, because it is not https."
                    + " Set OPENAI_BASE_URL to an https address.");
        }
        if (endpoint.apiKey() == null) {
            throw MigratorException.badInput("No key for " + endpoint.url() + ". Set OPENAI_API_KEY.");
        }
        this.endpoint = endpoint;
        this.calibrations = new ModelCalibrationStore(null, InstantSource.system());
        this.transport = new ChatTransport(
                endpoint, ModelProvider.ONLINE, outboundLog, calibrations, HttpExchange.ProgressIntervals.DEFAULT);
    }

    @Override
    public ChatReply chat(ChatRequest request, ReplyListener listener) {
        transport.check(request);
        CompletableFuture<Optional<String>> note = modelNote();
        ChatReply reply = transport.chat(request, status(), listener);
        return await(note).map(reply::withNote).orElse(reply);
    }

    /** The note about the model from the server's list, requested once and parallel to the first chat. */
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

    private static Optional<String> await(CompletableFuture<Optional<String>> note) {
        try {
            return note.get(NOTE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /**
     * Checks whether the server is reachable, accepts the key and lists the model, and until when. Costs one short
     * request with the key alone. Does not throw if the server is unreachable.
     */
    public ModelStatus check() {
        try {
            HttpCalls.ShortResponse list = fetchList();
            Optional<OnlineModelList> models = parseList(list);
            return models.isEmpty()
                    ? status(false, transport.failures.ofListing(list).getMessage())
                    : status(models.get().listed(), models.get().note(endpoint.model()));
        } catch (IOException e) {
            return status(false, transport.failures.of(e, false).getMessage());
        }
    }

    private HttpCalls.ShortResponse fetchList() throws IOException {
        return transport.http.fetch(endpoint.url() + "/models");
    }

    private Optional<OnlineModelList> parseList(HttpCalls.ShortResponse list) {
        return list.status() == HTTP_OK ? OnlineModelList.read(list.body(), endpoint.model()) : Optional.empty();
    }

    private ModelStatus status(boolean available, @Nullable String note) {
        return new ModelStatus(available, endpoint.model(), window(), window(), note);
    }

    /**
     * {@inheritDoc} Sends nothing, since nothing leaves the machine before there is a question; the window is the
     * published one.
     */
    @Override
    public ModelStatus status() {
        return status(true, null);
    }

    private int window() {
        int reported = calibrations.window(endpoint.modelKey(endpoint.model()), 0);
        if (reported > 0) {
            return reported;
        }
        String model = endpoint.model().toLowerCase(Locale.ROOT);
        if (model.startsWith("gpt-4o")) {
            return WINDOW_OF_4O;
        }
        return model.startsWith("gpt-6") ? WINDOW_OF_6 : endpoint.fallbackWindowTokens();
    }

    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return "OpenAIClient[" + endpoint + "]";
    }
}
