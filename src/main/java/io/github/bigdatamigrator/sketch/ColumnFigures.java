package io.github.bigdatamigrator.sketch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the figures of a column from the totals of its values. The totals are computed at the first reading and kept
 * until the column changes. Not safe for use by several threads.
 */
public abstract class ColumnFigures implements ValueCounts {
    private @Nullable ValueAggregates settled;
    private long settledNulls;

    /** The totals of all values added so far, which the caller may change. */
    abstract ValueAggregates totalsNow();

    /** Cells without a value, markers apart. */
    abstract long nullCells();

    /** Forgets the totals, and with them what {@link #settleMarkers} decided. */
    final void changed() {
        settled = null;
    }

    /**
     * Ends the wait for what markers are: those that {@code meansNull} takes count as nulls from now on, the others as
     * the texts that they are. Only what is read from this object changes; it can still be merged.
     */
    public void settleMarkers(Predicate<String> meansNull) {
        settledNulls += settled().settleMarkers(meansNull);
    }

    private ValueAggregates settled() {
        ValueAggregates current = settled;
        if (current == null) {
            current = totalsNow();
            settled = current;
            settledNulls = 0;
        }
        return current;
    }

    /** Cells that may stand for null, by text, until {@link #settleMarkers}. */
    public Map<String, Long> markers() {
        return settled().markers();
    }

    public long nulls() {
        settled();
        return nullCells() + settledNulls;
    }

    /** Cells with a value, markers apart. */
    public long values() {
        return settled().values();
    }

    public long booleans() {
        return settled().booleans;
    }

    public long trues() {
        return settled().trues;
    }

    /** Cells whose text, which is not empty, was surrounded by blanks. */
    public long padded() {
        return settled().padded;
    }

    /** Cells of nothing but blanks. */
    public long blank() {
        return settled().blank;
    }

    /** Texts of no characters, blanks apart. */
    public long empty() {
        return settled().empty - settled().blank;
    }

    /** How dates and timestamps spread over time, under a pattern that fits all. */
    public TimeSketch time(int pattern) {
        return settled().times.under(pattern);
    }

    public NumberSketch numbers() {
        return settled().numbers;
    }

    /** How many dates and timestamps there are. */
    public long temporalCount() {
        return settled().temporalCount;
    }

    public DistinctSketch distinct() {
        return settled().distinct;
    }

    @Override
    public HeavyHitters.@Nullable Frequent find(long hash) {
        return settled().find(hash);
    }

    @Override
    public Collection<HeavyHitters.Frequent> all() {
        return settled().all();
    }

    @Override
    public List<HeavyHitters.Frequent> top(int limit) {
        return settled().top(limit);
    }

    /** The smallest text by code point, cut at 256 bytes; null where there are no values. */
    public @Nullable String minText() {
        return settled().range.min();
    }

    /** The largest text by code point, cut at 256 bytes. */
    public @Nullable String maxText() {
        return settled().range.max();
    }

    public int minLength() {
        return settled().range.minLength();
    }

    public int maxLength() {
        return settled().range.maxLength();
    }

    /** Characters of all values together. */
    public long totalLength() {
        return settled().range.totalLength();
    }
}
