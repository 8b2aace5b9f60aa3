package io.github.bigdatamigrator.sketch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statistics of a column from aggregates that are computed on first use and kept until the column changes.
 * Not thread-safe.
 */
abstract class ColumnFigures implements ValueCounts {
    private @Nullable ValueAggregates current;
    private long resolvedNulls;
    private boolean countsEstimated;
    private boolean rowCountsEstimated;

    /** Computes fresh aggregates of all values added so far; the caller may modify them. */
    abstract ValueAggregates computeAggregates(Rehash rehash);

    /** All values, while they are few; else null. */
    abstract @Nullable Dictionary dictionary();

    /** What has been added since the values became too many for a dictionary. */
    abstract ValueAggregates aggregates();

    /** Null cells, without null markers. */
    abstract long nullCells();

    /** Drops the cached aggregates and the decision of {@link #resolveNullMarkers}. */
    final void invalidate() {
        current = null;
        countsEstimated = false;
    }

    /**
     * Makes distinct count, frequent values and hashes follow the column's type: texts by spelling, other values by
     * value. Call it before {@link #resolveNullMarkers}.
     *
     * @param texts whether the type is string
     * @param pattern the pattern of a date or timestamp, else -1
     */
    public void applyType(boolean texts, int pattern) {
        Dictionary values = dictionary();
        if (values == null) {
            countsEstimated = aggregates().mayMiscount(texts);
            rowCountsEstimated = countsEstimated || aggregates().rehash() != Rehash.NONE;
            return;
        }
        Rehash rehash = texts
                ? Spellings.rehash(values)
                : pattern >= 0
                        ? TimeSketches.rehash(pattern)
                        : marked(ColumnSketch.FROM_TEXT) > 0 ? Spellings.NUMBERS : Rehash.NONE;
        rowCountsEstimated = pattern < 0 && rehash != Rehash.NONE;
        if (rehash != Rehash.NONE) {
            current = computeAggregates(rehash);
        }
    }

    /** Whether equal rows cannot be counted exactly, since their hashes were made before the type was known. */
    public boolean rowCountsEstimated() {
        return rowCountsEstimated;
    }

    /** Whether counts of values are estimates since the type was not known in time; exact counts are so no longer. */
    public boolean countsEstimated() {
        return countsEstimated;
    }

    /**
     * Decides what null markers are: those accepted by {@code meansNull} count as nulls, the others as texts. This
     * affects only the figures read from this object; it can still be merged.
     */
    public void resolveNullMarkers(Predicate<String> meansNull) {
        resolvedNulls += current().resolveNullMarkers(meansNull);
    }

    private ValueAggregates current() {
        ValueAggregates aggregates = current;
        if (aggregates == null) {
            aggregates = computeAggregates(Rehash.NONE);
            current = aggregates;
            resolvedNulls = 0;
        }
        return aggregates;
    }

    /** Counts of null markers by text, until {@link #resolveNullMarkers}. */
    public Map<String, Long> markers() {
        return current().markers();
    }

    public long nulls() {
        current();
        return nullCells() + resolvedNulls;
    }

    /** Non-null cells, without null markers. */
    public long values() {
        return current().values();
    }

    public long booleans() {
        return current().booleans;
    }

    public long trues() {
        return current().trues;
    }

    /** Non-empty cells with leading or trailing blanks. */
    public long padded() {
        return marked(ColumnSketch.PADDED);
    }

    /** Cells with a mark of one bit. */
    public long marked(int bit) {
        return current().marked(bit);
    }

    /** Cells that contain only blanks. */
    public long blank() {
        return current().blank;
    }

    /** Empty texts, without cells of only blanks. */
    public long empty() {
        return current().empty - current().blank;
    }

    /** The distribution of dates and timestamps over time, under a pattern that fits all. */
    public TimeSketch time(int pattern) {
        return current().times.forPattern(pattern);
    }

    public NumberSketch numbers() {
        return current().numbers;
    }

    /** Number of dates and timestamps. */
    public long temporalCount() {
        return current().temporalCount;
    }

    public DistinctSketch distinct() {
        return current().distinct;
    }

    @Override
    public HeavyHitters.@Nullable Frequent find(long hash) {
        return current().find(hash);
    }

    @Override
    public Collection<HeavyHitters.Frequent> all() {
        return current().all();
    }

    @Override
    public List<HeavyHitters.Frequent> top(int limit) {
        return current().top(limit);
    }

    /** The smallest text by code point, cut at 256 bytes; null without values. */
    public @Nullable String minText() {
        return current().range.min();
    }

    /** The largest text by code point, cut at 256 bytes. */
    public @Nullable String maxText() {
        return current().range.max();
    }

    public int minLength() {
        return current().range.minLength();
    }

    public int maxLength() {
        return current().range.maxLength();
    }

    /** Total characters of all values. */
    public long totalLength() {
        return current().range.totalLength();
    }
}
