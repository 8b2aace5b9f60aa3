package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.llm.WireJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which models a local server has, with at most four short requests: LM Studio's own two lists, the OpenAI
 * list and llama-server's properties. The reported window is the loaded one, not the largest that the model supports.
 */
final class ModelProbe {
    private static final String NATIVE_LIST = "/api/v1/models";

    private final ModelEndpoint endpoint;
    private final HttpCalls http;
    private final ErrorClassifier failures;

    ModelProbe(ChatTransport transport) {
        this.endpoint = transport.endpoint;
        this.http = transport.http;
        this.failures = transport.failures;
    }

    ModelStatus probe() {
        int window = endpoint.fallbackWindowTokens();
        try {
            // Only the newer list tells how many requests run at once.
            for (String path : List.of(NATIVE_LIST, "/api/v0/models")) {
                HttpCalls.ShortResponse fetched = http.fetch(endpoint.root() + path);
                if (fetched.status() == 401 || fetched.status() == 403) {
                    return refused(fetched, window);
                }
                List<ListedModel> models = fetched.status() == 200 ? ListedModel.parseList(fetched.body()) : null;
                if (models != null) {
                    return ofLmStudio(models, window, path.equals(NATIVE_LIST));
                }
            }
            HttpCalls.ShortResponse common = http.fetch(endpoint.url() + "/models");
            List<ListedModel> models = common.status() == 200 ? ListedModel.parseList(common.body()) : null;
            if (models != null) {
                return ofList(models, window);
            }
            if (common.status() == 200 && ErrorClassifier.isHtml(common.body())) {
                return unavailable(failures.wrongAddress(common), window);
            }
            return common.status() == 401 || common.status() == 403 || common.status() == 503
                    ? refused(common, window)
                    : unlisted(window);
        } catch (IOException e) {
            return unavailable(failures.of(e, false).getMessage(), window);
        }
    }

    /**
     * Like {@link #probe}, and checks whether the address accepts chats, which no list states. Sends one more request
     * with an empty body, which a server that supports chats rejects.
     */
    ModelStatus check() {
        ModelStatus status = probe();
        if (!status.available()) {
            return status;
        }
        try {
            HttpCalls.ShortResponse answer = http.post(endpoint.url() + "/chat/completions", "{}");
            String wrong = failures.wrongAddress(answer);
            return wrong == null ? status : unavailable(wrong, status.windowTokens());
        } catch (InterruptedIOException busy) {
            return status;
        } catch (IOException e) {
            return unavailable(failures.of(e, false).getMessage(), status.windowTokens());
        }
    }

    private ModelStatus ofLmStudio(List<ListedModel> listed, int window, boolean nativeChat) throws IOException {
        List<ListedModel> models = chatModels(listed);
        List<ListedModel> loaded = models.stream().filter(ListedModel::loaded).toList();
        ListedModel match = ModelNameMatcher.find(endpoint.model(), models);
        if (match != null && match.loaded()) {
            return loaded(match, window, null, lmStudio(match, nativeChat));
        }
        if (match != null && loadsOnDemand(match)) {
            String note = match.id()
                    + " is not loaded yet; the first question loads it, perhaps with a small window. Better: `"
                    + loadCommand(match) + "`.";
            return new ModelStatus(
                    true,
                    match.id(),
                    window,
                    match.maxWindow(),
                    note,
                    0,
                    false,
                    match.tools(),
                    lmStudio(match, nativeChat));
        }
        if (loaded.size() == 1) {
            ListedModel other = loaded.get(0);
            String note = other.id() + " is loaded and answers in place of " + endpoint.model() + ".";
            return loaded(other, window, note, lmStudio(other, nativeChat));
        }
        List<String> loadedIds = (loaded.isEmpty() ? listed : loaded)
                .stream().filter(ListedModel::loaded).map(ListedModel::id).toList();
        String alternatives = loadedIds.isEmpty()
                ? ""
                : " Loaded: " + String.join(", ", loadedIds)
                        + (loaded.isEmpty() ? ", which makes embeddings and cannot chat." : ".");
        return unavailable(failures.noModel(alternatives).getMessage(), window);
    }

