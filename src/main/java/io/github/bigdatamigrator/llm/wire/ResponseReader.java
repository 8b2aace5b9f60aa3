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
 * Reads one response on a thread of the HTTP client and hands it on in pieces. What the body is, is decided by its
 * first byte and not by its content type: a server may answer a request for a stream with a plain body, an error say.
 */
final class ResponseReader implements Callback {
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final int QUOTED = 80;
    private static final int MOST_BLANKS = 10_000;
    private static final int MOST_MALFORMED = 1000;

    private final BlockingQueue<WireEvent> events;
    private int malformed;

    ResponseReader(BlockingQueue<WireEvent> events) {
        this.events = events;
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
                refuse(response, new String(in.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8));
            } else if (streamed(in)) {
                readEvents(response, in);
            } else {
                readBody(response, new String(in.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            events.add(new WireEvent.ConnectionFailed(e));
        }
    }

    private static boolean streamed(InputStream in) throws IOException {
        int first;
        int blanks = 0;
        do {
            in.mark(1);
            first = in.read();
            blanks++;
        } while (blanks < MOST_BLANKS && (first == ' ' || first == '\n' || first == '\r' || first == '\t'));
        in.reset();
        return first >= 0 && first != '{' && first != '[' && first != '<' && first != '"';
    }

    private void refuse(Response response, String body) {
        ServerError error;
        try {
            JsonNode json = WireJson.read(body);
            ServerError read = ServerError.parse(response.code(), json);
            error = read == null ? ServerError.ofText(response.code(), body) : read;
        } catch (JsonProcessingException e) {
            error = ServerError.ofText(response.code(), body);
        }
        events.add(new WireEvent.Refused(error, RetryAfter.of(response.headers(), error.message())));
    }

    private void readBody(Response response, String body) throws IOException {
        if (body.isBlank()) {
            events.add(new WireEvent.Closed());
            return;
        }
        try {
            JsonNode json = WireJson.read(body);
            ServerError error = ServerError.parse(response.code(), json);
            if (error != null) {
                events.add(new WireEvent.Refused(error, RetryAfter.of(response.headers(), error.message())));
            } else {
                events.add(new WireEvent.Chunk(json));
                events.add(new WireEvent.Done());
            }
        } catch (JsonProcessingException e) {
            malformed(body);
            events.add(new WireEvent.Closed());
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
            } else if (failed(response, event.type(), data)) {
                return;
            }
        }
        events.add(new WireEvent.Closed());
    }

    /** Hands one event on; true where it was an error, which ends the stream. */
    private boolean failed(Response response, String type, String data) throws IOException {
        ServerError error;
        try {
            JsonNode json = WireJson.read(data);
            error = ServerError.parse(response.code(), json);
            if (error == null && type.equals("error")) {
                error = ServerError.ofText(response.code(), json.path("message").asText(data));
            }
            if (error == null) {
                events.add(new WireEvent.Chunk(json));
                return false;
            }
        } catch (JsonProcessingException e) {
            if (!type.equals("error")) {
                malformed(data);
                return false;
            }
            error = ServerError.ofText(response.code(), data);
        }
        events.add(new WireEvent.Refused(error, RetryAfter.of(response.headers(), error.message())));
        return true;
    }

    private void malformed(String data) throws IOException {
        if (++malformed > MOST_MALFORMED) {
            throw new IOException("frames that cannot be read and no end");
        }
        events.add(new WireEvent.Malformed(data.substring(0, Math.min(QUOTED, data.length()))));
    }
}
