package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.delimited.EncodingDetector;
import java.nio.charset.StandardCharsets;

/** Distinguishes JSON lines from other JSON by the head of a file. */
final class JsonShape {
    private JsonShape() {}

    /**
     * JSONL if the text is UTF-8 and its first line that is not blank is one complete object, unless that is all of the
     * file and may hold the rows in an array; else JSON.
     *
     * @param whole whether the head is the whole file
     */
    static SourceFormat of(byte[] head, boolean whole) {
        String text =
                new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        int end = endOfObject(text);
        String rest = text.substring(Math.max(0, end));
        boolean line = end > 0
                && (rest.isBlank()
                        ? !whole || text.indexOf('[') < 0
                        : rest.lines().findFirst().orElse("").isBlank());
        return line && "UTF-8".equals(EncodingDetector.of(head, whole)) ? SourceFormat.JSONL : SourceFormat.JSON;
    }

    /** The index after the object with which the text begins if it ends on the same line, else -1. */
    private static int endOfObject(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length() && text.charAt(0) == '{'; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return -1;
            } else if (inString) {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
            } else {
                inString = c == '"';
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }
}
