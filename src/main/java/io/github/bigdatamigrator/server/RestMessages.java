package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formats results as the REST API sends them, for callers that print them without a server. */
public final class RestMessages {
    private RestMessages() {}

    public static String json(Answer answer) {
        return Json.compact(ResponseBodies.message(answer));
    }

    public static String json(List<ConversationSummary> conversations) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(
                "conversations",
                conversations.stream()
                        .map(summary -> ResponseBodies.summary(summary, ProfilingJobs.State.READY))
                        .toList());
        reply.put("total", conversations.size());
        return ResponseBodies.json(reply);
    }

    /** @param reviews of its answers, by the number of the question */
    public static String json(Conversation conversation, Map<Integer, ReviewedAnswer> reviews) {
        ProfilingJobs.State state =
                conversation.context() == null ? ProfilingJobs.State.INTERRUPTED : ProfilingJobs.State.READY;
        return ResponseBodies.json(ResponseBodies.conversation(conversation, state, null, reviews));
    }

    public static String json(ReplayReport report) {
        return Json.compact(StateRoutes.replay(report));
    }

    public static String json(ReviewedAnswer answer) {
        return Json.compact(ReviewRoutes.write(answer));
    }

    public static String json(ReviewedAnswers.Listing all) {
        return Json.compact(ReviewRoutes.write(all));
    }

    public static String json(DataDescription.Report meanings) {
        return ResponseBodies.json(StateRoutes.meanings(meanings));
    }

    /** Formats guidance, a schema plan or another record whose components are the fields. */
    public static String result(Record result) {
        return ResponseBodies.json(result);
    }

    public static String json(DataContext context) {
        return ContextJson.text(context);
    }
}