    private static ModelStatus.Server lmStudio(ListedModel model, boolean nativeChat) {
        return new ModelStatus.Server(true, nativeChat, model.parallel(), model.reasoningOff());
    }

    /** With loading on demand the OpenAI list contains all models on disk, otherwise only the loaded ones. */
    private boolean loadsOnDemand(ListedModel model) throws IOException {
        HttpCalls.ShortResponse common = http.fetch(endpoint.url() + "/models");
        List<ListedModel> models = ListedModel.parseList(common.body());
        return models == null || models.stream().anyMatch(listed -> listed.id().equals(model.id()));
    }

    private ModelStatus ofList(List<ListedModel> listed, int window) throws IOException {
        List<ListedModel> models = chatModels(listed);
        ListedModel match = ModelNameMatcher.find(endpoint.model(), models);
        if (match == null && models.size() == 1) {
            match = models.get(0);
        }
        if (match == null) {
            String note = endpoint.model() + " is not in the list of " + endpoint.url() + ".";
            return models.isEmpty()
                    ? unavailable(failures.noModel("").getMessage(), window)
                    : new ModelStatus(true, endpoint.model(), window, 0, note);
        }
        if (match.window() > 0) {
            return loaded(match, window, null, ModelStatus.Server.UNKNOWN);
        }
        int reported = windowFromProperties();
        return loaded(
                new ListedModel(match.id(), true, reported, match.maxWindow(), match.tools()),
                window,
                null,
                ModelStatus.Server.UNKNOWN);
    }

    private static List<ListedModel> chatModels(List<ListedModel> listed) {
        return listed.stream().filter(ListedModel::chats).toList();
    }

    /** The window of llama-server's slots, or 0. */
    private int windowFromProperties() throws IOException {
        HttpCalls.ShortResponse props = http.fetch(endpoint.root() + "/props");
        return WireJson.readOrMissing(props.body())
                .at("/default_generation_settings/n_ctx")
                .asInt(0);
    }

    private static ModelStatus loaded(
            ListedModel model, int fallbackWindow, @Nullable String note, ModelStatus.Server server) {
        int window = model.window() > 0 ? model.window() : fallbackWindow;
        String warning = note;
        if (model.window() > 0 && model.window() * 2L <= model.maxWindow()) {
            String small = String.format(
                    Locale.ROOT,
                    "%s is loaded with a window of %,d tokens, though it takes %,d; longer talks fit after `lms unload"
                            + " %s` and `%s`.",
                    model.id(),
                    model.window(),
                    model.maxWindow(),
                    model.id(),
                    loadCommand(model));
            warning = note == null ? small : note + " " + small;
        }
        return new ModelStatus(
                true, model.id(), window, model.maxWindow(), warning, model.window(), true, model.tools(), server);
    }

    private ModelStatus refused(HttpCalls.ShortResponse fetched, int window) {
        return unavailable(failures.ofListing(fetched).getMessage(), window);
    }

    private ModelStatus unlisted(int window) {
        String note = "The server at " + endpoint.url()
                + " lists no models; check that the address ends in /v1. The window is taken from LOCAL_LLM_WINDOW.";
        return new ModelStatus(true, endpoint.model(), window, 0, note);
    }

    private ModelStatus unavailable(@Nullable String note, int window) {
        return new ModelStatus(false, endpoint.model(), window, 0, note);
    }

    private static String loadCommand(ListedModel model) {
        int largest = model.maxWindow() > 0 ? model.maxWindow() : Integer.MAX_VALUE;
        return ErrorClassifier.loadCommand(model.id(), Math.min(largest, ErrorClassifier.SUGGESTED_WINDOW));
    }
}
