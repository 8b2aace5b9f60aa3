package io.github.bigdatamigrator.llm.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events. Lines end with LF, CRLF or CR. Bytes are decoded by whole lines, so that a character split
 * across packets stays whole. OkHttp's reader is not used: it drops a last event without its blank line.
 */
final class EventStreamReader {
    private static final int LONGEST_EVENT = 16 * 1024 * 1024;
    /** Longer than any reply: a server that sends more would never stop. */
    private static final long LONGEST_STREAM = 32L * 1024 * 1024;

    /** Holds the name of an event, or empty, and its data lines; those of a comment are empty: the server is alive. */
    record Event(String type, String data) {
        static final Event COMMENT = new Event("", "");
    }

    private final InputStream in;
    private boolean afterCarriageReturn;
    private boolean ended;
    private long read;

    EventStreamReader(InputStream in) {
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in);
    }

    /** The next event, or null at the end. */
    @Nullable
    Event next() throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        while (!ended) {
            String line = line();
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    return new Event(type, data.toString());
                }
                type = "";
            } else if (line.startsWith(":")) {
                if (data.length() == 0 && type.isEmpty()) {
                    return Event.COMMENT;
                }
            } else if (line.startsWith("data:")) {
                data.append(data.length() == 0 ? "" : "\n").append(value(line));
            } else if (line.startsWith("event:")) {
                type = value(line);
            }
            if (data.length() > LONGEST_EVENT) {
                throw new IOException("an event longer than " + LONGEST_EVENT + " characters");
            }
        }
        return data.length() > 0 ? new Event(type, data.toString()) : null;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        while (true) {
            int next = in.read();
            if (++read > LONGEST_STREAM) {
                throw new IOException("more than " + LONGEST_STREAM + " bytes and no end");
            }
            if (next == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = next == '\r';
            if (next < 0) {
                ended = true;
            }
            if (next < 0 || next == '\n' || next == '\r') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            bytes.write(next);
            if (bytes.size() > LONGEST_EVENT) {
                throw new EOFException("a line longer than " + LONGEST_EVENT + " bytes");
            }
        }
    }
}
