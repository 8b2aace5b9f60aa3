package io.github.bigdatamigrator.sketch;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Samples numbers by KLL (Karnin, Lang and Liberty, FOCS 2016). New numbers have weight 1; when there are k of them,
 * they are sorted and every other one moves to the next level, where it has twice the weight, and so on from level to
 * level. The same numbers in the same order give the same sample.
 */
final class KllSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Numbers that every level may hold; fewer would be compacted too often. */
    private static final int MIN_CAPACITY = 8;
    /** Ratio of the capacities of a level and the one above. */
    private static final double SHRINKAGE = 2.0 / 3;

    private int k;
    private double[] fresh;
    private int freshCount;
    /** Sorted numbers; those at index i have weight 2^(i+1). */
    private double[][] levels = {};

    private int retained;
    private int capacity;
    private long compactions;

    /** @param k the capacity of the uppermost level; the sketch retains at most about 4 k numbers */
    KllSketch(int k) {
        this.k = k;
        fresh = new double[Math.min(k, 2 * MIN_CAPACITY)];
    }

    void add(double value) {
        if (freshCount == fresh.length) {
            makeRoom();
        }
        fresh[freshCount++] = value;
    }

    /** Adds a number {@code times} times. */
    void add(double value, long times) {
        if (times < MIN_CAPACITY) {
            for (long i = 0; i < times; i++) {
                add(value);
            }
            return;
        }
        double[] one = {value};
        for (int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(times); level > 0; level--) {
            if ((times >>> level & 1) != 0) {
                raise(level - 1, one);
            }
        }
        compact();
        if ((times & 1) != 0) {
            add(value);
        }
    }

    void merge(KllSketch other) {
        if (other.k < k) {
            k = other.k;
            resize();
        }
        for (int level = other.levels.length - 1; level >= 0; level--) {
            raise(level, other.levels[level]);
        }
        compact();
        for (int i = 0; i < other.freshCount; i++) {
            add(other.fresh[i]);
        }
    }

    /**
     * Normalized rank error at 99 % confidence, as measured by the authors of DataSketches; 0 if no number was left
     * out.
     */
    double rankError() {
        return levels.length == 0 ? 0 : 2.296 / Math.pow(k, 0.9723);
    }

    /** Adds the retained numbers, with their weights multiplied by {@code weight}. */
    void addTo(WeightedValues.Builder all, long weight) {
        for (int i = 0; i < freshCount; i++) {
            all.add(fresh[i], weight);
        }
        for (int level = 0; level < levels.length; level++) {
            for (double value : levels[level]) {
                all.add(value, weight << (level + 1));
            }
        }
    }

    private void makeRoom() {
        if (fresh.length < k) {
            fresh = Arrays.copyOf(fresh, Math.min(k, 2 * fresh.length));
            return;
        }
        Arrays.sort(fresh, 0, freshCount);
        int odd = freshCount & 1;
        raise(0, everyOther(fresh, odd, freshCount));
        freshCount = odd;
        compact();
    }

    /** Compacts the lowest full levels until the numbers fit. */
    private void compact() {
        while (retained > capacity) {
            int level = 0;
            while (levels[level].length < capacity(level)) {
                level++;
            }
            double[] full = levels[level];
            int odd = full.length & 1;
            levels[level] = Arrays.copyOf(full, odd);
            retained -= full.length - odd;
            raise(level + 1, everyOther(full, odd, full.length));
        }
    }

    /** Half of the numbers, beginning with the first or the second by the hash of what is compacted. */
    private double[] everyOther(double[] sorted, int from, int to) {
        double[] half = new double[(to - from) / 2];
        long coin = ValueHash.combine(++compactions, Double.doubleToLongBits(sorted[(from + to) >>> 1]));
        int next = from + (int) (coin & 1);
        for (int i = 0; i < half.length; i++, next += 2) {
            half[i] = sorted[next];
        }
        return half;
    }

    /** Merges sorted numbers into a level. */
    private void raise(int level, double[] numbers) {
        if (level >= levels.length) {
            int before = levels.length;
            levels = Arrays.copyOf(levels, level + 1);
            Arrays.fill(levels, before, levels.length, new double[0]);
            resize();
        }
        double[] own = levels[level];
        double[] both = new double[own.length + numbers.length];
        int i = 0;
        int j = 0;
        for (int to = 0; to < both.length; to++) {
            both[to] = j == numbers.length || (i < own.length && own[i] <= numbers[j]) ? own[i++] : numbers[j++];
        }
        levels[level] = both;
        retained += numbers.length;
    }

    private void resize() {
        capacity = 0;
        for (int level = 0; level < levels.length; level++) {
            capacity += capacity(level);
        }
    }

    private int capacity(int level) {
        return Math.max(MIN_CAPACITY, (int) Math.ceil(k * Math.pow(SHRINKAGE, levels.length - 1 - level)));
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        fresh = Arrays.copyOf(fresh, Math.max(1, freshCount));
        out.defaultWriteObject();
    }
}
