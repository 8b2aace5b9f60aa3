package io.github.bigdatamigrator.sketch;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.DoublesSortedViewIterator;
import org.jspecify.annotations.Nullable;

/**
 * Estimates quantiles by KLL (Karnin, Lang and Liberty, FOCS 2016). After the first 2^16 numbers of a part, one of
 * every eight consecutive numbers, chosen by a hash of its position, is added with weight eight. {@link #rankError}
 * includes the sampling error, which is below that of KLL.
 */
final class QuantileSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int UNSAMPLED_COUNT = 1 << 16;
    private static final int BLOCK = 8;
    /** Half-width of the central 99 % of a normal distribution, in standard deviations. */
    private static final double CONFIDENCE = 2.576;

    private final int k;
    private long count;
    private long seen;
    private int chosenPlace;
    private long sampledBlocks;
    private transient KllDoublesSketch fullKll;
    private transient @Nullable KllDoublesSketch sampledKll;

    QuantileSketch(int k) {
        this.k = k;
        fullKll = KllDoublesSketch.newHeapInstance(k);
    }

    void add(double value) {
        count++;
        if (seen++ < UNSAMPLED_COUNT) {
            fullKll.update(value);
            return;
        }
        int place = (int) (seen & (BLOCK - 1));
        if (place == 0) {
            chosenPlace = (int) (ValueHash.ofLong(seen) & (BLOCK - 1));
        }
        if (place == chosenPlace) {
            KllDoublesSketch sampled = sampledKll;
            if (sampled == null) {
                sampled = KllDoublesSketch.newHeapInstance(k);
                sampledKll = sampled;
            }
            sampled.update(value);
            sampledBlocks++;
        }
    }

    /** Adds a number {@code times} times. */
    void add(double value, long times) {
        count += times;
        seen += times;
        fullKll.update(value, times);
    }

    void merge(QuantileSketch other) {
        count += other.count;
        sampledBlocks += other.sampledBlocks;
        seen = Math.max(seen, other.seen);
        fullKll.merge(other.fullKll);
        KllDoublesSketch theirs = other.sampledKll;
        if (theirs != null) {
            KllDoublesSketch mine = sampledKll == null ? KllDoublesSketch.newHeapInstance(k) : sampledKll;
            mine.merge(theirs);
            sampledKll = mine;
        }
    }

    /** Normalised rank error at 99 % confidence. */
    double rankError() {
        KllDoublesSketch sampled = sampledKll;
        if (sampled == null) {
            return fullKll.isEstimationMode() ? fullKll.getNormalizedRankError(false) : 0;
        }
        double sampling = CONFIDENCE * BLOCK / 2 * Math.sqrt(sampledBlocks) / count;
        return Math.hypot(sampled.getNormalizedRankError(false), sampling);
    }

    /** Returns the retained numbers with their weights. */
    WeightedValues values() {
        WeightedValues.Builder all = new WeightedValues.Builder();
        add(fullKll, 1, all);
        KllDoublesSketch sampled = sampledKll;
        if (sampled != null) {
            add(sampled, BLOCK, all);
        }
        return all.build();
    }

    private static void add(KllDoublesSketch sketch, long weight, WeightedValues.Builder all) {
        if (!sketch.isEmpty()) {
            DoublesSortedViewIterator values = sketch.getSortedView().iterator();
            while (values.next()) {
                all.add(values.getQuantile(), values.getWeight() * weight);
            }
        }
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(fullKll.toByteArray());
        KllDoublesSketch sampled = sampledKll;
        out.writeObject(sampled == null ? null : sampled.toByteArray());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        fullKll = KllDoublesSketch.heapify(Memory.wrap((byte[]) in.readObject()));
        byte[] sampled = (byte[]) in.readObject();
        sampledKll = sampled == null ? null : KllDoublesSketch.heapify(Memory.wrap(sampled));
    }
}
