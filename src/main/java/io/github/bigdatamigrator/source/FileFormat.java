package io.github.bigdatamigrator.source;

import java.util.Locale;

/** Lists the readable formats, named as in {@link io.github.bigdatamigrator.context.Origin#format}. */
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

    public boolean isWorkbook() {
        return this == XLSX || this == XLS;
    }
}
