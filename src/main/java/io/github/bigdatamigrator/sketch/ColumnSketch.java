package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one walk over a column keeps of it. While the column has few distinct values they are kept in a
 * dictionary with their counts, and every figure is exact; beyond that, in sums and sketches. Bounded in size whatever
 * the number of cells ({@link SketchSize}). {@link #merge} in any order gives the same exact figures. Not safe for use
 * by several threads.
 *
 * <p>Cells are offered by the hash of their spelling first ({@link #seen}); only one that is not known has to be read
 * and added. Texts that usually stand for null ({@code N/A}) are kept apart until {@link #settleMarkers} decides what
 * they are.
 */
public final class ColumnSketch extends ColumnFigures implements Serializable {
    @Serial
    private static final long serialVersionUID = 4L;

    private SketchSize size;
    private long nulls;
    private int booleanPatterns = -1;
    private boolean pad;
    private final SortednessSketch order = new SortednessSketch();
    private int ordered = -1;
    private long lastPut;
    private final TemporalSketch temporals = new TemporalSketch();
    private @Nullable Dictionary dictionary;
    private @Nullable ValueAggregates totals;

    public ColumnSketch(SketchSize size) {
        this.size = size;
        dictionary = new Dictionary(size.exactValues());
    }

    /**
     * Counts cells of one column in a row, from {@code from} on, as long as they are without a value or their spelling
     * is known. Returns the first that is to be read and added, or {@code to} where there is none.
     *
     * @param spellings of the cells; 0 for those without a value
     * @param weight what a value's hash is multiplied with before it is added to its row's
     */
    public int seen(long[] spellings, int from, int to, long weight, long[] rowHashes) {
        Dictionary values = dictionary;
        int row = from;
        if (values == null) {
            while (row < to && spellings[row] == 0) {
                row++;
            }
            nulls += row - from;
            return row;
        }
        if (!order.followed()) {
            row = values.seen(spellings, from, to, weight, rowHashes);
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
            long hash = values.seen(spelling);
            if (hash == 0) {
                break;
            }
            if (order.followed()) {
                again(spelling);
            }
            rowHashes[row] += hash * weight;
        }
        return row;
    }

    /** Where there is an order, a value that was met before can only be the last one. */
    private void again(long spelling) {
        if (spelling == lastPut) {
            order.repeat();
        } else {
            order.disorder();
        }
    }

    /** Says where in the table the cells that follow stand, so that their order is known when parts are merged. */
    void startsAt(long position) {
        order.inPart(position);
    }

    /** Counts cells without a value. */
    public void addNulls(long count) {
        nulls += count;
    }

    /** Adds a whole number, and returns its hash, as all these methods do. */
    public long addLong(long spelling, long value, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofLong(value);
        order.add(value);
        if (dictionary != null) {
            return put(spelling, hash, CellKind.LONG, value, 0, to - from, bytes, from, to);
        }
        ValueAggregates sums = totals();
        sums.numbers.addLong(value);
        sums.met(hash, bytes, from, to, to - from);
        return hash;
    }

    public long addDecimal(long spelling, long unscaled, int scale, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofDecimal(unscaled, scale);
        if (order.followed()) {
            order.add(NumberSketch.real(unscaled, scale));
        }
        if (dictionary != null) {
            return put(spelling, hash, CellKind.DECIMAL, unscaled, scale, to - from, bytes, from, to);
        }
        ValueAggregates sums = totals();
        sums.numbers.addDecimal(unscaled, scale);
        sums.met(hash, bytes, from, to, to - from);
        return hash;
    }

    public long addDecimal(long spelling, BigDecimal value, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofDecimal(value);
        order.add(value.doubleValue());
        if (dictionary != null) {
            return put(spelling, hash, CellKind.WIDE, dictionary.wide(value), 0, to - from, bytes, from, to);
        }
        totals().numbers.addDecimal(value, 1);
        totals().met(hash, bytes, from, to, to - from);
        return hash;
    }

    /** A double; one that is not finite has no part in the figures of the others. */
    public long addDouble(long spelling, double value, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofDouble(value);
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        if (finite) {
            order.add(value);
        } else {
            order.disorder();
        }
        if (dictionary != null) {
            byte kind = finite ? CellKind.DOUBLE : CellKind.NOT_FINITE;
            return put(spelling, hash, kind, Double.doubleToLongBits(value), 0, to - from, bytes, from, to);
        }
        if (finite) {
            totals().numbers.addDouble(value);
        } else {
            totals().numbers.addNotFinite(value, 1);
        }
        totals().met(hash, bytes, from, to, to - from);
        return hash;
    }

    public long addBoolean(long spelling, boolean value, int patterns, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofText(bytes, from, to);
        booleanPatterns &= patterns;
        order.disorder();
        if (dictionary != null) {
            return put(spelling, hash, value ? CellKind.TRUE : CellKind.FALSE, 0, 0, to - from, bytes, from, to);
        }
        totals().booleans++;
        totals().trues += value ? 1 : 0;
        totals().met(hash, bytes, from, to, to - from);
        return hash;
    }

    public long addTemporal(long spelling, int patterns, TemporalSketch.Values values, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofText(bytes, from, to);
        temporals.add(patterns, values);
        int reading = TimeSketches.reading(patterns);
        long micros = TimeSketches.micros(patterns, values);
        if (order.followed()) {
            follow(reading, micros);
        }
        if (dictionary != null) {
            return put(spelling, hash, CellKind.TEMPORAL, micros, reading, to - from, bytes, from, to);
        }
        totals().temporalCount++;
        totals().times.add(reading, micros, 1);
        totals().met(hash, bytes, from, to, to - from);
        return hash;
    }

    /** Times can be compared only if all are read in the same way. */
    private void follow(int reading, long micros) {
        if (ordered < 0) {
            ordered = reading;
        }
        if (ordered == reading) {
            order.add(micros);
        } else {
            order.disorder();
        }
    }

    public long addText(long spelling, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofText(bytes, from, to);
        int characters = Utf8.characters(bytes, from, to);
        order.disorder();
        if (dictionary != null) {
            return put(spelling, hash, CellKind.TEXT, 0, 0, characters, bytes, from, to);
        }
        ValueAggregates sums = totals();
        sums.texts++;
        if (from == to) {
            sums.empty++;
        }
        sums.met(hash, bytes, from, to, characters);
        return hash;
    }

    /** A text that usually stands for null. */
    public long addMarker(long spelling, byte[] bytes, int from, int to) {
        long hash = ValueHash.ofText(bytes, from, to);
        if (dictionary != null) {
            return put(spelling, hash, CellKind.MARKER, 0, 0, to - from, bytes, from, to);
        }
        totals().addMarker(hash, bytes, from, to);
        return hash;
    }

    /** Notes that the cell which is added next is surrounded by blanks. */
    public void notePadding() {
        if (dictionary != null) {
            pad = true;
        } else {
            totals().padded++;
        }
    }

    /** Notes that the cell which is added next is nothing but blanks. */
    public void noteBlank() {
        if (dictionary != null) {
            pad = true;
        } else {
            totals().blank++;
        }
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
        if (values != null) {
            values.put(spelling, hash, 1, kind, number, scale, characters, pad, bytes, from, to);
            pad = false;
            lastPut = spelling;
            if (values.full()) {
                giveUp(values);
            }
        }
        return hash;
    }

    private ValueAggregates totals() {
        ValueAggregates sums = totals;
        if (sums == null) {
            sums = new ValueAggregates(size);
            totals = sums;
        }
        return sums;
    }

    private void giveUp(Dictionary values) {
        dictionary = null;
        pour(values);
    }

    private void pour(Dictionary values) {
        ValueAggregates sums = totals();
        values.forEach((all, entry, spelling, hash, count) -> sums.add(all, entry, hash, count));
    }

    /** Takes over what the other has found; the other is as it was. */
    public void merge(ColumnSketch other) {
        changed();
        if (other.size.exactValues() < size.exactValues()) {
            shrink(other.size);
        }
        nulls += other.nulls;
        booleanPatterns &= other.booleanPatterns;
        temporals.merge(other.temporals);
        if (ordered >= 0 && other.ordered >= 0 && ordered != other.ordered) {
            order.disorder();
        }
        ordered = Math.max(ordered, other.ordered);
        order.merge(other.order);
        Dictionary theirs = other.dictionary;
        Dictionary mine = dictionary;
        if (theirs != null && mine != null) {
            theirs.forEach((all, entry, spelling, hash, count) -> {
                if (!mine.addIfMet(spelling, count)) {
                    byte kind = all.kind(entry);
                    mine.put(
                            spelling,
                            hash,
                            count,
                            kind,
                            kind == CellKind.WIDE ? mine.wide(all.wideNumber(entry)) : all.number(entry),
                            all.scale(entry),
                            all.characters(entry),
                            all.padded(entry),
                            all.texts(),
                            all.textFrom(entry),
                            all.textTo(entry));
                }
            });
            if (mine.full()) {
                giveUp(mine);
            }
            return;
        }
        if (mine != null) {
            giveUp(mine);
        }
        if (theirs != null) {
            pour(theirs);
        } else if (other.totals != null) {
            totals().merge(other.totals);
        }
    }

    /** Gives memory back; figures that were exact may become estimates. */
    public void shrink(SketchSize smaller) {
        changed();
        size = smaller;
        Dictionary values = dictionary;
        if (values != null) {
            ColumnSketch same = new ColumnSketch(size);
            same.dictionary = values;
            dictionary = new Dictionary(size.exactValues());
            merge(same);
        } else {
            totals().shrink(size);
        }
    }

    @Override
    ValueAggregates totalsNow() {
        Dictionary values = dictionary;
        if (values != null) {
            return new ValueAggregates(size, values);
        }
        ValueAggregates current = new ValueAggregates(size);
        current.merge(totals());
        return current;
    }

    @Override
    long nullCells() {
        return nulls;
    }

    /** Bit set of the boolean patterns that fit every boolean. */
    public int booleanPatterns() {
        return booleans() == 0 ? 0 : booleanPatterns;
    }

    /** How the numbers or times of the column follow each other. */
    public SortednessSketch order() {
        return order;
    }

    /** Dates and timestamps: which patterns fit them all, and their range. */
    public TemporalSketch temporals() {
        return temporals;
    }

    @Override
    public boolean complete() {
        return dictionary != null;
    }
}
