package io.github.bigdatamigrator.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposed schema.
 *
 * @param recommendations proven and refuted ones, in dependency order
 * @param ddl statements that make the schema, parents first
 * @param model the model that took part, or null
 */
public record SchemaPlan(
        SchemaTarget target,
        List<Recommendation> recommendations,
        String ddl,
        @Nullable String model,
        boolean fallbackUsed) {
    public SchemaPlan {
        recommendations = List.copyOf(recommendations);
    }
}
