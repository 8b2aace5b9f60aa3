package io.github.bigdatamigrator.source.jdbc;

import java.sql.SQLException;

/** Brings the rows of a database as the texts of their values. */
interface RowTexts {
    /** Gives the next row's cells to the reader; false at the end. */
    boolean next(DatabaseRowReader into) throws SQLException;
}
