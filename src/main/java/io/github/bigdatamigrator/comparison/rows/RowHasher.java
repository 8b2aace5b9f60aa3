package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.source.ByteHash;
import java.io.Serial;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the rows of one table: the key, and the row as a whole. Without key columns, both are independent hashes of
 * the row. Cells that both tables read in the same way may be hashed as they are stored, which is several times faster
 * than reading them: rows with equal hashes are equal, others may be. Travels to executors; not thread-safe.
 */
final class RowHasher implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final long KEY = 0x2545F4914F6CDD1DL;
    private static final long SECOND_KEY = 0x9E3779B97F4A7C15L;
    private static final long ROW = 0xD6E8FEB86659FD93L;

    private final CellHasher[] columns;
    private final int[] ordinals;
    private final int[] key;
    private final boolean[] asStored;
    private final long[] cells;

    /**
     * @param ordinals the position of each column in the rows
     * @param key numbers of the key's columns
     * @param asStored which columns {@link #hash(InternalRow, RuleTally)} hashes as they are stored
     */
    RowHasher(CellHasher[] columns, int[] ordinals, int[] key, boolean[] asStored) {
        this.columns = columns;
        this.asStored = asStored;
        this.ordinals = ordinals;
        this.key = key;
        cells = new long[columns.length];
    }

    int columns() {
        return columns.length;
    }

    /** The cell for readers; null for null. */
    @Nullable
    String shown(InternalRow row, int column) {
        return columns[column].shown(row, ordinals[column]);
    }

    /** Hashes the key alone. */
    long keyOf(InternalRow row) {
        if (key.length == 0) {
            hash(row);
        }
        for (int column : key) {
            cells[column] = columns[column].hash(row, ordinals[column]);
        }
        return keyHash();
    }

    /** The same, which hashes what all cells mean. */
    RowHasher byMeaning() {
        return new RowHasher(columns, ordinals, key, new boolean[columns.length]);
    }

    /** Hashes what each cell of a row means, for the methods below. */
    void hash(InternalRow row) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = columns[i].hash(row, ordinals[i]);
        }
    }

    /**
     * Hashes each cell of a row, some as they are stored, and counts those that rules about single values have changed.
     */
    void hash(InternalRow row, RuleTally tally) {
        tally.addRow();
        boolean ruled = false;
        for (int i = 0; i < cells.length; i++) {
            if (asStored[i]) {
                cells[i] = ((ByteHash.StoredCells) row).storedHash(ordinals[i]);
            } else {
                cells[i] = columns[i].hash(row, ordinals[i]);
                ruled |= columns[i].valueRule() >= 0;
            }
        }
        if (ruled) {
            long keyHash = keyHash();
            for (int i = 0; i < cells.length; i++) {
                if (!asStored[i] && columns[i].valueRule() >= 0) {
                    tally.add(i, columns[i].valueRule(), keyHash, CellHasher.storedHash(row, ordinals[i]));
                }
            }
        }
    }

    long cell(int column) {
        return cells[column];
    }

    long keyHash() {
        return key.length == 0 ? all(KEY) : key(KEY);
    }

    /** Another hash of the key, independent of the first. */
    long secondKeyHash() {
        return key.length == 0 ? all(SECOND_KEY) : key(SECOND_KEY);
    }

    long rowHash() {
        return all(ROW);
    }

    private long key(long seed) {
        long hash = seed;
        for (int column : key) {
            hash = ByteHash.of(hash ^ cells[column]);
        }
        return hash;
    }

    private long all(long seed) {
        long hash = seed;
        for (long cell : cells) {
            hash = ByteHash.of(hash ^ cell);
        }
        return hash;
    }
}
