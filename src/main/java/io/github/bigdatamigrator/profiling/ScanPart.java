package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.Repairs;
import java.io.Serial;
import java.io.Serializable;

/** What the scan of a table, or of a part of it, found. Travels from executors, and is kept in the cache. */
public record ScanPart(TableSketch sketch, Repairs repairs) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Adds what another part of the same table holds; the other one is not to be used any more. Returns this. */
    public ScanPart merge(ScanPart other) {
        sketch.merge(other.sketch);
        repairs.merge(other.repairs);
        return this;
    }
}
