package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct values, exactly up to a limit, beyond it by {@link HyperLogLog}. Keeps a sample of the hashes to
 * estimate containment between columns. The result does not depend on the order of adding and merging.
 */
public final class DistinctSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    private SketchSize size;
    private BottomKSample sample;
    private @Nullable HyperLogLog estimator;

    public DistinctSketch() {
        this(SketchSize.FULL);
    }

    public DistinctSketch(SketchSize size) {
        this.size = size;
        sample = new BottomKSample(size.exactValues());
    }

    public void add(long hash) {
        HyperLogLog beyond = estimator;
        if (beyond != null) {
            beyond.add(hash);
            sample.add(hash);
            return;
        }
        sample.add(hash);
        if (sample.size() >= size.exactValues()) {
            estimate();
        }
    }

    public void merge(DistinctSketch other) {
        if (other.size.exactValues() < size.exactValues()) {
            shrink(other.size);
        }
        HyperLogLog theirs = other.estimator;
        if (theirs == null) {
            for (long hash : other.sample.hashes()) {
                add(hash);
            }
        } else {
            (estimator == null ? estimate() : estimator).merge(theirs);
            sample.merge(other.sample);
        }
    }

    /** Frees memory; an exact count above the new limit becomes an estimate. */
    void shrink(SketchSize smaller) {
        size = smaller;
        if (estimator == null) {
            if (sample.size() >= size.exactValues()) {
                estimate();
            }
        } else {
            sample = sample.thinned(size.sampledHashes());
            HyperLogLog fewer = new HyperLogLog(size.lgRegisters());
            fewer.merge(estimator);
            estimator = fewer;
        }
    }

    public boolean exact() {
        return estimator == null;
    }

    public long count() {
        return estimator == null ? sample.size() : Math.round(estimator.estimate());
    }

    /** Half-width of the 95 % confidence interval as a share of the count; 0 when exact. */
    public double relativeError() {
        return estimator == null ? 0 : 2 * estimator.standardError();
    }

    /** All hashes while the count is exact, else a uniform sample of them. */
    public BottomKSample sample() {
        return sample;
    }

    private HyperLogLog estimate() {
        HyperLogLog fresh = new HyperLogLog(size.lgRegisters());
        for (long hash : sample.hashes()) {
            fresh.add(hash);
        }
        sample = sample.thinned(size.sampledHashes());
        estimator = fresh;
        return fresh;
    }
}
