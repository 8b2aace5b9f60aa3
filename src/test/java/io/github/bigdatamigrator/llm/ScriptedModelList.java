package io.github.bigdatamigrator.llm;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the models of a scripted server in the three list formats. */
public record ScriptedModelList(List<Entry> entries) {
    /**
     * One model.
     *
     * @param window tokens that it is loaded with, or 0 where it is not loaded
     * @param onDemand whether the common list names it although it is not loaded
     * @param parallel requests that it runs at once
     */
    public record Entry(String id, String type, int window, int maxWindow, boolean onDemand, int parallel) {
        public Entry(String id, String type, int window, int maxWindow, boolean onDemand) {
            this(id, type, window, maxWindow, onDemand, 4);
        }

        boolean loaded() {
            return window > 0;
        }
    }

    public static ScriptedModelList none() {
        return new ScriptedModelList(List.of());
    }

    public static ScriptedModelList loaded(String id, int window, int maxWindow) {
        return new ScriptedModelList(List.of(
                new Entry("text-embedding-nomic-embed-text-v1.5", "embeddings", 2048, 2048, true),
                new Entry(id, "llm", window, maxWindow, true)));
    }

    public ScriptedModelList and(Entry entry) {
        return new ScriptedModelList(java.util.stream.Stream.concat(entries.stream(), java.util.stream.Stream.of(entry))
                .toList());
    }

    String v0() {
        return entries.stream()
                .map(entry -> "{\"id\":\"" + entry.id() + "\",\"object\":\"model\",\"type\":\"" + entry.type()
                        + "\",\"state\":\"" + (entry.loaded() ? "loaded" : "not-loaded") + "\",\"max_context_length\":"
                        + entry.maxWindow() + (entry.loaded() ? ",\"loaded_context_length\":" + entry.window() : "")
                        + "}")
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    }

    String v1() {
        return entries.stream()
                .map(entry -> "{\"key\":\"" + entry.id() + "\",\"type\":\""
                        + (entry.type().equals("llm") ? "llm" : "embedding") + "\",\"max_context_length\":"
                        + entry.maxWindow() + ",\"capabilities\":{\"reasoning\":{\"allowed_options\":[\"off\",\"on\"]}}"
                        + ",\"loaded_instances\":["
                        + (entry.loaded()
                                ? "{\"id\":\"" + entry.id() + "\",\"config\":{\"context_length\":" + entry.window()
                                        + ",\"parallel\":" + entry.parallel() + "}}"
                                : "")
                        + "]}")
                .collect(Collectors.joining(",", "{\"models\":[", "]}"));
    }

    String common() {
        return entries.stream()
                .filter(entry -> entry.loaded() || entry.onDemand())
                .map(entry ->
                        "{\"id\":\"" + entry.id() + "\",\"object\":\"model\",\"owned_by\":\"organization_owner\"}")
                .collect(Collectors.joining(",", "{\"data\":[", "],\"object\":\"list\"}"));
    }
}
