package io.github.bigdatamigrator.source;

import java.util.Locale;

/** Formats that can be read; the names are those of {@link io.github.bigdatamigrator.context.Origin#format}. */
enum FileFormat {
    CSV,
    TSV,
    JSON,
    JSONL,
    PARQUET,
    ORC,
    AVRO,
    XLSX,
    XLS;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FileFormat of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean delimited() {
        return this == CSV || this == TSV;
    }

    boolean workbook() {
        return this == XLSX || this == XLS;
    }
}
