package io.github.bigdatamigrator.source.jdbc;

import java.sql.Types;

/** Lists the ways in which columns of databases are read. */
enum ColumnKind {
    BOOLEAN,
    BIGINT,
    DECIMAL,
    /** Numbers of any precision, whose type follows from their values. */
    NUMBER,
    DOUBLE,
    DATE,
    TIMESTAMP,
    /** Timestamps with a time zone, read in UTC. */
    ZONED,
    /** Amounts that the database writes with a currency. */
    MONEY,
    /** Several bits, read as a number. */
    BITS,
    TEXT,
    /** Values of other types, read as the text that the database writes: JSON, UUID, arrays, enums, intervals. */
    OTHER,
    /** Binary values, of which only the lengths in bytes are read. */
    BYTES;

    private static final int MAX_PRECISION = 38;

    /**
     * @param type of {@link Types}
     * @param typeName as the driver reports it, in lower case
     */
    static ColumnKind of(DatabaseSystem system, int type, String typeName, int precision, int scale) {
        if (typeName.equals("money") || typeName.equals("smallmoney")) {
            return MONEY;
        }
        if (typeName.equals("year")) {
            return BITS;
        }
        if (typeName.startsWith("bit") && type == Types.BIT && system != DatabaseSystem.POSTGRESQL) {
            return precision > 1 ? BITS : BOOLEAN;
        }
        if (typeName.contains("unsigned") && typeName.startsWith("bigint")) {
            return DECIMAL;
        }
        return switch (type) {
            case Types.BOOLEAN -> BOOLEAN;
            // PostgreSQL reports its boolean so, and strings of bits too.
            case Types.BIT -> typeName.startsWith("bool") ? BOOLEAN : OTHER;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> typeName.equals("oid") ? OTHER : BIGINT;
            case Types.NUMERIC, Types.DECIMAL ->
                precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision ? NUMBER : DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> DOUBLE;
            case Types.DATE -> system == DatabaseSystem.ORACLE ? TIMESTAMP : DATE;
            case Types.TIMESTAMP -> typeName.contains("tz") || typeName.contains("with") ? ZONED : TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> ZONED;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                text(system, typeName) ? TEXT : OTHER;
            case Types.CLOB, Types.NCLOB -> TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
            default -> typeName.equals("datetimeoffset") ? ZONED : OTHER;
        };
    }

    /** PostgreSQL reports enums and domains as texts too; only its own texts can be compared as such. */
    private static boolean text(DatabaseSystem system, String typeName) {
        return system != DatabaseSystem.POSTGRESQL
                || typeName.equals("text")
                || typeName.equals("varchar")
                || typeName.equals("bpchar")
                || typeName.equals("name");
    }
}
