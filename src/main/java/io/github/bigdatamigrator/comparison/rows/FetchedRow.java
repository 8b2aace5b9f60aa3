package io.github.bigdatamigrator.comparison.rows;

import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** The compared cells of a row: their hashes by meaning, and their texts. Travels from executors. */
final class FetchedRow implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int NULL_LENGTH = -1;

    private final long[] hashes;
    private final @Nullable String[] texts;

    FetchedRow(long[] hashes, @Nullable String[] texts) {
        this.hashes = hashes;
        this.texts = texts;
    }

    /** Encodes the row that was last hashed. */
    static byte[] encoded(InternalRow row, RowHasher hasher) {
        int columns = hasher.columns();
        byte[][] texts = new byte[columns][];
        int length = columns * (Long.BYTES + Integer.BYTES);
        for (int i = 0; i < columns; i++) {
            String text = hasher.shown(row, i);
            if (text != null) {
                texts[i] = text.getBytes(StandardCharsets.UTF_8);
                length = Math.addExact(length, texts[i].length);
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = 0; i < columns; i++) {
            bytes.putLong(hasher.cell(i));
            if (texts[i] == null) {
                bytes.putInt(NULL_LENGTH);
            } else {
                bytes.putInt(texts[i].length).put(texts[i]);
            }
        }
        return bytes.array();
    }

    static FetchedRow decoded(byte[] encoded, int columns) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        long[] hashes = new long[columns];
        @Nullable String[] texts = new @Nullable String[columns];
        for (int i = 0; i < columns; i++) {
            hashes[i] = bytes.getLong();
            int length = bytes.getInt();
            if (length != NULL_LENGTH) {
                texts[i] = new String(encoded, bytes.position(), length, StandardCharsets.UTF_8);
                bytes.position(bytes.position() + length);
            }
        }
        return new FetchedRow(hashes, texts);
    }

    int columns() {
        return hashes.length;
    }

    long hash(int column) {
        return hashes[column];
    }

    @Nullable
    String text(int column) {
        return texts[column];
    }

    /** Its approximate size in bytes. */
    long size() {
        long size = 0;
        for (String text : texts) {
            size += Long.BYTES + (text == null ? 0 : text.length());
        }
        return size;
    }

    /** The number of cells that mean the same in another row. */
    int equalCells(FetchedRow other) {
        int equal = 0;
        for (int i = 0; i < hashes.length; i++) {
            equal += hashes[i] == other.hashes[i] ? 1 : 0;
        }
        return equal;
    }
}
