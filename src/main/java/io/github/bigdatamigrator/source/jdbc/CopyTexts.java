package io.github.bigdatamigrator.source.jdbc;

import java.sql.SQLException;
import org.postgresql.copy.CopyOut;

/**
 * Reads rows from PostgreSQL's {@code COPY … TO STDOUT} in its text format: one array of bytes a row, and no cursor,
 * which costs a part of a result set. For one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, “Text Format”</a>
 */
final class CopyTexts implements RowTexts {
    private final CopyOut copy;
    private final int columns;
    private final int[] begins;
    private final int[] ends;

    CopyTexts(CopyOut copy, int columns) {
        this.copy = copy;
        this.columns = columns;
        // A row without columns still ends.
        begins = new int[columns + 1];
        ends = new int[columns + 1];
    }

    @Override
    public boolean next(DatabaseRowReader into) throws SQLException {
        byte[] row = copy.isActive() ? copy.readFromCopy() : null;
        if (row == null) {
            return false;
        }
        int base = into.keep(row, unescape(row));
        for (int column = 0; column < columns; column++) {
            if (begins[column] < 0) {
                into.setNull(column);
            } else {
                into.setCell(column, base + begins[column], base + ends[column]);
            }
        }
        return true;
    }

    /**
     * Replaces the row by its cells, one after the other, and returns their length. Writing never overtakes reading.
     */
    private int unescape(byte[] row) {
        int column = 0;
        int written = 0;
        begins[0] = 0;
        for (int read = 0; read < row.length; read++) {
            byte next = row[read];
            if (next == '\t' || next == '\n') {
                ends[column] = written;
                column++;
                begins[column] = written;
            } else if (next != '\\') {
                row[written++] = next;
            } else if (row[++read] == 'N') {
                begins[column] = -1;
            } else {
                row[written++] = plain(row[read]);
            }
        }
        return written;
    }

    /** The byte that is written as a backslash and this one. */
    private static byte plain(byte escaped) {
        return (byte)
                switch (escaped) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> 0x0B;
                    default -> escaped;
                };
    }
}
