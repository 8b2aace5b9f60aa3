package io.github.bigdatamigrator.notebook;

import java.util.function.Supplier;

/** A result as text, made when it is asked for. */
public final class NotebookResult {
    private final Supplier<String> json;
    private final Supplier<String> html;

    NotebookResult(Supplier<String> json, Supplier<String> html) {
        this.json = json;
        this.html = html;
    }

    /** As the REST API sends it; the rows of queries with their types. */
    public String json() {
        return json.get();
    }

    /** A whole page, or a part of one with its style. */
    public String html() {
        return html.get();
    }
}
