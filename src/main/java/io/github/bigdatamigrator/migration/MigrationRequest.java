package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.ProgressListener;
import java.util.List;

/**
 * Says where a migration goes.
 *
 * @param target {@code jdbc:postgresql://host/database#schema}, {@code db:name#schema}, a folder for Parquet,
 *     {@code delta:FOLDER}, or a schema of Spark's catalogs, {@code table:catalog.schema}
 * @param replace tables of the target, by their names there, that may be dropped and made again
 */
public record MigrationRequest(String target, List<String> replace, ProgressListener progress) {
    public MigrationRequest {
        replace = List.copyOf(replace);
    }

    public static MigrationRequest to(String target) {
        return new MigrationRequest(target, List.of(), ProgressListener.NONE);
    }

    public MigrationRequest replacing(List<String> tables) {
        return new MigrationRequest(target, tables, progress);
    }

    public MigrationRequest reporting(ProgressListener listener) {
        return new MigrationRequest(target, replace, listener);
    }
}
