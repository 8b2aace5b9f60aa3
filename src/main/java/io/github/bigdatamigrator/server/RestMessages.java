package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.javalin.json.JavalinJackson;

/** Results as the REST API sends them, for who prints the same without a server.  */
public final class RestMessages {
    private static final JavalinJackson MAPPER = new JavalinJackson();

    private RestMessages() {}

    public static String json(Answer answer) {
        return Json.compact(AnswerJson.write(answer));
    }

    public static String json(Guidance guidance) {
        return write(Replies.guidance(guidance));
    }

    public static String json(SchemaPlan plan) {
        return write(Replies.plan(plan));
    }

    public static String json(Conversation conversation) {
        return write(Replies.conversation(
                conversation, conversation.context() == null ? ProfilingState.INTERRUPTED : ProfilingState.READY));
    }

    public static String json(DataContext context) {
        return ContextJson.text(context);
    }

    private static String write(Object reply) {
        return MAPPER.toJsonString(reply, reply.getClass());
    }
}
