package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.source.FileFormat;
import java.nio.charset.StandardCharsets;

/** Tells JSON lines from one JSON document by the head of a file. */
public final class JsonShape {
    private JsonShape() {}

    /** JSONL when the first line that is not blank is a whole object, JSON otherwise. */
    public static FileFormat of(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "");
        int from = 0;
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        if (from == text.length() || text.charAt(from) != '{') {
            return FileFormat.JSON;
        }
        int depth = 0;
        boolean inString = false;
        for (int i = from; i < text.length(); i++) {
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
