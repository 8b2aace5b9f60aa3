package io.github.bigdatamigrator.source;

import java.util.Locale;

/**
 * Lists the readable formats, named as in {@link io.github.bigdatamigrator.context.Origin#format}. JSONL is an object
 * per line in UTF-8, which is read in parallel; all other JSON is cut into records.
 */
public enum FileFormat {
    CSV,
    TSV,
    JSON,
    JSONL,
    PARQUET,
    ORC,
    AVRO,
    XLSX,
    XLS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FileFormat of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean isDelimited() {
        return this == CSV || this == TSV;
    }

    /** Whether files hold their columns and types, so that files of one table must agree in them. */
    public boolean isColumnar() {
        return this == PARQUET || this == ORC || this == AVRO;
    }

    public boolean isWorkbook() {
        return this == XLSX || this == XLS;
    }
}
