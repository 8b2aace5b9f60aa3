package io.github.bigdatamigrator.sketch;

import java.util.Arrays;
import java.util.Comparator;

/** Answers rank and quantile queries on sorted numbers with weights. */
final class WeightedValues {
    private final double[] values;
    // Cumulative weights: cells at or below the value of the same index.
    private final long[] upTo;

    private WeightedValues(double[] values, long[] upTo) {
        this.values = values;
        this.upTo = upTo;
    }

    /** The smallest number at or below which lies at least the share {@code rank} (0 to 1) of the cells. */
    double quantile(double rank) {
        long cells = upTo[upTo.length - 1];
        long wanted = Math.max(1, (long) Math.ceil(rank * cells));
        int i = Arrays.binarySearch(upTo, wanted);
        return values[i >= 0 ? i : -i - 1];
    }

    /** Share of cells at or below the bound. */
    double rank(double bound) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : (double) upTo[low - 1] / upTo[upTo.length - 1];
    }

    /** Collects numbers in any order. */
    static final class Builder {
        private record Weighted(double value, long weight) {}

        private Weighted[] all = new Weighted[64];
        private int size;

        void add(double value, long weight) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = new Weighted(value, weight);
        }

        WeightedValues build() {
            Weighted[] sorted = Arrays.copyOf(all, size);
            Arrays.sort(sorted, Comparator.comparingDouble(Weighted::value));
            double[] values = new double[size];
            long[] upTo = new long[size];
            int kept = 0;
            for (Weighted one : sorted) {
                if (kept > 0 && values[kept - 1] == one.value) {
                    upTo[kept - 1] += one.weight;
                } else {
                    values[kept] = one.value;
                    upTo[kept] = one.weight + (kept == 0 ? 0 : upTo[kept - 1]);
                    kept++;
                }
            }
            return new WeightedValues(Arrays.copyOf(values, kept), Arrays.copyOf(upTo, kept));
        }
    }
}
