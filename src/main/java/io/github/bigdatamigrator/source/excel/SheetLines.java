package io.github.bigdatamigrator.source.excel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Writes the rows of a sheet as lines of UTF-8: line 5 is row 5, empty rows are empty lines, all others have a cell for
 * each column. The tokenizers of delimited text read it.
 */
final class SheetLines {
    private final int[] columns;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private int line;

    /** @param columns those that are written */
    SheetLines(BitSet columns) {
        this.columns = columns.stream().toArray();
    }

    /** Continues after that many lines. */
    void skipTo(int lines) {
        line = lines;
    }

    /** Adds a row with values, and empty lines for the rows between the last one and it. */
    void add(SheetRow row) {
        int empty = Math.max(0, row.number() - 1 - line);
        reserve(empty + row.length() + columns.length + 1);
        Arrays.fill(buffer, to, to + empty, (byte) '\n');
        to += empty;
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                buffer[to++] = (byte) SheetRow.DELIMITER;
            }
            to = row.copy(columns[i], buffer, to);
        }
        buffer[to++] = '\n';
        line += empty + 1;
    }

    private void reserve(int more) {
        if (from == to) {
            from = 0;
            to = 0;
        }
        if (to + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(to + more, buffer.length * 2));
        }
    }

    byte[] bytes() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** Writes the lines to a stream; returns their length. */
    int drainTo(OutputStream out) throws IOException {
        int length = to - from;
        out.write(buffer, from, length);
        from = to;
        return length;
    }

    private boolean isEmpty() {
        return from == to;
    }

    private int take(byte[] target, int offset, int length) {
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, target, offset, count);
        from += count;
        return count;
    }

    /** The lines of a sheet as a stream, which closes the workbook when it is closed. */
    static final class Stream extends InputStream {
        private final WorkbookReader book;
        private final WorkbookReader.Rows rows;
        private final SheetRow row;
        private final SheetLines lines;
        private boolean ended;

        Stream(WorkbookReader book, SheetAddress address) throws IOException {
            this.book = book;
            rows = book.rows(address.sheet());
            row = new SheetRow(book.from1904(), new CellCounts());
            lines = new SheetLines(SheetColumns.parse(address.columns()));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (lines.isEmpty() && !ended) {
                ended = !ExcelSheets.guarded(() -> rows.next(row));
                if (!ended && row.width() > 0) {
                    lines.add(row);
                }
            }
            return lines.isEmpty() ? -1 : lines.take(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (book;
                    rows) {
                ended = true;
            }
        }
    }
}
