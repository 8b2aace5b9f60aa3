package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.List;

/** Checks whether runs of one column set that arrived at one partition overlap; see {@link RunLengthAggregator}. */
final class RunLengthBatches {
    private final List<HashBatch> runs = new ArrayList<>();
    private final ValueTable openRuns = new ValueTable();

    void add(HashBatch.Kind kind, HashBatch batch) {
        if (kind == HashBatch.Kind.RUNS) {
            runs.add(batch);
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            openRuns.add(batch.hash(i), batch.rows(i));
        }
    }

    /** Whether two runs have the same value of the clustering column, so that their rows may be equal. */
    boolean overlap() {
        if (HashBatch.distinct(runs)
                < runs.stream().mapToLong(HashBatch::allRows).sum()) {
            return true;
        }
        if (openRuns.distinct() == 0) {
            return false;
        }
        for (HashBatch batch : runs) {
            for (int i = 0; i < batch.size(); i++) {
                if (openRuns.slot(batch.hash(i)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
