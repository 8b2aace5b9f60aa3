package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.source.FileFormat;
import java.nio.charset.StandardCharsets;

/** Distinguishes JSON lines from a JSON document by the head of a file. */
final class JsonShape {
    private JsonShape() {}

    /** JSONL if the first line that is not blank is a complete object, else JSON. */
    public static FileFormat of(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "");
        text = text.stripLeading();
        if (!text.startsWith("{")) {
            return FileFormat.JSON;
        }
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return depth == 0 ? FileFormat.JSONL : FileFormat.JSON;
            } else if (inString) {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
            } else {
                inString = c == '"';
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        }
        return FileFormat.JSONL;
    }
}
