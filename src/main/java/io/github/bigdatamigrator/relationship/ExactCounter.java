package io.github.bigdatamigrator.relationship;

import java.util.List;
import java.util.Map;

/** Counts the values of column sets, and their overlaps, exactly on the full data. */
interface ExactCounter {
    /** Counts the column sets, and pairs of them by position; one job, or none where there is nothing to count. */
    OverlapCounts count(List<ColumnSet> sets, int[] children, int[] parents);

    /** Returns the texts of the values with these hashes, by hash; one job that reads the columns once. */
    Map<Long, String> texts(ColumnSet columns, long[] hashes);
}
