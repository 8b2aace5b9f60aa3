package io.github.bigdatamigrator.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds raw HTTP requests as bytes. */
abstract class RawRequests {
    /**
     * One of them.
     *
     * @param fine whether it may be served too, because it only looks bad
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bad(String name, byte[] bytes, boolean fine) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final String ONE = "/llm/conversations/c1";

    final String host;
    final List<Bad> all = new ArrayList<>();

    RawRequests(String host) {
        this.host = host;
    }

    void post(String name, String target, String body) {
        all.add(new Bad(name, request("POST", target, "", body), false));
    }

    void get(String name, String target) {
        all.add(new Bad(name, request("GET", target, "", ""), false));
    }

    void add(String name, String text) {
        all.add(new Bad(name, text.getBytes(StandardCharsets.ISO_8859_1), false));
    }

    byte[] request(String method, String target, String heads, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = head(target, bytes.length, heads);
        return joined(
                (method + new String(head, StandardCharsets.ISO_8859_1).substring(4))
                        .getBytes(StandardCharsets.ISO_8859_1),
                bytes);
    }

    byte[] head(String target, int length, String heads) {
        return ("POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + length + "\r\n" + heads
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "·");
        return line.length() <= 40 ? line : line.substring(0, 40) + "… (" + text.length() + ")";
    }
}
