package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Estimates quantiles by {@link KllSketch}. After the first 2^16 numbers of a part, one of every eight consecutive
 * numbers, chosen by a hash of its position, is added with weight eight. {@link #rankError} includes the sampling
 * error, which is below that of KLL.
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
    private final KllSketch fullKll;
    private @Nullable KllSketch sampledKll;

    QuantileSketch(int k) {
        this.k = k;
        fullKll = new KllSketch(k);
    }

    void add(double value) {
        count++;
        if (seen++ < UNSAMPLED_COUNT) {
            fullKll.add(value);
            return;
        }
        int place = (int) (seen & (BLOCK - 1));
        if (place == 0) {
            chosenPlace = (int) (ValueHash.ofLong(seen) & (BLOCK - 1));
        }
        if (place == chosenPlace) {
            KllSketch sampled = sampledKll;
            if (sampled == null) {
                sampled = new KllSketch(k);
                sampledKll = sampled;
            }
            sampled.add(value);
            sampledBlocks++;
        }
    }

    /** Adds a number {@code times} times. */
    void add(double value, long times) {
        count += times;
        seen += times;
        fullKll.add(value, times);
    }

    void merge(QuantileSketch other) {
        count += other.count;
        sampledBlocks += other.sampledBlocks;
        seen = Math.max(seen, other.seen);
        fullKll.merge(other.fullKll);
        KllSketch theirs = other.sampledKll;
        if (theirs != null) {
            KllSketch mine = sampledKll == null ? new KllSketch(k) : sampledKll;
            mine.merge(theirs);
            sampledKll = mine;
        }
    }

    /** Normalized rank error at 99 % confidence. */
    double rankError() {
        KllSketch sampled = sampledKll;
        if (sampled == null) {
            return fullKll.rankError();
        }
        double sampling = CONFIDENCE * BLOCK / 2 * Math.sqrt(sampledBlocks) / count;
        return Math.hypot(sampled.rankError(), sampling);
    }

    /** Returns the retained numbers with their weights. */
    WeightedValues values() {
        WeightedValues.Builder all = new WeightedValues.Builder();
        fullKll.addTo(all, 1);
        KllSketch sampled = sampledKll;
        if (sampled != null) {
            sampled.addTo(all, BLOCK);
        }
        return all.build();
    }
}
