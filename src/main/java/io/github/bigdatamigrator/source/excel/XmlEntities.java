package io.github.bigdatamigrator.source.excel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Decodes the text of XML: UTF-8 in which some characters are written as entities, by name or number. */
final class XmlEntities {
    private XmlEntities() {}

    /** Appends a few characters that need no decoding, such as a number, without making an object. */
    private static boolean appendShort(byte[] bytes, int from, int to, StringBuilder text) {
        if (to - from > 32) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == '&') {
                return false;
            }
        }
        for (int i = from; i < to; i++) {
            text.append((char) bytes[i]);
        }
        return true;
    }

    /** Appends the characters of UTF-8 in which some are written as entities. */
    static void append(byte[] bytes, int start, int end, StringBuilder text) throws IOException {
        if (appendShort(bytes, start, end, text)) {
            return;
        }
        int plain = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '&') {
                text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
                int semicolon = i;
                while (semicolon < end && bytes[semicolon] != ';') {
                    semicolon++;
                }
                text.appendCodePoint(entity(new String(bytes, i + 1, semicolon - i - 1, StandardCharsets.UTF_8)));
                i = semicolon;
                plain = semicolon + 1;
            }
        }
        if (plain < end) {
            text.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8));
        }
    }

    private static int entity(String entity) throws IOException {
        try {
            return switch (entity) {
                case "amp" -> '&';
                case "lt" -> '<';
                case "gt" -> '>';
                case "quot" -> '"';
                case "apos" -> '\'';
                default -> {
                    int code = entity.startsWith("#x")
                            ? Integer.parseInt(entity.substring(2), 16)
                            : Integer.parseInt(entity.substring(1));
                    if (!entity.startsWith("#") || !Character.isValidCodePoint(code)) {
                        throw unknown(entity);
                    }
                    yield code;
                }
            };
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw unknown(entity);
        }
    }

    private static IOException unknown(String entity) {
        return new IOException("it has the unknown entity “" + entity + "”");
    }
}
