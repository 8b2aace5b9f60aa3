package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;

/** Writes the expressions by which columns are read, in the SQL of a database system. */
record ColumnSql(DatabaseSystem system) {
    String quoted(String name) {
        return switch (system) {
            case MARIADB, MYSQL -> SqlIdentifiers.quote(name);
            case SQLSERVER -> "[" + name.replace("]", "]]") + "]";
            case POSTGRESQL, ORACLE, H2, OTHER -> SqlIdentifiers.quoteStandard(name);
        };
    }

    /** What the scan reads of a column: the text of a value, times in UTC and in ISO form, the length of bytes. */
    String scanned(DatabaseColumn column) {
        String name = quoted(column.name());
        return switch (column.kind()) {
            case BOOLEAN, OTHER -> asText(name);
            case BIGINT, DECIMAL, NUMBER, DOUBLE, DATE -> name;
            case TEXT -> system == DatabaseSystem.POSTGRESQL ? asText(name) : name;
            case BITS -> "(" + name + " + 0)";
            case MONEY -> money(name);
            case TIMESTAMP -> time(name);
            case ZONED -> time(utc(name));
            case BYTES -> length(name);
        };
    }

    /**
     * What SQL reads of a column: texts compare by their bytes as in Spark, whatever the database's collation, so that
     * filters and groups can be left to it.
     */
    String viewed(ColumnKind kind, ColumnProfile profile) {
        String name = quoted(profile.name());
        String value = switch (kind) {
            case BOOLEAN, BIGINT, DECIMAL, DOUBLE, DATE, TIMESTAMP, BYTES -> name;
            case NUMBER -> profile.type().kind() == ColumnType.Kind.STRING ? asText(name) : name;
            case BITS -> "(" + name + " + 0)";
            case MONEY -> money(name);
            case ZONED -> utc(name);
            case TEXT, OTHER -> collated(asText(name));
        };
        for (String marker : profile.nullMarkers()) {
            value = withoutMarker(value, kind, marker);
        }
        return value;
    }

    /** A text as it is in the database. */
    String original(String name) {
        return asText(quoted(name));
    }

    private String withoutMarker(String value, ColumnKind kind, String marker) {
        boolean postgres = system == DatabaseSystem.POSTGRESQL;
        return switch (kind) {
            case TEXT, OTHER -> "NULLIF(" + value + ", " + literal(marker) + ")";
            case DATE, TIMESTAMP, ZONED ->
                postgres ? "CASE WHEN isfinite(" + value + ") THEN " + value + " END" : value;
            case DOUBLE -> postgres ? "NULLIF(" + value + ", 'NaN'::float8)" : value;
            case DECIMAL, NUMBER -> postgres ? "NULLIF(" + value + ", 'NaN'::numeric)" : value;
            case BOOLEAN, BIGINT, BITS, MONEY, BYTES -> value;
        };
    }

    private String literal(String text) {
        return SqlLiterals.quoteStandard(system == DatabaseSystem.MYSQL ? text.replace("\\", "\\\\") : text);
    }

    private String asText(String name) {
        return system == DatabaseSystem.POSTGRESQL ? name + "::text" : name;
    }

    private String collated(String text) {
        return switch (system) {
            case POSTGRESQL -> text + " COLLATE \"C\"";
            case MARIADB -> "CONVERT(" + text + " USING utf8mb4) COLLATE utf8mb4_nopad_bin";
            case MYSQL -> "CONVERT(" + text + " USING utf8mb4) COLLATE utf8mb4_0900_bin";
            case SQLSERVER -> "CAST(" + text + " AS nvarchar(max)) COLLATE Latin1_General_BIN2";
            case ORACLE, H2, OTHER -> text;
        };
    }

    private String money(String name) {
        return switch (system) {
            case POSTGRESQL -> name + "::numeric";
            case SQLSERVER -> "CAST(" + name + " AS decimal(19,4))";
            case MARIADB, MYSQL, ORACLE, H2, OTHER -> name;
        };
    }

    private String utc(String name) {
        return switch (system) {
            case POSTGRESQL -> "(" + name + " AT TIME ZONE 'UTC')";
            case SQLSERVER -> "CAST(SWITCHOFFSET(" + name + ", '+00:00') AS datetime2)";
            case ORACLE -> "SYS_EXTRACT_UTC(" + name + ")";
            case H2 -> "CAST(" + name + " AT TIME ZONE 'UTC' AS TIMESTAMP)";
            // Connections to these are in UTC.
            case MARIADB, MYSQL, OTHER -> name;
        };
    }

    private String time(String value) {
        return switch (system) {
            case SQLSERVER -> "CONVERT(varchar(26), " + value + ", 121)";
            case ORACLE -> "TO_CHAR(CAST(" + value + " AS TIMESTAMP), 'YYYY-MM-DD HH24:MI:SS.FF6')";
            case POSTGRESQL, MARIADB, MYSQL, H2, OTHER -> value;
        };
    }

    private String length(String name) {
        return switch (system) {
            case SQLSERVER -> "DATALENGTH(" + name + ")";
            case ORACLE -> "DBMS_LOB.GETLENGTH(" + name + ")";
            case POSTGRESQL, MARIADB, MYSQL, H2, OTHER -> "OCTET_LENGTH(" + name + ")";
        };
    }
}
