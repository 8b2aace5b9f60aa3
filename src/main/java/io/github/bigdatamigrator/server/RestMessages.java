package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaPlan;

/** Formats results as the REST API sends them, for callers that print them without a server. */
public final class RestMessages {
    private RestMessages() {}

    public static String json(Answer answer) {
        return Json.compact(ResponseBodies.message(answer));
    }

    public static String json(Guidance guidance) {
        return ResponseBodies.json(ResponseBodies.guidance(guidance));
    }

    public static String json(SchemaPlan plan) {
        return ResponseBodies.json(ResponseBodies.plan(plan));
    }

    public static String json(DataContext context) {
        return ContextJson.text(context);
    }
}
