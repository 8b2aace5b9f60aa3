package io.github.bigdatamigrator.relationship;

import java.util.List;
import java.util.Map;

/** Counts the values of probes, and what they have in common, exactly on the full data. */
interface ExactCounter {
    /**
     * Counts all the probes, and the pairs of them that are given by their positions in {@code probes}; one job, or
     * none where there is nothing to count.
     */
    OverlapCounts count(List<ColumnSet> probes, int[] children, int[] parents);

    /** The texts of the values with these hashes, by hash; one job that reads the probe's columns once. */
    Map<Long, String> texts(ColumnSet probe, long[] hashes);
}
