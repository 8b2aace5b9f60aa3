package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ModelEndpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;

/**
 * Sends HTTP requests to one endpoint on daemon threads. It follows no redirects (they would send the data elsewhere),
 * uses no proxy, does not resend requests silently and does not reuse connections: a server may close a kept-alive one,
 * and then the next request would fail. Its timeouts cover connecting only; callers have their own for the rest.
 */
final class HttpCalls implements AutoCloseable {
    static final MediaType JSON = MediaType.get("application/json");
    private static final Duration LOOPBACK_CONNECT = Duration.ofSeconds(2);
    private static final Duration REMOTE_CONNECT = Duration.ofSeconds(10);
    private static final Duration LOOPBACK_CALL = Duration.ofMillis(1500);
    private static final int LONGEST_LIST = 4 * 1024 * 1024;
    /** As many as our REST server answers questions at once. */
    private static final int MAX_CALLS = 256;

    private static final ThreadFactory DAEMONS =
            BasicThreadFactory.builder().namingPattern("llm-http").daemon().build();

    /** Holds the HTTP status and the whole body of a short response. */
    record ShortResponse(int status, String body) {}

    private final ModelEndpoint endpoint;
    private @Nullable Clients clients;

    /** The clients of chats and of {@link ShortResponse}s, which share their connections. */
    private record Clients(OkHttpClient chat, OkHttpClient brief) {}

    HttpCalls(ModelEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Creates the clients when they are first needed, since that loads the code of TLS. */
    private synchronized Clients clients() {
        if (clients == null) {
            clients = create();
        }
        return clients;
    }

    private Clients create() {
        Duration connecting = endpoint.loopback() ? LOOPBACK_CONNECT : REMOTE_CONNECT;
        // The dispatcher limits the calls. It starts the next call before the thread of the last is free, so that a
        // limit of the executor would reject calls.
        Dispatcher dispatcher = new Dispatcher(
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), DAEMONS));
        dispatcher.setMaxRequests(MAX_CALLS);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS);
        OkHttpClient client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .dns(HttpCalls::ipv4First)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(connecting)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
        return new Clients(
                client,
                client.newBuilder()
                        .callTimeout(endpoint.loopback() ? LOOPBACK_CALL : REMOTE_CONNECT)
                        .build());
    }

    /** A request to the endpoint with its key, if it has one. */
    Request.Builder request(String url) {
        Request.Builder builder = new Request.Builder().url(url);
        String key = endpoint.apiKey();
        return key == null ? builder : builder.header("Authorization", "Bearer " + key);
    }

    Call call(Request request) {
        return clients().chat().newCall(request);
    }

    /** Reads a short response; the timeout is 1.5 s on loopback and 10 s elsewhere. */
    ShortResponse fetch(String url) throws IOException {
        return execute(request(url).get().build());
    }

    /** Like {@link #fetch}, with a JSON body. */
    ShortResponse post(String url, String json) throws IOException {
        return execute(request(url).post(RequestBody.create(json, JSON)).build());
    }

    private ShortResponse execute(Request request) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        try (Response response = clients().brief().newCall(request).execute()) {
            byte[] body = response.body().byteStream().readNBytes(LONGEST_LIST);
            return new ShortResponse(response.code(), new String(body, StandardCharsets.UTF_8));
        }
    }

    /** LM Studio binds 127.0.0.1, but localhost often resolves to ::1 first. */
    private static List<InetAddress> ipv4First(String host) throws UnknownHostException {
        return Dns.SYSTEM.lookup(host).stream()
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .toList();
    }

    @Override
    public synchronized void close() {
        if (clients != null) {
            OkHttpClient client = clients.chat();
            client.dispatcher().cancelAll();
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
