package io.github.bigdatamigrator.llm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plays an LM Studio by a script: a real HTTP server on loopback with control over every byte. A chat takes the next
 * act of the queue, or if it is empty the default answer, initially "OK".
 *
 * <pre>{@code
 * try (var studio = ScriptedLMStudio.start()) {
 *     studio.reply("Hello.").act(ScriptedConnection.error(400, "{\"error\":\"no\"}"));
 *     ... studio.url() ... studio.requests() ...
 * }
 * }</pre>
 */
public final class ScriptedLMStudio implements AutoCloseable {
    /** One answer to a chat. */
    public interface Act {
        void play(ScriptedConnection connection, String requestBody) throws IOException, InterruptedException;
    }

    /** The model lists that a server may serve. */
    public enum Listing {
        V0,
        V1,
        COMMON
    }

    private final ServerSocket socket;
    private final Thread acceptor = new Thread(this::accept, "scripted-lm-studio");
    private final Queue<Act> acts = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Listing> listings = EnumSet.of(Listing.V0, Listing.COMMON);
    private volatile boolean nativeChat;
    private volatile Function<String, String> answers = body -> "OK";
    private volatile @Nullable String commonList;
    private Act otherwise = (connection, body) -> connection.streamText(answers.apply(body));
    private volatile ScriptedModelList models = ScriptedModelList.loaded("codellama-34b-instruct", 16_384, 16_384);

    private ScriptedLMStudio(ServerSocket socket) {
        this.socket = socket;
    }

    public static ScriptedLMStudio start() {
        try {
            ScriptedLMStudio studio = new ScriptedLMStudio(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            studio.acceptor.setDaemon(true);
            studio.acceptor.start();
            return studio;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address with its {@code /v1}. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Answers the next chat with the text, streamed by words, with token counts. */
    public ScriptedLMStudio reply(String text) {
        return act((connection, body) -> connection.streamText(text));
    }

    /** Every chat without an act of its own is answered by the function, from the body of its request. */
    public ScriptedLMStudio replyWith(Function<String, String> textOfRequestBody) {
        answers = textOfRequestBody;
        return this;
    }

    /** The next chat is a stream of these data lines, and ends without a {@code [DONE]} of its own. */
    public ScriptedLMStudio streamChunks(String... data) {
        return act((connection, body) -> {
            connection.stream();
            for (String line : data) {
                connection.event(line);
            }
            connection.end();
        });
    }

    /** Fails the next chat with the body. */
    public ScriptedLMStudio error(int status, String body, String... headers) {
        return act((connection, request) -> connection.body(status, "application/json", body, headers));
    }

    /** Plays this act for every chat when the queue is empty. */
    public synchronized ScriptedLMStudio always(Act act) {
        otherwise = act;
        return this;
    }

    public synchronized ScriptedLMStudio act(Act act) {
        acts.add(act);
        return this;
    }

    /** Sets the models of the lists. */
    public ScriptedLMStudio models(ScriptedModelList list) {
        models = list;
        return this;
    }

    /** The lists that are served; calls of the others are answered as LM Studio does, with 200 and an error. */
    public ScriptedLMStudio lists(Listing... served) {
        listings.clear();
        listings.addAll(List.of(served));
        return this;
    }

    /** Serves LM Studio's newer list and its own chat call too; a text is then streamed as that call does. */
    public ScriptedLMStudio nativeChat() {
        listings.add(Listing.V1);
        nativeChat = true;
        return this;
    }

    /** Bodies of the chats so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Method and path of every request so far. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    /** Header lines of every request so far. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket peer = socket.accept();
                if (socket.isClosed()) {
                    peer.close();
                    return;
                }
                Thread thread = new Thread(() -> serve(peer), "scripted-lm-studio");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            peer.setTcpNoDelay(true);
            InputStream in = peer.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String[] first = head.split(" ", 3);
            String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
            paths.add(first[0] + " " + first[1]);
            heads.add(head);
            boolean nativeCall = nativeChat && first[1].equals("/api/v1/chat");
            ScriptedConnection connection = new ScriptedConnection(peer, nativeCall);
            if (nativeCall || first[1].equals("/v1/chat/completions")) {
                requests.add(body);
                next().play(connection, body);
            } else {
                connection.body(200, "application/json", listing(first[0], first[1]));
            }
        } catch (IOException | InterruptedException e) {
            // the client went away, as some tests want it to
        }
    }

    /** The common list is this text, as another server words it. */
    public ScriptedLMStudio commonList(String json) {
        commonList = json;
        return this;
    }

    private String listing(String method, String path) {
        String common = commonList;
        if (path.equals("/v1/models") && common != null) {
            return common;
        }
        if (path.equals("/api/v0/models") && listings.contains(Listing.V0)) {
            return models.v0();
        }
        if (path.equals("/api/v1/models") && listings.contains(Listing.V1)) {
            return models.v1();
        }
        if (path.equals("/v1/models") && listings.contains(Listing.COMMON)) {
            return models.common();
        }
        return "{\"error\":\"Unexpected endpoint or method. (" + method + " " + path + ")\"}";
    }

    private synchronized Act next() {
        Act act = acts.poll();
        return act != null ? act : otherwise;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if (bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        try {
            socket.close();
            // The kernel takes connections until the thread that waits for one has left its call.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
