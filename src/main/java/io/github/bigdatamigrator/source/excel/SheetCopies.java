package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.context.DataFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the text of large sheets that this process has surveyed in temporary files, so that scans and queries neither
 * parse the XML again nor have to read it in one task. Sheets without a copy are read from their workbooks.
 */
final class SheetCopies {
    /** Smaller workbooks are parsed sooner than a task starts. */
    private static final long MIN_BOOK_BYTES = 1 << 20;

    private static final long MAX_TOTAL_BYTES = 2L << 30;

    /** A sheet in one state of its workbook. */
    record Key(String path, long bytes, long modifiedMillis, String sheet) {
        Key(DataFile book, String sheet) {
            this(book.path(), book.bytes(), book.modifiedMillis(), sheet);
        }

        boolean isLarge() {
            return bytes >= MIN_BOOK_BYTES;
        }
    }

    private record Copy(Path file, String columns, long bytes) {}

    private static final Map<Key, Copy> COPIES = new HashMap<>();
    private static long total;

    private SheetCopies() {}

    /** The file of a sheet's copy with those columns, or null. */
    static synchronized @Nullable String find(Key key, String columns) {
        Copy copy = COPIES.get(key);
        return copy != null && copy.columns().equals(columns) && Files.exists(copy.file())
                ? copy.file().toString()
                : null;
    }

    private static synchronized boolean add(Key key, Copy copy) {
        if (COPIES.containsKey(key) || total + copy.bytes() > MAX_TOTAL_BYTES) {
            return false;
        }
        total += copy.bytes();
        copy.file().toFile().deleteOnExit();
        COPIES.put(key, copy);
        return true;
    }

    /** Writes one copy; where that fails there is none. */
    static final class Writer implements Closeable {
        private final Key key;
        private final BitSet columns;
        private final SheetLines lines;
        private final @Nullable Path file;
        private @Nullable OutputStream out;
        private long bytes;

        Writer(Key key, BitSet columns) {
            this.key = key;
            this.columns = columns;
            lines = new SheetLines(columns);
            Path created = null;
            try {
                created = Files.createTempFile("bdm-sheet-", ".tmp");
                out = new BufferedOutputStream(Files.newOutputStream(created), 1 << 18);
            } catch (IOException e) {
                out = null;
            }
            file = created;
        }

        void add(SheetRow row) {
            OutputStream target = out;
            if (target == null) {
                return;
            }
            lines.add(row);
            try {
                bytes += lines.drainTo(target);
                if (bytes > MAX_TOTAL_BYTES) {
                    close();
                }
            } catch (IOException e) {
                close();
            }
        }

        /** Keeps the copy if it has the columns that turned out to be used. */
        void finish(BitSet used) {
            OutputStream target = out;
            if (target != null && used.equals(columns)) {
                try {
                    target.close();
                    out = null;
                    Copy copy = new Copy(Objects.requireNonNull(file), SheetColumns.format(used), bytes);
                    if (SheetCopies.add(key, copy)) {
                        return;
                    }
                } catch (IOException e) {
                    // There is no copy then.
                }
            }
            close();
        }

        /** Removes what was written. */
        @Override
        public void close() {
            try (OutputStream target = out) {
                out = null;
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                // The file is temporary and will be removed by the system.
            }
        }
    }
}
