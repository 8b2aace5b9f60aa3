package io.github.bigdatamigrator.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;

/** Serves the web page and its files from a fixed list, so that no request path can reach other files. */
final class PageFiles {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPTS =
            "app api chart chat content diagram dom files guide plan profile rows sidebar sql";
    private static final Map<String, String> TYPES =
            new TreeMap<>(Map.of("app.css", "text/css; charset=utf-8", "icon.svg", "image/svg+xml"));

    static {
        for (String script : SCRIPTS.split(" ")) {
            TYPES.put(script + ".js", "text/javascript; charset=utf-8");
        }
    }

    private PageFiles() {}

    static Stream<Routes.Route> routes() {
        return TYPES.keySet().stream()
                .map(name -> new Routes.Route(
                        HandlerType.GET,
                        "/page/" + name,
                        request -> send(request, "page/" + name, TYPES.getOrDefault(name, HTML))));
    }

    static void index(Context request) {
        send(request, "page/index.html", HTML);
    }

    static void openapi(Context request) {
        send(request, "openapi.json", "application/json");
    }

    private static void send(Context request, String resource, String type) {
        URL file = Objects.requireNonNull(PageFiles.class.getResource(resource), resource);
        request.contentType(type).result(Uncheck.get(() -> IOUtils.toString(file, StandardCharsets.UTF_8)));
    }
}
