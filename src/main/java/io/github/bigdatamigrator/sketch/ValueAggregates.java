package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is kept of a column's values once there are too many to keep each: sums, ranges and sketches. */
final class ValueAggregates implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    long texts;
    long booleans;
    long trues;
    long temporalCount;
    long padded;
    long blank;
    long empty;
    final TimeSketches times = new TimeSketches();
    NumberSketch numbers;
    final TextRange range = new TextRange();
    DistinctSketch distinct;
    private @Nullable HeavyHitters frequent;
    // Of a dictionary: every value with its exact count.
    private transient @Nullable Map<Long, HeavyHitters.Frequent> every;
    private TreeMap<String, long[]> markers = new TreeMap<>();
    private transient long lastMarker;
    private transient long @Nullable [] lastMarkerCount;

    ValueAggregates(SketchSize size) {
        numbers = new NumberSketch(size);
        distinct = new DistinctSketch(size);
        frequent = new HeavyHitters(size.frequentValues());
    }

    /** Exact totals of a whole dictionary. */
    ValueAggregates(SketchSize size, Dictionary dictionary) {
        numbers = NumberSketch.ofEvery();
        distinct = new DistinctSketch(size);
        every = new HashMap<>(dictionary.size() * 2);
        dictionary.forEach((values, entry, spelling, hash, count) -> add(values, entry, hash, count));
    }

    /** Adds one entry of a dictionary with its count. */
    void add(Dictionary values, int entry, long hash, long count) {
        byte[] bytes = values.texts();
        int from = values.textFrom(entry);
        int to = values.textTo(entry);
        boolean hollow = from == to;
        if (values.padded(entry)) {
            padded += hollow ? 0 : count;
            blank += hollow ? count : 0;
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
                empty += hollow ? count : 0;
            }
        }
        range.add(bytes, from, to, values.characters(entry), count);
        met(hash, bytes, from, to, count);
    }

    /** Adds a cell; what its kind says has been added already. */
    void met(long hash, byte[] bytes, int from, int to, int characters) {
        range.add(bytes, from, to, characters);
        distinct.add(hash);
        if (frequent != null) {
            frequent.add(hash, bytes, from, to);
        }
    }

    private void met(long hash, byte[] bytes, int from, int to, long count) {
        distinct.add(hash);
        if (frequent != null) {
            frequent.add(hash, bytes, from, to, count);
        } else if (every != null) {
            String text = text(bytes, from, to);
            every.merge(
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
        texts += other.texts;
        booleans += other.booleans;
        trues += other.trues;
        temporalCount += other.temporalCount;
        padded += other.padded;
        blank += other.blank;
        empty += other.empty;
        times.merge(other.times);
        numbers.merge(other.numbers);
        range.merge(other.range);
        distinct.merge(other.distinct);
        if (frequent != null && other.frequent != null) {
            frequent.merge(other.frequent);
        }
        other.markers.forEach((marker, count) -> markers.computeIfAbsent(marker, m -> new long[1])[0] += count[0]);
        lastMarkerCount = null;
    }

    void shrink(SketchSize size) {
        numbers.shrink(size);
        distinct.shrink(size);
        HeavyHitters fewer = new HeavyHitters(size.frequentValues());
        if (frequent != null) {
            fewer.merge(frequent);
        }
        frequent = fewer;
    }

    Map<String, Long> markers() {
        TreeMap<String, Long> counts = new TreeMap<>();
        markers.forEach((marker, count) -> counts.put(marker, count[0]));
        return counts;
    }

    /** Returns how many cells the markers taken as nulls make; the others become texts. */
    long settleMarkers(Predicate<String> meansNull) {
        long nulls = 0;
        for (Map.Entry<String, long[]> marker : markers.entrySet()) {
            long count = marker.getValue()[0];
            boolean hollow = marker.getKey().isEmpty();
            if (meansNull.test(marker.getKey())) {
                nulls += count;
                blank -= hollow ? count : 0;
            } else {
                byte[] bytes = marker.getKey().getBytes(StandardCharsets.UTF_8);
                texts += count;
                empty += hollow ? count : 0;
                range.add(bytes, 0, bytes.length, Utf8.characters(bytes, 0, bytes.length), count);
                met(ValueHash.ofText(bytes, 0, bytes.length), bytes, 0, bytes.length, count);
            }
        }
        markers = new TreeMap<>();
        return nulls;
    }

    long values() {
        return texts + booleans + numbers.count() + numbers.notFinite() + temporalCount;
    }

    HeavyHitters.@Nullable Frequent find(long hash) {
        return every == null ? null : every.get(hash);
    }

    Collection<HeavyHitters.Frequent> all() {
        return every == null ? List.of() : Collections.unmodifiableCollection(every.values());
    }

    List<HeavyHitters.Frequent> top(int limit) {
        if (every != null) {
            return HeavyHitters.top(new ArrayList<>(every.values()), limit);
        }
        return frequent == null ? List.of() : frequent.top(limit);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
