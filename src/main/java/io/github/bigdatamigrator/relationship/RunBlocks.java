package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.List;

/** What arrived at one partition of the runs of one probe; see {@link RunGatherer}. */
final class RunBlocks {
    private final List<HashBlock> runs = new ArrayList<>();
    private final ProbeValues openRuns = new ProbeValues();

    void add(HashBlock.Kind kind, HashBlock block) {
        if (kind == HashBlock.Kind.RUNS) {
            runs.add(block);
            return;
        }
        for (int i = 0; i < block.size(); i++) {
            openRuns.add(block.hash(i), block.rows(i));
        }
    }

    /** Whether the column has the value of a run in another run too, so that rows of both may be equal. */
    boolean meet() {
        if (HashBlock.distinct(runs)
                < runs.stream().mapToLong(HashBlock::allRows).sum()) {
            return true;
        }
        if (openRuns.distinct() == 0) {
            return false;
        }
        for (HashBlock block : runs) {
            for (int i = 0; i < block.size(); i++) {
                if (openRuns.place(block.hash(i)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
