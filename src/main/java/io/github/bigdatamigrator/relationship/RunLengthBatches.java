package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.List;

/** What arrived at one partition of the runs of one probe; see {@link RunLengthAggregator}. */
final class RunLengthBatches {
    private final List<HashBatch> runs = new ArrayList<>();
    private final ValueTable openRuns = new ValueTable();

    void add(HashBatch.Kind kind, HashBatch block) {
        if (kind == HashBatch.Kind.RUNS) {
            runs.add(block);
            return;
        }
        for (int i = 0; i < block.size(); i++) {
            openRuns.add(block.hash(i), block.rows(i));
        }
    }

    /** Whether the column has the value of a run in another run too, so that rows of both may be equal. */
    boolean meet() {
        if (HashBatch.distinct(runs)
                < runs.stream().mapToLong(HashBatch::allRows).sum()) {
            return true;
        }
        if (openRuns.distinct() == 0) {
            return false;
        }
        for (HashBatch block : runs) {
            for (int i = 0; i < block.size(); i++) {
                if (openRuns.place(block.hash(i)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
