package io.github.bigdatamigrator.schema.migration;

import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.schema.TargetSql;
import io.github.bigdatamigrator.schema.postgresql.PostgresSql;
import io.github.bigdatamigrator.schema.spark.SparkSql;

/** Selects the SQL dialect of a target database. */
public final class TargetDialects {
    private TargetDialects() {}

    public static TargetSql of(SchemaTarget target) {
        return switch (target) {
            case POSTGRESQL -> new PostgresSql();
            case SPARK -> SparkSql.of(Thread.currentThread().getContextClassLoader());
        };
    }
}
