package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Aggregates the values of a column in sums, ranges and sketches. */
final class ValueAggregates implements Serializable {
    @Serial
    private static final long serialVersionUID = 3L;

    long texts;
    long booleans;
    long trues;
    long temporalCount;
    long blank;
    long empty;
    final TimeSketches times = new TimeSketches();
    NumberSketch numbers;
    final TextRange range = new TextRange();
    // Cells by each of the bits of ColumnSketch.mark.
    private final long[] marked = new long[Byte.SIZE];
    DistinctSketch distinct;
    private @Nullable HeavyHitters heavyHitters;
    // Every value with its exact count, if made from a dictionary.
    private transient @Nullable Map<Long, HeavyHitters.Frequent> exactCounts;
    private TreeMap<String, long[]> markers = new TreeMap<>();
    // Whether spellings of one value count as different, and whether that holds only for some of the cells.
    private boolean bySpelling;
    private boolean mixed;
    private transient long lastMarker;
    private transient long @Nullable [] lastMarkerCount;

    ValueAggregates(SketchSize size) {
        numbers = new NumberSketch(size);
        distinct = new DistinctSketch(size);
        heavyHitters = new HeavyHitters(size.frequentValues());
    }

    /** Aggregates a whole dictionary exactly. */
    ValueAggregates(SketchSize size, Dictionary dictionary, Rehash rehash) {
        numbers = NumberSketch.forExactValues();
        distinct = new DistinctSketch(size);
        exactCounts = new HashMap<>(dictionary.size() * 2);
        dictionary.forEach(
                (values, entry, spelling, hash, count) -> add(values, entry, rehash.of(values, entry, hash), count));
    }

    /** Adds a dictionary entry with its count. */
    void add(Dictionary values, int entry, long hash, long count) {
        byte[] bytes = values.texts();
        int from = values.textFrom(entry);
        int to = values.textTo(entry);
        boolean emptyText = from == to;
        if (values.marks(entry) != 0) {
            mark(values.marks(entry), emptyText, count);
        }
        switch (values.kind(entry)) {
            case CellKind.LONG -> numbers.addLong(values.number(entry), count);
            case CellKind.DECIMAL -> numbers.addDecimal(values.number(entry), values.scale(entry), count);
            case CellKind.WIDE -> numbers.addDecimal(values.wideNumber(entry), count);
            case CellKind.DOUBLE -> numbers.addDouble(Double.longBitsToDouble(values.number(entry)), count);
            case CellKind.FALSE -> booleans += count;
            case CellKind.TRUE -> {
                booleans += count;
                trues += count;
            }
            case CellKind.NOT_FINITE -> numbers.addNotFinite(Double.longBitsToDouble(values.number(entry)), count);
            case CellKind.TEMPORAL -> {
                temporalCount += count;
                times.add(values.scale(entry), values.number(entry), count);
            }
            case CellKind.MARKER -> {
                markers.computeIfAbsent(text(bytes, from, to), marker -> new long[1])[0] += count;
                return;
            }
            default -> {
                texts += count;
                empty += emptyText ? count : 0;
            }
        }
        range.add(bytes, from, to, values.characters(entry), count);
        addValue(hash, bytes, from, to, count);
    }

