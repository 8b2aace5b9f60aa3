package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;

/**
 * Results as JSON, in the forms of the REST API; whoever starts a job knows them, so that they are written out in one
 * place.
 */
public interface ResultJson {
    String json(Guidance guidance);

    String json(SchemaPlan plan);
}
