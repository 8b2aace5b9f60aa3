package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.llm.WireJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * Reads one response on a thread of the HTTP client and puts it as events into a queue. The first byte, not the content
 * type, decides how the body is read: a server may answer a request for a stream with a plain body, for example an
 * error.
 */
final class ResponseReader implements Callback {
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final int MAX_BLANKS = 10_000;
    private static final int MAX_MALFORMED = 1000;

    private final BlockingQueue<WireEvent> events;
    private final int maxReplyTokens;
    private int malformed;

    /** @param maxReplyTokens the limit of the reply */
    ResponseReader(BlockingQueue<WireEvent> events, int maxReplyTokens) {
        this.events = events;
        this.maxReplyTokens = maxReplyTokens;
    }

    @Override
    public void onFailure(Call call, IOException e) {
        events.add(new WireEvent.ConnectionFailed(e));
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (response;
                InputStream in = new BufferedInputStream(response.body().byteStream())) {
            if (response.code() != 200) {
                String body = new String(in.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
                refuse(response, ServerError.ofBody(response.code(), body, body));
            } else if (isEventStream(in)) {
                readEvents(response, in);
            } else {
                readBody(response, new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            events.add(new WireEvent.ConnectionFailed(e));
        }
    }

    private static boolean isEventStream(InputStream in) throws IOException {
        int first;
        int blanks = 0;
        do {
            in.mark(1);
            first = in.read();
            blanks++;
        } while (blanks < MAX_BLANKS && (first == ' ' || first == '\n' || first == '\r' || first == '\t'));
        in.reset();
        return first >= 0 && first != '{' && first != '[' && first != '<' && first != '"';
    }

    private void refuse(Response response, ServerError error) {
        events.add(new WireEvent.Refused(error, RetryAfter.of(response.headers(), error.message())));
    }

    private void readBody(Response response, String body) throws IOException {
        boolean ended = !body.isBlank() && readJson(response, "", body);
        if (!ended) {
            events.add(body.isBlank() || malformed > 0 ? new WireEvent.Closed() : new WireEvent.Done());
        }
    }

    private void readEvents(Response response, InputStream in) throws IOException {
        EventStreamReader stream = new EventStreamReader(in);
        for (EventStreamReader.Event event = stream.next(); event != null; event = stream.next()) {
            String data = event.data().strip();
            if (data.startsWith("[DONE]")) {
                events.add(new WireEvent.Done());
                return;
            }
            if (event.equals(EventStreamReader.Event.COMMENT)) {
                events.add(new WireEvent.KeepAlive());
            } else if (readJson(response, event.type(), data)) {
                return;
            }
        }
        events.add(new WireEvent.Closed());
    }

    /** Adds the event of one JSON text; true if it is an error, which ends the response. */
    private boolean readJson(Response response, String type, String data) throws IOException {
        ServerError error;
        try {
            JsonNode json = WireJson.read(data);
            error = ServerError.parse(response.code(), json);
            if (error == null && type.equals("error")) {
                error = ServerError.ofText(response.code(), json.path("message").asText(data));
            }
            if (error == null) {
                events.add(new WireEvent.Chunk(NativeChat.chunk(json, maxReplyTokens)));
                return false;
            }
        } catch (JsonProcessingException e) {
            if (!type.equals("error")) {
                if (++malformed > MAX_MALFORMED) {
                    throw new IOException("malformed frames and no end", e);
                }
                events.add(new WireEvent.Malformed());
                return false;
            }
            error = ServerError.ofText(response.code(), data);
        }
        refuse(response, error);
        return true;
    }
}
