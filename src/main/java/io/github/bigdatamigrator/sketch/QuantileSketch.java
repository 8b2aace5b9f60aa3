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
 * Ranks of numbers by KLL (Karnin, Lang and Liberty, FOCS 2016). Beyond the first 2^16 numbers of a part only one of
 * each eight in a row is taken, by a hash of its place, and weighs eight: the error that this adds is below the
 * sketch's own, and counted in.
 */
final class QuantileSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int ALL_UP_TO = 1 << 16;
    private static final int BLOCK = 8;
    /** Standard deviations of a normal distribution that 99 % lie within. */
    private static final double CONFIDENCE = 2.576;

    private final int k;
    private long count;
    private long seen;
    private int chosen;
    private long sampledBlocks;
    private transient KllDoublesSketch every;
    private transient @Nullable KllDoublesSketch eighth;

    QuantileSketch(int k) {
        this.k = k;
        every = KllDoublesSketch.newHeapInstance(k);
    }

    void add(double value) {
        count++;
        if (seen++ < ALL_UP_TO) {
            every.update(value);
            return;
        }
        int place = (int) (seen & (BLOCK - 1));
        if (place == 0) {
            chosen = (int) (ValueHash.ofLong(seen) & (BLOCK - 1));
        }
        if (place == chosen) {
            KllDoublesSketch sampled = eighth;
            if (sampled == null) {
                sampled = KllDoublesSketch.newHeapInstance(k);
                eighth = sampled;
            }
            sampled.update(value);
            sampledBlocks++;
        }
    }

    /** Adds a number that was met several times. */
    void add(double value, long times) {
        count += times;
        seen += times;
        every.update(value, times);
    }

    void merge(QuantileSketch other) {
        count += other.count;
        sampledBlocks += other.sampledBlocks;
        seen = Math.max(seen, other.seen);
        every.merge(other.every);
        KllDoublesSketch theirs = other.eighth;
        if (theirs != null) {
            KllDoublesSketch mine = eighth == null ? KllDoublesSketch.newHeapInstance(k) : eighth;
            mine.merge(theirs);
            eighth = mine;
        }
    }

    /** Normalised rank error at 99 % confidence. */
    double rankError() {
        KllDoublesSketch sampled = eighth;
        if (sampled == null) {
            return every.isEstimationMode() ? every.getNormalizedRankError(false) : 0;
        }
        double sampling = CONFIDENCE * BLOCK / 2 * Math.sqrt(sampledBlocks) / count;
        return Math.hypot(sampled.getNormalizedRankError(false), sampling);
    }

    /** The numbers that are kept with what each stands for. */
    WeightedValues values() {
        WeightedValues.Builder all = new WeightedValues.Builder();
        add(every, 1, all);
        KllDoublesSketch sampled = eighth;
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
        out.writeObject(every.toByteArray());
        KllDoublesSketch sampled = eighth;
        out.writeObject(sampled == null ? null : sampled.toByteArray());
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        every = KllDoublesSketch.heapify(Memory.wrap((byte[]) in.readObject()));
        byte[] sampled = (byte[]) in.readObject();
        eighth = sampled == null ? null : KllDoublesSketch.heapify(Memory.wrap(sampled));
    }
}
