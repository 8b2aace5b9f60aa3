package io.github.bigdatamigrator.source;

import java.util.Locale;

/**
 * Lists the readable formats, named as in {@link io.github.bigdatamigrator.context.Origin#format}: those of files, and
 * the kinds of tables that a {@link Connector} opens. JSONL is an object per line in UTF-8, which is read in parallel;
 * all other JSON is cut into records.
 */
public enum SourceFormat {
    CSV,
    TSV,
    /** Text in columns of fixed widths. */
    FIXED_WIDTH,
    JSON,
    JSONL,
    PARQUET,
    ORC,
    AVRO,
    XLSX,
    XLS,
    XML,
    /** A folder with a log of transactions. */
    DELTA,
    /** A table or view of a catalog of Spark. */
    TABLE,
    /** A table or view of a database. */
    JDBC,
    /** Rows that the caller's program has in Spark. */
    DATAFRAME;

    /**
     * The metadata column of views of delimited text with the number of a row's first line in its file. The name has a
     * blank, unlike SQL names.
     */
    public static final String LINE = "line number";

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SourceFormat of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean isDelimited() {
        return this == CSV || this == TSV || this == FIXED_WIDTH;
    }

    /** Whether files hold their columns and types, so that files of one table must agree in them. */
    public boolean isColumnar() {
        return this == PARQUET || this == ORC || this == AVRO;
    }

    /** Whether a table consists of files that are read one by one; others belong to a {@link Connector}. */
    public boolean isFiles() {
        return switch (this) {
            case CSV, TSV, FIXED_WIDTH, JSON, JSONL, PARQUET, ORC, AVRO, XLSX, XLS, XML -> true;
            case DELTA, TABLE, JDBC, DATAFRAME -> false;
        };
    }

    public boolean isWorkbook() {
        return this == XLSX || this == XLS;
    }
}
