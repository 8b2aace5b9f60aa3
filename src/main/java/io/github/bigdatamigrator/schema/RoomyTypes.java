package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings.Order;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/**
 * Chooses types that fit the rows of today with room for later ones. Texts have no maximum, integers room for two more
 * digits (three where they number rows), decimals for three more digits before the point. A code of a text file is
 * text, since a later one may begin with a zero.
 */
final class RoomyTypes {
    private static final BigInteger INTEGER = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger ROOM = BigInteger.valueOf(100);
    private static final BigInteger ROOM_OF_KEYS = BigInteger.valueOf(1000);
    private static final long GROWING_ROWS = 1000; // a table with so many rows gets more, so that its keys grow
    private static final int MORE_WHOLE_DIGITS = 3;
    private static final int MONEY_SCALE = 2;
    private static final int MAX_DIGITS = 38;
    /** Formats without declared types, besides delimited text: their types are those of the values of today. */
    private static final Set<String> INFERRED = Set.of("csv", "tsv", "json", "jsonl", "xlsx", "xls");

    private RoomyTypes() {}

    /** @param keyColumn whether the column is part of a primary key or of either side of a relationship */
    static TargetType of(TableProfile table, ColumnProfile column, boolean keyColumn) {
        TargetType widest = TargetType.widest(column.type());
        return switch (widest.kind()) {
            case INTEGER -> isCode(table, column, keyColumn) ? TargetType.text(0) : integer(table, column, keyColumn);
            case DECIMAL -> keyColumn || !isInferred(table) ? widest : decimal(column);
            case BOOLEAN, DOUBLE, DATE, TIMESTAMP, TEXT, BINARY -> widest;
        };
    }

    private static boolean isInferred(TableProfile table) {
        return table.origin().dialect() != null || INFERRED.contains(table.format());
    }

    /** Whether the numbers of a text file are codes; those of keys are compared as numbers. */
    private static boolean isCode(TableProfile table, ColumnProfile column, boolean keyColumn) {
        return !keyColumn && table.origin().dialect() != null && ColumnMeaning.isCode(column.name());
    }

    private static TargetType integer(TableProfile table, ColumnProfile column, boolean keyColumn) {
        if (column.min() == null || column.max() == null) {
            return TargetType.integer(8);
        }
        boolean counter = column.findings().order() == Order.STRICTLY_ASCENDING
                && column.unique().value();
        boolean numbersRows =
                counter || (table.primaryKey() != null && table.primaryKey().contains(column.name()));
        BigInteger largest = new BigInteger(column.min()).abs().max(new BigInteger(column.max()).abs());
        BigInteger room = largest.multiply(keyColumn || numbersRows ? ROOM_OF_KEYS : ROOM);
        boolean grows = numbersRows && table.rows() >= GROWING_ROWS;
        return TargetType.integer(grows || room.compareTo(INTEGER) > 0 ? 8 : 4);
    }

    private static TargetType decimal(ColumnProfile column) {
        TargetType seen = TargetType.widest(column.type());
        int scale = ColumnMeaning.isMoney(column.name()) && seen.scale() <= MONEY_SCALE
                ? MONEY_SCALE
                : Math.max(4, seen.scale() + 2);
        int whole = Math.max(wholeDigits(column), seen.size() - seen.scale()) + MORE_WHOLE_DIGITS;
        return whole + scale > MAX_DIGITS ? seen : TargetType.decimal(whole + scale, scale);
    }

    private static int wholeDigits(ColumnProfile column) {
        if (column.min() == null || column.max() == null) {
            return 0;
        }
        BigInteger largest = new BigDecimal(column.min())
                .abs()
                .max(new BigDecimal(column.max()).abs())
                .toBigInteger();
        return largest.toString().length();
    }
}
