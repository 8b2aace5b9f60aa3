package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.RetryingModel;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.wire.LMStudioClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures the latency that our client adds to the first token, compared with reading the raw socket, on the
 * llama-server at LLAMA_SERVER_URL or else the scripted server. Both send the same requests alternately; compares the
 * medians of 200 rounds.
 */
public final class FirstTokenBench {
    private static final int WARM = 100;
    private static final int ROUNDS = 200;
    private static final String QUESTION = "Which products sell best? CREATE TABLE sales (id BIGINT, product STRING);";

    private FirstTokenBench() {}

    public static void main(String[] args) throws IOException {
        String real = System.getenv("LLAMA_SERVER_URL");
        try (ScriptedLMStudio scripted = ScriptedLMStudio.start().replyWith(body -> "one two three");
                LMStudioClient client = client(real == null ? scripted.url() : real)) {
            URI uri = URI.create((real == null ? scripted.url() : real) + "/chat/completions");
            ChatRequest request = new ChatRequest(List.of(ChatMessage.user(QUESTION)), 8, 0, PrivacyLevel.NAMES);
            RetryingModel model = new RetryingModel(client);
            List<Long> ours = new ArrayList<>();
            List<Long> raw = new ArrayList<>();
            for (int round = 0; round < WARM + ROUNDS; round++) {
                long[] heard = new long[1];
                long start = System.nanoTime();
                model.chat(request, piece -> heard[0] = heard[0] == 0 ? System.nanoTime() : heard[0]);
                long first = raw(uri);
                if (round >= WARM) {
                    ours.add(heard[0] - start);
                    raw.add(first);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "first token: ours %.2f ms, raw %.2f ms, added %.2f ms (medians of %d rounds against %s)%n",
                    median(ours),
                    median(raw),
                    median(ours) - median(raw),
                    ROUNDS,
                    real == null ? "the scripted server" : real);
        }
    }

    private static LMStudioClient client(String url) {
        return new LMStudioClient(
                new ModelEndpoint(
                        url,
                        "codellama-34b-instruct",
                        null,
                        PrivacyLevel.ROWS,
                        4096,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)),
                null);
    }

    /** Nanoseconds until the first line with text. */
    private static long raw(URI uri) throws IOException {
        String body = "{\"model\":\"codellama-34b-instruct\",\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION
                + "\"}],\"temperature\":0,\"max_tokens\":8,\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"stop\":[\"[INST]\",\"</s>\",\"<</SYS>>\"]}";
        long start = System.nanoTime();
        long first = 0;
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (first == 0 && line.contains("\"content\":\"") && !line.contains("\"content\":\"\"")) {
                    first = System.nanoTime() - start;
                }
                if (line.contains("[DONE]")) {
                    break;
                }
            }
        }
        return first;
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
