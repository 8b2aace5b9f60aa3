package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the statistics of a column in one scan. A dictionary counts the distinct values while they are few, and
 * every figure is exact; beyond that, sums and sketches take over. The size is bounded by {@link SketchSize}, whatever
 * the number of cells. {@link #merge} gives the same exact figures in any order. Not thread-safe.
 *
 * <p>Cells are first looked up by the hash of their text ({@link #countKnown}); only unknown ones are parsed and added.
 * Null markers such as {@code N/A} are counted separately until {@link #resolveNullMarkers}.
 */
public final class ColumnSketch extends ColumnFigures implements Serializable {
    @Serial
    private static final long serialVersionUID = 5L;

    /** The mark of a cell with blanks around its text. */
    public static final int PADDED = 1 << 7;
    /** The mark of a number in a text of a format that has numbers of its own: it is hashed as text. */
    public static final int FROM_TEXT = 1 << 6;

    private static final int MAX_UNITS = 8;

    private SketchSize size;
    private long nulls;
    private int booleanPatterns = -1;
    private int nextMarks;
    private final TreeSet<String> units = new TreeSet<>();
    private final SortednessSketch order = new SortednessSketch();
    private int orderReading = -1;
    private long lastSpelling;
    private final TemporalSketch temporals = new TemporalSketch();
    private @Nullable Dictionary dictionary;
    private @Nullable ValueAggregates aggregates;

    public ColumnSketch(SketchSize size) {
        this.size = size;
        dictionary = new Dictionary(size.exactValues());
    }

    /**
     * Counts cells from {@code from} on while they are null or in the dictionary. Returns the first cell that must be
     * parsed and added, or {@code to}.
     *
     * @param spellings hashes of the cells' texts; 0 for null
     * @param weight factor of a value's hash in the sum that is its row's hash
     */
    public int countKnown(long[] spellings, int from, int to, long weight, long[] rowHashes) {
        Dictionary values = dictionary;
        int row = from;
        if (values == null) {
            while (row < to && spellings[row] == 0) {
                row++;
            }
            nulls += row - from;
            return row;
        }
        if (!order.isTracking()) {
            row = values.countKnown(spellings, from, to, weight, rowHashes);
            for (int i = from; i < row; i++) {
                nulls += spellings[i] == 0 ? 1 : 0;
            }
            return row;
        }
        for (; row < to; row++) {
            long spelling = spellings[row];
            if (spelling == 0) {
                nulls++;
                continue;
            }
            long hash = values.countKnown(spelling);
            if (hash == 0) {
                break;
            }
            if (order.isTracking()) {
                countRepeat(spelling);
            }
            rowHashes[row] += hash * weight;
        }
        return row;
    }

    /** In a sorted column, a repeated value can only equal the last one. */
    private void countRepeat(long spelling) {
        if (spelling == lastSpelling) {
            order.repeatLast();
        } else {
            order.stopTracking();
        }
    }

    /** Sets the position of the next cells in the table, which orders the parts on merging. */
    void startsAt(long position) {
        order.startPart(position);
    }

    public void addNulls(long count) {
        nulls += count;
    }

    /** Adds an integer; returns the hash of its value, as all {@code add} methods do. */
    public long addLong(long spelling, long value, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofLong(value);
        order.add(value);
        if (dictionary != null) {
            return put(spelling, hash, CellKind.LONG, value, 0, to - from, bytes, from, to);
        }
        aggregates().numbers.addLong(value);
        return addNumber(hash, false, bytes, from, to);
    }

    public long addDecimal(long spelling, long unscaled, int scale, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofDecimal(unscaled, scale);
        if (order.isTracking()) {
            order.add(NumberSketch.toDouble(unscaled, scale));
        }
        if (dictionary != null) {
            return put(spelling, hash, CellKind.DECIMAL, unscaled, scale, to - from, bytes, from, to);
        }
        aggregates().numbers.addDecimal(unscaled, scale);
        return addNumber(hash, true, bytes, from, to);
    }

    public long addDecimal(long spelling, BigDecimal value, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofDecimal(value);
        order.add(value.doubleValue());
        if (dictionary != null) {
            return put(spelling, hash, CellKind.WIDE, dictionary.addWide(value), 0, to - from, bytes, from, to);
        }
        aggregates().numbers.addDecimal(value, 1);
        return addNumber(hash, true, bytes, from, to);
    }

    /** Adds a double; NaN and infinities are only counted. */
    public long addDouble(long spelling, double value, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofDouble(value);
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        if (finite) {
            order.add(value);
        } else {
            order.stopTracking();
        }
        if (dictionary != null) {
            byte kind = finite ? CellKind.DOUBLE : CellKind.NOT_FINITE;
            return put(spelling, hash, kind, Double.doubleToLongBits(value), 0, to - from, bytes, from, to);
        }
        if (finite) {
            aggregates().numbers.addDouble(value);
        } else {
            aggregates().numbers.addNotFinite(value, 1);
        }
        return addNumber(hash, true, bytes, from, to);
    }

    public long addBoolean(long spelling, boolean value, int patterns, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofLong(value ? 1 : 0);
        booleanPatterns &= patterns;
        order.stopTracking();
        if (dictionary != null) {
            return put(spelling, hash, value ? CellKind.TRUE : CellKind.FALSE, 0, 0, to - from, bytes, from, to);
        }
        aggregates().booleans++;
        aggregates().trues += value ? 1 : 0;
        aggregates().addWord(hash, bytes, from, to);
        return hash;
    }

    public long addTemporal(long spelling, int patterns, TemporalSketch.Values values, byte[] bytes, int from, int to) {
        temporals.add(patterns, values);
        int reading = TimeSketches.reading(patterns);
        long micros = TimeSketches.micros(patterns, values);
        long hash = ValueHash.ofLong(micros);
        if (order.isTracking()) {
            addToOrder(reading, micros);
        }
        if (dictionary != null) {
            return put(spelling, hash, CellKind.TEMPORAL, micros, reading, to - from, bytes, from, to);
        }
        aggregates().temporalCount++;
        aggregates().times.add(reading, micros, 1);
        aggregates().addWord(hash, bytes, from, to);
        return hash;
    }

    /** Times are comparable only if all have the same pattern. */
    private void addToOrder(int reading, long micros) {
        if (orderReading < 0) {
            orderReading = reading;
        }
        if (orderReading == reading) {
            order.add(micros);
        } else {
            order.stopTracking();
        }
    }

    public long addText(long spelling, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofText(bytes, from, to);
        int characters = Utf8.characters(bytes, from, to);
        order.stopTracking();
        if (dictionary != null) {
            return put(spelling, hash, CellKind.TEXT, 0, 0, characters, bytes, from, to);
        }
        ValueAggregates sums = aggregates();
        sums.texts++;
        if (from == to) {
            sums.empty++;
        }
        sums.addValue(hash, bytes, from, to, characters);
        return hash;
    }

    /** Adds a null marker. */
    public long addMarker(long spelling, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofText(bytes, from, to);
        if (dictionary != null) {
            return put(spelling, hash, CellKind.MARKER, 0, 0, to - from, bytes, from, to);
        }
        aggregates().addMarker(hash, bytes, from, to);
        return hash;
    }

    /**
     * Sets bits of the next added cell: {@link #PADDED}, and others that tell how a number is written.
     *
     * @param blank whether the cell contains only blanks
     */
    public void mark(int bits, boolean blank) {
        nextMarks = bits;
        if (dictionary == null) {
            aggregates().mark(bits, blank, 1);
        }
    }

    /** Records the unit of the next added number. */
    public void addUnit(String unit) {
        if (units.size() < MAX_UNITS) {
            units.add(unit);
        }
    }

    /** The units of numbers, at most eight. */
    public SortedSet<String> units() {
        return Collections.unmodifiableSortedSet(units);
    }

    /** Small, so that the compiler inlines it: nearly all numbers are plain, and their hash is that of the value. */
    private long addNumber(long hash, boolean mayBeUnusual, byte[] bytes, int from, int to) {
        ValueAggregates sums = aggregates();
        if (nextMarks == 0 && !sums.bySpelling()) {
            sums.addValue(hash, bytes, from, to, to - from);
            return hash;
        }
        int marks = nextMarks;
        nextMarks = 0;
        return sums.addNumber(hash, mayBeUnusual, marks, bytes, from, to);
    }

    private long put(
            long spelling,
            long hash,
            byte kind,
            long number,
            int scale,
            int characters,
            byte[] bytes,
            int from,
            int to) {
        Dictionary values = dictionary;
        long value = (nextMarks & FROM_TEXT) == 0 ? hash : ValueHash.ofText(bytes, from, to);
        if (values != null) {
            values.put(spelling, value, 1, kind, number, scale, characters, nextMarks, bytes, from, to);
            nextMarks = 0;
            lastSpelling = spelling;
            if (values.full()) {
                dropDictionary(values);
            }
        }
        return value;
    }

    @Override
    ValueAggregates aggregates() {
        ValueAggregates sums = aggregates;
        if (sums == null) {
            sums = new ValueAggregates(size);
            aggregates = sums;
        }
        return sums;
    }

    private void dropDictionary(Dictionary values) {
        dictionary = null;
        aggregates().distinguishSpellings(Spellings.mixed(values) && Spellings.differ(values));
        addToAggregates(values);
    }

    private void addToAggregates(Dictionary values) {
        ValueAggregates sums = aggregates();
        Rehash rehash = sums.rehash();
        values.forEach((all, entry, spelling, hash, count) -> sums.add(all, entry, rehash.of(all, entry, hash), count));
    }

    /** Merges the other sketch into this one; the other is unchanged. */
    public void merge(ColumnSketch other) {
        invalidate();
        if (other.size.exactValues() < size.exactValues()) {
            shrink(other.size);
        }
        nulls += other.nulls;
        booleanPatterns &= other.booleanPatterns;
        temporals.merge(other.temporals);
        other.units.forEach(this::addUnit);
        if (orderReading >= 0 && other.orderReading >= 0 && orderReading != other.orderReading) {
            order.stopTracking();
        }
        orderReading = Math.max(orderReading, other.orderReading);
        order.merge(other.order);
        Dictionary theirs = other.dictionary;
        Dictionary mine = dictionary;
        if (theirs != null && mine != null) {
            mine.addAll(theirs);
            if (mine.full()) {
                dropDictionary(mine);
            }
            return;
        }
        if (mine != null) {
            dropDictionary(mine);
        }
        if (theirs != null) {
            addToAggregates(theirs);
        } else if (other.aggregates != null) {
            aggregates().merge(other.aggregates);
        }
    }

    /** Frees memory; exact figures may become estimates. */
    public void shrink(SketchSize smaller) {
        invalidate();
        size = smaller;
        Dictionary values = dictionary;
        if (values != null) {
            ColumnSketch same = new ColumnSketch(size);
            same.dictionary = values;
            dictionary = new Dictionary(size.exactValues());
            merge(same);
        } else {
            aggregates().shrink(size);
        }
    }

    @Override
    ValueAggregates computeAggregates(Rehash rehash) {
        Dictionary values = dictionary;
        if (values != null) {
            return new ValueAggregates(size, values, rehash);
        }
        ValueAggregates current = new ValueAggregates(size);
        current.merge(aggregates());
        return current;
    }

    @Override
    @Nullable
    Dictionary dictionary() {
        return dictionary;
    }

    @Override
    long nullCells() {
        return nulls;
    }

    /** Bit set of the boolean patterns that match every boolean. */
    public int booleanPatterns() {
        return booleans() == 0 ? 0 : booleanPatterns;
    }

    /** The sort order of the column's numbers or times. */
    public SortednessSketch order() {
        return order;
    }

    /** The patterns and the range of dates and timestamps. */
    public TemporalSketch temporals() {
        return temporals;
    }

    @Override
    public boolean complete() {
        return dictionary != null;
    }
}
