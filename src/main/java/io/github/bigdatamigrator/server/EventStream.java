package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends how an answer comes about as server-sent events; when the client goes away, what runs for it is stopped. */
final class EventStream implements AnswerListener {
    private final Context request;
    private final OutputStream out;
    private final Runnable onGone;
    private boolean gone;

    EventStream(Context request, Runnable onGone) {
        this.request = request;
        this.onGone = onGone;
        request.contentType("text/event-stream; charset=utf-8");
        request.header("Cache-Control", "no-store");
        try {
            this.out = request.res().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void status(String text) {
        send("status", Map.of("text", text));
    }

    @Override
    public void sql(String sql) {
        send("sql", Map.of("sql", sql));
    }

    @Override
    public void rows(QueryResult result) {
        send("rows", Replies.rows(result));
    }

    @Override
    public void token(String piece) {
        send("token", Map.of("text", piece));
    }

    void done(Answer answer) {
        send("done", AnswerJson.write(answer));
    }

    void error(HttpProblem problem) {
        send("error", problem.body());
    }

    private void send(String event, Object data) {
        if (gone) {
            return;
        }
        try {
            String json = request.jsonMapper().toJsonString(data, data.getClass());
            out.write(("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            gone = true;
            onGone.run();
        }
    }
}
