package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.BinaryRowEncoder.Misfit;
import io.github.bigdatamigrator.migration.MigrationPlan.Misfits;
import io.github.bigdatamigrator.source.jdbc.WritableDatabase;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NumberFormat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Loads a split of a table, with its row of the ledger, in one transaction over a connection of its own. A split that
 * is loaded already is not read again. Travels to executors.
 *
 * @param table name in the target
 * @param run the token without which nothing may be loaded
 * @param line the position of the row's line number, -1 where the source has none
 */
record SplitLoader(
        WritableDatabase database,
        String schema,
        String table,
        String source,
        List<LoadColumn> columns,
        Misfits misfits,
        String run,
        int line)
        implements Function2<Integer, Iterator<InternalRow>, Iterator<Long>> {
    private static final long serialVersionUID = 1L;
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int MOST_REJECTS = 100_000;
    private static final int MOST_CELL_CHARACTERS = 1000;

    private record Rejected(long row, long line, Misfit misfit, String cells) {}

    /** Adds up the rows of the splits that one task loads. */
    static Iterator<Long> sum(Iterator<Long> splits) {
        long sum = 0;
        while (splits.hasNext()) {
            sum += splits.next();
        }
        return List.of(sum).iterator();
    }

    /** Returns the number of rows that it has loaded. */
    @Override
    public Iterator<Long> call(Integer split, Iterator<InternalRow> rows) throws SQLException {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            Ledger ledger = new Ledger(connection, schema);
            if (!claim(ledger, connection, split)) {
                return List.of(0L).iterator();
            }
            List<Rejected> rejected = new ArrayList<>();
            long loaded = rows.hasNext() ? copy(connection, rows, rejected) : 0;
            ledger.update(
                    "UPDATE bdm_migration_split SET rows = ?, rejected = ? WHERE table_name = ? AND split = ?",
                    loaded,
                    (long) rejected.size(),
                    table,
                    split);
            if (!rejected.isEmpty()) {
                insert(connection, split, rejected);
            }
            connection.commit();
            return List.of(loaded).iterator();
        }
    }

    /**
     * Adds the split's row to the ledger first, so that of two tasks with the same split the second waits for the
     * first.
     */
    private boolean claim(Ledger ledger, Connection connection, int split) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO bdm_migration_split (table_name, split)
                SELECT table_name, ? FROM bdm_migration_table WHERE table_name = ? AND run = ? FOR SHARE
                ON CONFLICT DO NOTHING
                """)) {
            insert.setInt(1, split);
            insert.setString(2, table);
            insert.setString(3, run);
            if (insert.executeUpdate() == 1) {
                return true;
            }
        }
        if (ledger.text("SELECT run FROM bdm_migration_table WHERE table_name = ?", table)
                .filter(run::equals)
                .isEmpty()) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED, "Another run has taken over the migration of " + table + ".");
        }
        connection.rollback();
        return false;
    }

    private long copy(Connection connection, Iterator<InternalRow> rows, List<Rejected> rejected) throws SQLException {
        BinaryRowEncoder encoder = new BinaryRowEncoder(columns);
        StringBuilder names = new StringBuilder();
        for (LoadColumn column : columns) {
            names.append(names.isEmpty() ? "" : ", ").append(SqlIdentifiers.quoteStandard(column.name()));
        }
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + SqlIdentifiers.quoteStandard(table) + " (" + names
                        + ") FROM STDIN WITH (FORMAT binary)");
        long loaded = 0;
        try {
            encoder.begin();
            for (long number = 1; rows.hasNext(); number++) {
                InternalRow row = rows.next();
                Misfit misfit = encoder.add(row);
                if (misfit == null) {
                    loaded++;
                } else {
                    long at = line < 0 || row.isNullAt(line) ? 0 : row.getLong(line);
                    reject(new Rejected(number, at, misfit, cells(row)), rejected);
                }
                if (encoder.length() >= FLUSH_BYTES) {
                    copy.writeToCopy(encoder.bytes(), 0, encoder.length());
                    encoder.clear();
                }
            }
            encoder.end();
            copy.writeToCopy(encoder.bytes(), 0, encoder.length());
            copy.endCopy();
            return loaded;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void reject(Rejected row, List<Rejected> rejected) {
        String place = table + "." + row.misfit().column() + ", "
                + (row.line() > 0 ? "line " + row.line() + " of " + source : "a row of " + source);
        if (misfits == Misfits.FAIL) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    place + ": the cell " + row.misfit().reason() + ". The row: " + row.cells()
                            + ". Change the column's type in the plan, or set “misfits: reject” for the table.");
        }
        if (rejected.size() == MOST_REJECTS) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    place + ": more than " + NumberFormat.count(MOST_REJECTS, "row")
                            + " of one split do not fit. Change the column's type in the plan.");
        }
        rejected.add(row);
    }

    private void insert(Connection connection, int split, List<Rejected> rejected) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO bdm_migration_reject
                (table_name, split, row_in_split, source, line, column_name, reason, cells)
                VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, ?)
                """)) {
            for (Rejected row : rejected) {
                insert.setString(1, table);
                insert.setInt(2, split);
                insert.setLong(3, row.row());
                insert.setString(4, source);
                insert.setLong(5, row.line());
                insert.setString(6, row.misfit().column());
                insert.setString(7, row.misfit().reason());
                insert.setString(8, row.cells());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The cells of a row for people, in the plan's order. */
    private String cells(InternalRow row) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            String cell = cell(row, i, columns.get(i)).replace('\0', '\u2400');
            text.append(i == 0 ? "" : ", ")
                    .append(
                            cell.length() > MOST_CELL_CHARACTERS
                                    ? cell.substring(0, MOST_CELL_CHARACTERS) + "…"
                                    : cell);
        }
        return text.append(')').toString();
    }

    private static String cell(InternalRow row, int i, LoadColumn column) {
        if (column.fits() >= 0) {
            return row.isNullAt(column.fits() + 1)
                    ? "NULL"
                    : row.getUTF8String(column.fits() + 1).toString();
        }
        if (row.isNullAt(i)) {
            return "NULL";
        }
        return switch (column.kind()) {
            case BOOLEAN -> String.valueOf(row.getBoolean(i));
            case INTEGER -> String.valueOf(row.getLong(i));
            case DOUBLE -> String.valueOf(row.getDouble(i));
            case DATE -> LocalDate.ofEpochDay(row.getInt(i)).toString();
            case TIMESTAMP ->
                Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS).toString();
            case TEXT -> row.getUTF8String(i).toString();
            case BINARY -> HexFormat.of().formatHex(row.getBinary(i));
            case DECIMAL ->
                row.getDecimal(i, column.precision(), column.scale()).toString();
        };
    }
}
