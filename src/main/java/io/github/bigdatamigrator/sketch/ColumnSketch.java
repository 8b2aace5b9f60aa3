package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one walk over a column keeps of it. Bounded in size whatever the number of cells (about 600 KiB at the most). One
 * {@code add} call per cell; {@link #merge} in any order gives the same exact figures. Not safe for use by several threads.
 *
 * <p>Texts that usually stand for null ({@code N/A}) are kept apart until {@link #settleMarkers} decides what they are.
 */
public final class ColumnSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private long nulls;
    private long texts;
    private long booleans;
    private long trues;
    private long padded;
    private long blank;
    private long empty;
    private int booleanPatterns = -1;
    private final NumberSketch numbers = new NumberSketch();
    private final TemporalSketch temporals = new TemporalSketch();
    private final TextRange range = new TextRange();
    private final DistinctSketch distinct = new DistinctSketch();
    private final FrequentValues frequent = new FrequentValues();
    private final TreeMap<String, Long> markers = new TreeMap<>();

    /** A cell without a value. Returns the cell's hash, as all these methods do. */
    public long addNull() {
        nulls++;
        return 0;
    }

    public long addLong(long value, byte[] bytes, int from, int to) {
        numbers.addLong(value);
        return common(ValueHash.ofLong(value), bytes, from, to);
    }

    public long addDecimal(long unscaled, int scale, byte[] bytes, int from, int to) {
        numbers.addDecimal(unscaled, scale);
        return common(ValueHash.ofDecimal(unscaled, scale), bytes, from, to);
    }

    public long addDecimal(BigDecimal value, byte[] bytes, int from, int to) {
        numbers.addDecimal(value);
        return common(ValueHash.ofDecimal(value), bytes, from, to);
    }

    public long addDouble(double value, byte[] bytes, int from, int to) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            numbers.addNotFinite(value);
        } else {
            numbers.addDouble(value);
        }
        return common(ValueHash.ofDouble(value), bytes, from, to);
    }

    public long addBoolean(boolean value, int patterns, byte[] bytes, int from, int to) {
        booleans++;
        booleanPatterns &= patterns;
        if (value) {
            trues++;
        }
        return common(ValueHash.ofText(bytes, from, to), bytes, from, to);
    }

    public long addTemporal(int patterns, TemporalSketch.Values values, byte[] bytes, int from, int to) {
        temporals.add(patterns, values);
        return common(ValueHash.ofText(bytes, from, to), bytes, from, to);
    }

    public long addText(byte[] bytes, int from, int to) {
        texts++;
        if (from == to) {
            empty++;
        }
        return common(ValueHash.ofText(bytes, from, to), bytes, from, to);
    }

    /** A text that usually stands for null. */
    public long addMarker(byte[] bytes, int from, int to) {
        markers.merge(new String(bytes, from, to - from, StandardCharsets.UTF_8), 1L, Long::sum);
        return ValueHash.ofText(bytes, from, to);
    }

    /** Notes that the cell just added was surrounded by blanks. */
    public void notePadding() {
        padded++;
    }

    /** Notes that the cell just added was nothing but blanks. */
    public void noteBlank() {
        blank++;
    }

    void inPart(long part) {
        numbers.inPart(part);
        temporals.inPart(part);
    }

    public void merge(ColumnSketch other) {
        nulls += other.nulls;
        texts += other.texts;
        booleans += other.booleans;
        trues += other.trues;
        padded += other.padded;
        blank += other.blank;
        empty += other.empty;
        booleanPatterns &= other.booleanPatterns;
        numbers.merge(other.numbers);
        temporals.merge(other.temporals);
        range.merge(other.range);
        distinct.merge(other.distinct);
        frequent.merge(other.frequent);
        other.markers.forEach((marker, count) -> markers.merge(marker, count, Long::sum));
    }

    /**
     * Ends the wait for what markers are: those that {@code meansNull} takes count as nulls from now on, the others as the texts that
     * they are. Call once, after merging.
     */
    public void settleMarkers(Predicate<String> meansNull) {
        markers.forEach((marker, count) -> {
            if (meansNull.test(marker)) {
                nulls += count;
            } else {
                byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
                texts += count;
                long hash = ValueHash.ofText(bytes, 0, bytes.length);
                range.add(bytes, 0, bytes.length, count);
                distinct.add(hash);
                frequent.add(hash, bytes, 0, bytes.length, count);
            }
        });
        markers.clear();
    }

    /** Cells that may stand for null, by text, until {@link #settleMarkers}. */
    public Map<String, Long> markers() {
        return Collections.unmodifiableMap(markers);
    }

    public long nulls() {
        return nulls;
    }

    /** Cells with a value, markers apart. */
    public long values() {
        return texts + booleans + numbers.count() + numbers.notFinite() + temporals.count();
    }

    /** Cells that are none of number, boolean, date or timestamp. */
    public long texts() {
        return texts;
    }

    public long booleans() {
        return booleans;
    }

    public long trues() {
        return trues;
    }

    /** Bit set of the boolean patterns that fit every boolean. */
    public int booleanPatterns() {
        return booleans == 0 ? 0 : booleanPatterns;
    }

    /** Cells whose text, which is not empty, was surrounded by blanks. */
    public long padded() {
        return padded;
    }

    /** Cells of nothing but blanks. */
    public long blank() {
        return blank;
    }

    /** Texts of no characters, blanks apart. */
    public long empty() {
        return empty - blank;
    }

    public NumberSketch numbers() {
        return numbers;
    }

    public TemporalSketch temporals() {
        return temporals;
    }

    public DistinctSketch distinct() {
        return distinct;
    }

    public FrequentValues frequent() {
        return frequent;
    }

    /** The smallest text by code point, cut at 256 bytes; null where there are no values. */
    public @Nullable String minText() {
        return range.min();
    }

    /** The largest text by code point, cut at 256 bytes. */
    public @Nullable String maxText() {
        return range.max();
    }

    public int minLength() {
        return range.minLength();
    }

    public int maxLength() {
        return range.maxLength();
    }

    /** Characters of all values together. */
    public long totalLength() {
        return range.totalLength();
    }

    private long common(long hash, byte[] bytes, int from, int to) {
        range.add(bytes, from, to);
        distinct.add(hash);
        frequent.add(hash, bytes, from, to);
        return hash;
    }
}
