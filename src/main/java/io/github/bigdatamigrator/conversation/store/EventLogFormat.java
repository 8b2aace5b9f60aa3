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
 * The bytes of an event log: one event a line, {@code {"seq":1,"crc":"0a1b2c3d","event":{…}}}, where the CRC-32C covers
 * the sequence number and the event as written. A line counts once its line break is written.
 *
 * @param events the events' JSON, oldest first
 * @param sound how many bytes from the start hold these events; what follows was torn by a crash
 */
record EventLogFormat(List<String> events, int sound) {
    EventLogFormat {
        events = List.copyOf(events);
    }

    /** The bytes of one line, its line break included. */
    static byte[] line(long sequence, String event) {
        return ("{\"seq\":" + sequence + ",\"crc\":\"" + checksum(sequence, event) + "\",\"event\":" + event + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a log, or a part of one, up to the first line that is not sound.
     *
     * @param before the sequence number of the event before these; 0 where there is none
     * @throws MigratorException STORE_FAILED when sound lines follow, because then it is damage and not a torn end
     */
    static EventLogFormat read(byte[] bytes, String name, long before) {
        List<String> events = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            String event = end < bytes.length ? event(bytes, from, end, before + events.size() + 1) : null;
            if (event == null) {
                break;
            }
            events.add(event);
            from = end + 1;
        }
        for (int at = Math.min(lineEnd(bytes, from) + 1, bytes.length); at < bytes.length; ) {
            int end = lineEnd(bytes, at);
            if (end < bytes.length && event(bytes, at, end, -1) != null) {
                throw new MigratorException(
                        ErrorCode.STORE_FAILED,
                        name + " is damaged at line " + (before + events.size() + 1)
                                + ", and sound lines follow. Restore it from a copy, or delete the conversation.");
            }
            at = end + 1;
        }
        return new EventLogFormat(events, from);
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /**
     * The event of one line, or null when the line is not sound; the sequence number must be as expected unless that is
     * -1.
     */
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
            boolean sound = line.substring(crc + 8, body).equals(checksum(sequence, event))
                    && (expected == -1 || sequence == expected);
            return sound ? event : null;
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