    void mark(int bits, boolean blankCell, long count) {
        if (blankCell) {
            blank += count;
            return;
        }
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            marked[Integer.numberOfTrailingZeros(rest)] += count;
        }
    }

    /** Cells with a mark of one bit. */
    long marked(int bit) {
        return marked[Integer.numberOfTrailingZeros(bit)];
    }

    /** Decides, before values are added, whether spellings of one value count as different. */
    void distinguishSpellings(boolean different) {
        bySpelling = different;
    }

    /** How hashes of values become those by which they are counted here. */
    Rehash rehash() {
        return bySpelling ? Spellings.REHASH : Rehash.NONE;
    }

    /** Whether the values of a column of that type may have been counted as equal or different wrongly. */
    boolean mayMiscount(boolean asTexts) {
        return asTexts ? mixed || (!bySpelling && texts < values()) : marked(ColumnSketch.FROM_TEXT) > 0;
    }

    /** Whether spellings of one value count as different. */
    boolean bySpelling() {
        return bySpelling;
    }

    /** Adds a number like {@link #addValue}; returns the hash of its value. */
    long addNumber(long hash, boolean mayBeUnusual, int marks, byte[] bytes, int from, int to) {
        boolean fromText = (marks & ColumnSketch.FROM_TEXT) != 0;
        boolean unusual = bySpelling && (mayBeUnusual || (marks & ~ColumnSketch.PADDED) != 0);
        long counted = fromText || unusual ? Spellings.hash(hash, fromText, bytes, from, to) : hash;
        addValue(counted, bytes, from, to, to - from);
        return fromText ? counted : hash;
    }

    /** Adds a date, time or boolean like {@link #addValue}. */
    void addWord(long hash, byte[] bytes, int from, int to) {
        addValue(bySpelling ? ValueHash.ofText(bytes, from, to) : hash, bytes, from, to, to - from);
    }

    /** Adds a cell to range, distinct count and heavy hitters; its typed value is added separately. */
    void addValue(long hash, byte[] bytes, int from, int to, int characters) {
        range.add(bytes, from, to, characters);
        distinct.add(hash);
        if (heavyHitters != null) {
            heavyHitters.add(hash, bytes, from, to);
        }
    }

    private void addValue(long hash, byte[] bytes, int from, int to, long count) {
        distinct.add(hash);
        if (heavyHitters != null) {
            heavyHitters.add(hash, bytes, from, to, count);
        } else if (exactCounts != null) {
            String text = text(bytes, from, to);
            exactCounts.merge(
                    hash,
                    new HeavyHitters.Frequent(text, count, 0),
                    (one, other) -> new HeavyHitters.Frequent(
                            one.text().compareTo(other.text()) <= 0 ? one.text() : other.text(),
                            one.count() + other.count(),
                            0));
        }
    }

    void addMarker(long hash, byte[] bytes, int from, int to) {
        long[] count = lastMarkerCount;
        if (count == null || lastMarker != hash) {
            count = markers.computeIfAbsent(text(bytes, from, to), marker -> new long[1]);
            lastMarker = hash;
            lastMarkerCount = count;
        }
        count[0]++;
    }

    void merge(ValueAggregates other) {
        mixed |= other.mixed || (values() > 0 && bySpelling != other.bySpelling);
        bySpelling |= other.bySpelling;
        texts += other.texts;
        booleans += other.booleans;
        trues += other.trues;
        temporalCount += other.temporalCount;
        Arrays.setAll(marked, i -> marked[i] + other.marked[i]);
        blank += other.blank;
        empty += other.empty;
        times.merge(other.times);
        numbers.merge(other.numbers);
        range.merge(other.range);
        distinct.merge(other.distinct);
        if (heavyHitters != null && other.heavyHitters != null) {
            heavyHitters.merge(other.heavyHitters);
        }
        other.markers.forEach((marker, count) -> markers.computeIfAbsent(marker, m -> new long[1])[0] += count[0]);
        lastMarkerCount = null;
    }

    void shrink(SketchSize size) {
        numbers.shrink(size);
        distinct.shrink(size);
        HeavyHitters fewer = new HeavyHitters(size.frequentValues());
        if (heavyHitters != null) {
            fewer.merge(heavyHitters);
        }
        heavyHitters = fewer;
    }

    Map<String, Long> markers() {
        TreeMap<String, Long> counts = new TreeMap<>();
        markers.forEach((marker, count) -> counts.put(marker, count[0]));
        return counts;
    }

    /** Returns the number of cells that are null; other markers become texts. */
    long resolveNullMarkers(Predicate<String> meansNull) {
        long nulls = 0;
        for (Map.Entry<String, long[]> marker : markers.entrySet()) {
            long count = marker.getValue()[0];
            boolean emptyText = marker.getKey().isEmpty();
            if (meansNull.test(marker.getKey())) {
                nulls += count;
                blank -= emptyText ? count : 0;
            } else {
                byte[] bytes = marker.getKey().getBytes(StandardCharsets.UTF_8);
                texts += count;
                empty += emptyText ? count : 0;
                range.add(bytes, 0, bytes.length, Utf8.characters(bytes, 0, bytes.length), count);
                addValue(ValueHash.ofText(bytes, 0, bytes.length), bytes, 0, bytes.length, count);
            }
        }
        markers = new TreeMap<>();
        return nulls;
    }

    long values() {
        return texts + booleans + numbers.count() + numbers.notFinite() + temporalCount;
    }

    HeavyHitters.@Nullable Frequent find(long hash) {
        return exactCounts == null ? null : exactCounts.get(hash);
    }

    Collection<HeavyHitters.Frequent> all() {
        return exactCounts == null ? List.of() : Collections.unmodifiableCollection(exactCounts.values());
    }

    List<HeavyHitters.Frequent> top(int limit) {
        if (exactCounts != null) {
            return HeavyHitters.top(new ArrayList<>(exactCounts.values()), limit);
        }
        return heavyHitters == null ? List.of() : heavyHitters.top(limit);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
