package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.Repairs;
import java.io.Serial;
import java.io.Serializable;

/** What one task found. */
record ScanPart(TableSketch sketch, Repairs repairs) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    ScanPart merge(ScanPart other) {
        sketch.merge(other.sketch);
        repairs.merge(other.repairs);
        return this;
    }
}
