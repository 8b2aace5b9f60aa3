package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;

/** Formats results as the REST API sends them, for callers that print them without a server. */
public final class RestMessages {
    private RestMessages() {}

    public static String json(Answer answer) {
        return Json.compact(ResponseBodies.message(answer));
    }

    /** Formats guidance or a schema plan. */
    public static String result(Record result) {
        return ResponseBodies.json(result);
    }

    public static String json(DataContext context) {
        return ContextJson.text(context);
    }
}
