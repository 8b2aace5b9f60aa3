package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;

/**
 * Formats results as the REST API does. The caller implements it, because {@code batch} does not import {@code server}.
 */
public interface ResultJson {
    String json(Guidance guidance);

    String json(SchemaPlan plan);
}
