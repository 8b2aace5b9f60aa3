package io.github.bigdatamigrator.source.typed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.delimited.EncodingDetector;
import io.github.bigdatamigrator.source.delimited.TextStreams;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON file into the texts of its records, one at a time: the elements of an array, or values one after another,
 * on one line or many. A record that cannot be valid ends where the next may begin, so that it costs no other. Bytes
 * that are not UTF-8 are read as windows-1252.
 */
final class JsonRecordReader implements Closeable {
    /** Builds parsers that accept what Spark's reader accepts. */
    static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private static final String FALLBACK = "windows-1252";
    private static final int BUFFER = 1 << 16;
    private static final int MAX_RECORD_BYTES = 1 << 29;

    private final String path;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    /** Start of the part of the record that is still in the buffer only. */
    private int mark;

    private byte[] begun = new byte[1 << 10];
    private int begunLength;
    private boolean rootArray;
    /** Whether the first record is a line, so that a brace at the start of another begins a record. */
    private boolean lines;

    private final boolean endsWithArray;
    private long newlines;
    private long line;
    private long notUtf8;

    private JsonRecordReader(String path, InputStream in, boolean endsWithArray) {
        this.path = path;
        this.in = in;
        this.endsWithArray = endsWithArray;
    }

    /**
     * Opens a file.
     *
     * @param array the path of the array whose elements are the records, such as {@code response.data}; null for the
     *     whole file
     */
    static JsonRecordReader open(String path, @Nullable String array, Configuration hadoop) throws IOException {
        long offset = 0;
        if (array != null) {
            try (JsonParser parser = JSON.createParser(utf8(path, hadoop))) {
                offset = parser.nextToken() == JsonToken.START_OBJECT && find(parser, array)
                        ? parser.currentTokenLocation().getByteOffset()
                        : -1;
            } catch (JsonProcessingException e) {
                offset = -1;
            }
            if (offset < 0) {
                throw new MigratorException(
                        ErrorCode.FILE_UNREADABLE,
                        path + " has no array “" + array + "”. Name the file alone to see its arrays.");
            }
        }
        JsonRecordReader reader = new JsonRecordReader(path, utf8(path, hadoop), array != null);
        for (long i = 0; i < offset; i++) {
            reader.newlines += reader.readBetween() == '\n' ? 1 : 0;
        }
        return reader;
    }

    /** Moves to the start of an array; false if there is none of that path. */
    private static boolean find(JsonParser parser, String array) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && array.equals(name)) {
                return true;
            }
            if (value == JsonToken.START_OBJECT && array.startsWith(name + ".")) {
                if (find(parser, array.substring(name.length() + 1))) {
                    return true;
                }
            } else {
                parser.skipChildren();
            }
        }
        return false;
    }

    /** The decompressed text; as UTF-8 if its head is in another encoding. */
    static InputStream utf8(String path, Configuration hadoop) throws IOException {
        InputStream in = TextStreams.open(path, hadoop);
        byte[] head = in.readNBytes(BUFFER);
        return TextStreams.utf8(new SequenceInputStream(new ByteArrayInputStream(head), in), encoding(head));
    }

    static String encoding(String path, Configuration hadoop) throws IOException {
        try (InputStream in = TextStreams.open(path, hadoop)) {
            return encoding(in.readNBytes(BUFFER));
        }
    }

    private static String encoding(byte[] head) {
        return EncodingDetector.of(head, head.length < BUFFER);
    }

    /** The text of the next record, or null at the end. */
    @Nullable
    String next() throws IOException {
        int c = readBetween();
        while (c >= 0) {
            if (c == '[' && !rootArray) {
                rootArray = true;
            } else if (c == ']' && rootArray) {
                if (endsWithArray) {
                    return null;
                }
                rootArray = false;
            } else if (c == '\n') {
                newlines++;
            } else if (c > ' ' && c != ',') {
                line = newlines + 1;
                mark = at - 1;
                if (c == '{' || c == '[') {
                    readNested(c);
                } else {
                    readBare(c);
                }
                return record();
            }
            c = readBetween();
        }
        return null;
    }

    /** The line on which the last record begins. */
    long line() {
        return line;
    }

    /** Number of records so far whose bytes are not UTF-8. */
    long notUtf8() {
        return notUtf8;
    }

    /** Reads an object or array to its end, or to where it cannot be valid. */
    private void readNested(int first) throws IOException {
        BitSet objects = new BitSet();
        int depth = 1;
        objects.set(1, first == '{');
        int before = first;
        int last = first;
        while (depth > 0) {
            boolean lineStart = last == '\n';
            int c = read();
            last = c;
            if (c < 0) {
                return;
            }
            if (c <= ' ') {
                newlines += c == '\n' ? 1 : 0;
            } else if (c == '"' || (c == '\'' && "{[,:".indexOf(before) >= 0)) {
                if (!readString(c)) {
                    return;
                }
                before = c;
            } else if (c == '{' || c == '[') {
                if ((lines && lineStart && c == '{')
                        || (objects.get(depth) ? before != ':' : before != '[' && before != ',')) {
                    at--;
                    return;
                }
                objects.set(++depth, c == '{');
                before = c;
            } else {
                if ((c == '}' || c == ']') && objects.get(depth--) != (c == '}')) {
                    return;
                }
                before = c;
            }
        }
        lines |= line == 1 && newlines == 0 && !rootArray;
    }

    /** Reads to the end of a string; false if its line ends before, which JSON does not allow. */
    private boolean readString(int quote) throws IOException {
        int c = read();
        while (c != quote) {
            if (c < 0 || c == '\n') {
                at -= c < 0 ? 0 : 1;
                return false;
            }
            c = c == '\\' && read() < 0 ? -1 : read();
        }
        return true;
    }

    /** Reads what is no object: to the end of the element or line. */
    private void readBare(int first) throws IOException {
        int c = first;
        while (c >= 0 && c != '\n' && c != '{' && (!rootArray || (c != ',' && c != ']'))) {
            if (c == '"' && !readString(c)) {
                return;
            }
            c = read();
        }
        at -= c < 0 ? 0 : 1;
    }

    private String record() {
        append();
        String text = new String(begun, 0, begunLength, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(text)) {
            text = new String(begun, 0, begunLength, Charset.forName(FALLBACK));
            notUtf8++;
        }
        return text.strip();
    }

    /** Whether the record's bytes are those of a text in which U+FFFD may stand for invalid ones. */
    private boolean isUtf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, 0, bytes.length, begun, 0, begunLength);
    }

    /** The next byte, which belongs to no record yet, or -1. */
    private int readBetween() throws IOException {
        mark = at;
        begunLength = 0;
        return read();
    }

    /** The next byte, or -1. */
    private int read() throws IOException {
        if (at == end) {
            append();
            mark = 0;
            at = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                return -1;
            }
        }
        return buffer[at++] & 0xFF;
    }

    /** Keeps the part of the record that is in the buffer. */
    private void append() {
        int length = at - mark;
        if (begunLength > MAX_RECORD_BYTES - length) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    path + " has a record of more than 512 MB at line " + line
                            + ". Split it, or check whether a brace is missing there.");
        }
        if (begunLength + length > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(begunLength + length, 2 * begun.length));
        }
        System.arraycopy(buffer, mark, begun, begunLength, length);
        begunLength += length;
        mark = at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
