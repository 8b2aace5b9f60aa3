package io.github.bigdatamigrator.conversation.store;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes an event log: one event per line, {@code {"seq":1,"crc":"0a1b2c3d","event":{…}}}. The CRC-32C
 * covers the sequence number and the bytes of the event. A line is valid only with its line break.
 *
 * @param events the events as JSON, oldest first
 * @param validBytes number of bytes from the start that contain these events; a crash left the rest incomplete
 */
record EventLogFormat(List<String> events, int validBytes) {
    EventLogFormat {
        events = List.copyOf(events);
    }

    static byte[] line(long sequence, String event) {
        return ("{\"seq\":" + sequence + ",\"crc\":\"" + checksum(sequence, event) + "\",\"event\":" + event + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Decodes a log, or a part of one, up to the first invalid line.
     *
     * @param before the sequence number of the preceding event; 0 if there is none
     * @throws MigratorException STORE_FAILED if valid lines follow an invalid one, which no crash while appending
     *     causes
     */
    static EventLogFormat read(byte[] bytes, String name, long before) {
        List<String> events = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            String event = end < bytes.length ? event(bytes, from, end, before + events.size() + 1) : null;
            if (event == null) {
                rejectValidLines(bytes, end + 1, name + " is damaged at line " + (before + events.size() + 1));
                break;
            }
            events.add(event);
            from = end + 1;
        }
        return new EventLogFormat(events, from);
    }

    private static void rejectValidLines(byte[] bytes, int from, String damage) {
        int end;
        for (int at = from; at < bytes.length; at = end + 1) {
            end = lineEnd(bytes, at);
            if (end < bytes.length && event(bytes, at, end, -1) != null) {
                throw new MigratorException(
                        ErrorCode.STORE_FAILED,
                        damage + ", but valid lines follow. Restore it from a backup, or delete the conversation.");
            }
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Returns the event of one line, or null for an invalid line. An expected sequence number of -1 matches any. */
    static @Nullable String event(byte[] bytes, int from, int end, long expected) {
        String line = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        int crc = line.indexOf(",\"crc\":\"");
        int body = line.indexOf("\",\"event\":");
        if (!line.startsWith("{\"seq\":") || crc < 0 || body < crc || !line.endsWith("}")) {
            return null;
        }
        try {
            long sequence = Long.parseLong(line, 7, crc, 10);
            String event = line.substring(body + 10, line.length() - 1);
            boolean valid = line.substring(crc + 8, body).equals(checksum(sequence, event))
                    && (expected == -1 || sequence == expected);
            return valid ? event : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String checksum(long sequence, String event) {
        CRC32C crc = new CRC32C();
        crc.update((sequence + ":" + event).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
