package io.github.bigdatamigrator.comparison.rows;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Holds what the hashes of some rows tell. Travels from executors. */
final class HashTotals implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Equal rows, but for those whose key has rows that differ too. */
    long equal;

    long repeatedMissing;
    long repeatedExtra;
    long repeatedKeysBefore;
    long repeatedKeysAfter;
    /** Keys whose rows differ, but for those that one row of one table has. */
    long differingKeys;
    /** Their hashes; fewer if there are too many to be kept. */
    long[] differing = {};
    /** Hashes of some keys that only the first table has. */
    long[] missingSample = {};
    /** Hashes of some keys that only the second table has. */
    long[] extraSample = {};

    @Nullable
    RuleTally before;

    @Nullable
    RuleTally after;

    void merge(HashTotals other) {
        equal += other.equal;
        repeatedMissing += other.repeatedMissing;
        repeatedExtra += other.repeatedExtra;
        repeatedKeysBefore += other.repeatedKeysBefore;
        repeatedKeysAfter += other.repeatedKeysAfter;
        differingKeys += other.differingKeys;
        before = merge(before, other.before);
        after = merge(after, other.after);
    }

    void addTally(int side, RuleTally tally) {
        if (side == RowHashBatches.BEFORE) {
            before = merge(before, tally);
        } else {
            after = merge(after, tally);
        }
    }

    private static @Nullable RuleTally merge(@Nullable RuleTally one, @Nullable RuleTally other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        one.merge(other);
        return one;
    }
}
