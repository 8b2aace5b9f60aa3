package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Handles the requests that mark answers as right or wrong, and list what was marked. */
record ReviewRoutes(LLMConversationSystem system) {
    private static final int MAX_LENGTH = 2_000;

    void review(Context request, String id) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("verdict", "why", "by", "question"));
        Review.Verdict verdict = RequestReader.constant(
                Review.Verdict.class, body.get("verdict"), "verdict must be \"good\" or \"wrong\".");
        int turn = turn(request);
        Object question = body.get("question");
        if (question != null) {
            requireQuestion(system.handle(id).conversation().turns(), turn, question);
        }
        Review review = new Review(verdict, text(body, "why"), text(body, "by"));
        request.json(write(system.handle(id).review(turn, review)));
    }

    void withdraw(Context request, String id) {
        system.handle(id).withdrawReview(turn(request));
        request.status(204);
    }

    void list(Context request) {
        request.json(write(system.reviewedAnswers().list()));
    }

    static ObjectNode write(ReviewedAnswers.Listing all) {
        ObjectNode reply = Json.object();
        ArrayNode answers = reply.putArray("answers");
        all.answers().forEach(answer -> answers.add(write(answer)));
        all.problems().forEach(reply.putArray("problems")::add);
        return reply;
    }

    void remove(Context request) {
        system.reviewedAnswers().remove(request.pathParam("name"));
        request.status(204);
    }

    /** The review as it stands at a message and in the list. */
    static ObjectNode write(ReviewedAnswer answer) {
        ObjectNode reply = Json.object()
                .put("name", answer.name())
                .put("question", answer.question())
                .put("verdict", Json.word(answer.verdict()))
                .put("why", answer.why())
                .put("by", answer.by())
                .put("at", answer.at());
        answer.sql().forEach(reply.putArray("sql")::add);
        answer.parameters()
                .forEach(parameter -> reply.withArrayProperty("parameters").add(parameter.words()));
        return reply;
    }

    /** Another client may have asked since; then the number means another question. */
    private static void requireQuestion(List<Turn> turns, int turn, Object question) {
        if (turn > turns.size() || !turns.get(turn - 1).question().equals(question)) {
            throw RequestReader.bad("Question " + turn + " is not ‘" + question + "’. Read the conversation again.");
        }
    }

    private static int turn(Context request) {
        String number = request.pathParam("turn");
        if (!number.matches("[1-9]\\d{0,8}")) {
            throw RequestReader.bad(
                    "‘" + number + "’ is no number of a question; write 1 for the first question of the conversation.");
        }
        return Integer.parseInt(number);
    }

    private static String text(Map<?, ?> body, String field) {
        @Nullable Object value = body.get(field);
        return value == null ? "" : RequestReader.text(value, field, MAX_LENGTH);
    }
}
