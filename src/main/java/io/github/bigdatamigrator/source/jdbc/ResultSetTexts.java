package io.github.bigdatamigrator.source.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows from a result set, whatever the database. */
record ResultSetTexts(ResultSet rows, int columns) implements RowTexts {
    @Override
    public boolean next(DatabaseRowReader into) throws SQLException {
        if (!rows.next()) {
            return false;
        }
        for (int column = 0; column < columns; column++) {
            String text = rows.getString(column + 1);
            if (text == null) {
                into.setNull(column);
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                int start = into.keep(bytes, bytes.length);
                into.setCell(column, start, start + bytes.length);
            }
        }
        return true;
    }
}
