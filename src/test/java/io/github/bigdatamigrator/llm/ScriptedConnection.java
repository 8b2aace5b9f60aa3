package io.github.bigdatamigrator.llm;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Writes one response of the scripted server as bytes. Streams are chunked, so that a truncated one differs from a
 * complete one. The headers announce keep-alive, but the connection is closed, as a real llama-server sometimes does.
 */
public final class ScriptedConnection {
    private static final String MODEL = "codellama-34b-instruct";

    private final Socket socket;
    private final OutputStream out;
    private final boolean nativeCall;

    /** @param nativeCall whether the request came by LM Studio's own chat call */
    ScriptedConnection(Socket socket, boolean nativeCall) throws IOException {
        this.socket = socket;
        this.nativeCall = nativeCall;
        this.out = socket.getOutputStream();
    }

    /** A whole response with a body. */
    public void body(int status, String type, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head(status, type, "Content-Length: " + bytes.length, headers);
        out.write(bytes);
        out.flush();
    }

    /** The head of an event stream. */
    public void stream() throws IOException {
        head(200, "text/event-stream", "Transfer-Encoding: chunked");
    }

    /** One event of the stream. */
    public void event(String data) throws IOException {
        bytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes of the stream as one piece. */
    public void bytes(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Ends the stream regularly. */
    public void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Resets the connection. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the client closes the connection and counts down the latch. */
    public void awaitGone(CountDownLatch gone) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // a client sends nothing more than its request
            }
        } finally {
            gone.countDown();
        }
    }

    /** One event of LM Studio's own chat call. */
    public void nativeEvent(String type, String fields) throws IOException {
        bytes(("event: " + type + "\ndata: {\"type\":\"" + type + "\"" + fields + "}\n\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The last event of LM Studio's own chat call. */
    public void nativeEnd(int written) throws IOException {
        nativeEvent(
                "chat.end",
                ",\"result\":{\"model_instance_id\":\"" + MODEL + "\",\"output\":[],\"stats\":{\"input_tokens\":17,"
                        + "\"total_output_tokens\":" + written + ",\"tokens_per_second\":29.75,"
                        + "\"time_to_first_token_seconds\":1.088}}");
        end();
    }

    /** A reply as LM Studio streams it: word by word, finish, counts, {@code [DONE]}. */
    public void streamText(String text) throws IOException {
        stream();
        String[] words = text.split("(?<= )");
        if (nativeCall) {
            nativeEvent("chat.start", ",\"model_instance_id\":\"" + MODEL + "\"");
            nativeEvent("prompt_processing.start", "");
            nativeEvent("prompt_processing.end", "");
            nativeEvent("message.start", "");
            for (String word : words) {
                nativeEvent("message.delta", ",\"content\":" + quoted(word));
            }
            nativeEvent("message.end", "");
            nativeEnd(words.length);
            return;
        }
        for (String word : words) {
            event(delta(word));
        }
        event(finish("stop"));
        event(usage(17, words.length));
        event("[DONE]");
        end();
    }

    /** A chunk with a piece of text. */
    public static String delta(String text) {
        return chunk("{\"role\":\"assistant\",\"content\":" + quoted(text) + "}", "null");
    }

    /** A chunk with any delta and finish reason, both as JSON. */
    public static String chunk(String delta, String finish) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1744024035,\"model\":\"%s\","
                        + "\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}",
                MODEL,
                delta,
                finish);
    }

    public static String finish(String reason) {
        return chunk("{}", quoted(reason));
    }

    public static String usage(int prompt, int completion) {
        return String.format(
                Locale.ROOT,
                "{\"model\":\"%s\",\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,"
                        + "\"total_tokens\":%d}}",
                MODEL,
                prompt,
                completion,
                prompt + completion);
    }

    /** A stream with only an error, as LM Studio sends it. */
    public static ScriptedLMStudio.Act errorEvent(String message) {
        String json = "{\"error\":{\"message\":" + quoted(message) + "},\"message\":" + quoted(message) + "}";
        return (to, request) -> {
            to.stream();
            to.bytes(("event: error\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
            to.end();
        };
    }

    /** A text as a JSON string. */
    public static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    private void head(int status, String type, String framing, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nX-Powered-By: Express\r\n");
        head.append("Content-Type: ")
                .append(type)
                .append("\r\n")
                .append(framing)
                .append("\r\nConnection: keep-alive\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
