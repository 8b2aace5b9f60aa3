package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;

/**
 * Estimates the number of distinct 64-bit hashes by HyperLogLog (Flajolet et al. 2007) with the improved raw estimator
 * of Ertl, “New cardinality estimation algorithms for HyperLogLog sketches”, 2017, which needs no correction for small
 * or large counts. Registers are maxima, so that order, repetition and merging do not change the estimate.
 */
final class HyperLogLog implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final double ALPHA = 0.5 / Math.log(2);

    private int lgRegisters;
    private byte[] registers;
    // The minimum of all registers: hashes of no higher rank are skipped without reading a register.
    private transient int lowestRank;
    private transient int raisedRegisters;

    HyperLogLog(int lgRegisters) {
        this.lgRegisters = lgRegisters;
        registers = new byte[1 << lgRegisters];
    }

    void add(long hash) {
        long bits = hash << lgRegisters;
        if (hasOneIn(bits, lowestRank)) {
            return;
        }
        int index = (int) (hash >>> (64 - lgRegisters));
        int longest = Long.SIZE - lgRegisters;
        byte register = registers[index];
        if (register > longest || hasOneIn(bits, register)) {
            return;
        }
        // The rank is that of the first bit that is set; numberOfLeadingZeros is slow in the quick compiler (C1).
        do {
            register++;
        } while (register <= longest && !hasOneIn(bits, register));
        registers[index] = register;
        if (++raisedRegisters == registers.length) {
            updateLowestRank();
        }
    }

    /** Whether one of the first bits is set, so that the rank is no higher than their number. */
    private static boolean hasOneIn(long bits, int first) {
        return bits >>> 1 >>> (Long.SIZE - 1 - first) != 0;
    }

    private void updateLowestRank() {
        raisedRegisters = 0;
        int lowest = Byte.MAX_VALUE;
        for (byte register : registers) {
            lowest = Math.min(lowest, register);
        }
        lowestRank = Math.min(lowest, Long.SIZE - 1 - lgRegisters);
    }

    void merge(HyperLogLog other) {
        while (lgRegisters > other.lgRegisters) {
            halve();
        }
        HyperLogLog same = other;
        if (other.lgRegisters > lgRegisters) {
            same = new HyperLogLog(other.lgRegisters);
            same.registers = other.registers.clone();
            while (same.lgRegisters > lgRegisters) {
                same.halve();
            }
        }
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (byte) Math.max(registers[i], same.registers[i]);
        }
    }

    /** Halves the number of registers, as if created so. */
    void halve() {
        byte[] half = new byte[registers.length / 2];
        for (int i = 0; i < registers.length; i++) {
            if (registers[i] > 0) {
                int rank = (i & 1) == 1 ? 1 : registers[i] + 1;
                half[i >> 1] = (byte) Math.max(half[i >> 1], rank);
            }
        }
        registers = half;
        lgRegisters--;
        lowestRank = 0;
    }

    double estimate() {
        int longest = 64 - lgRegisters;
        int[] counts = new int[longest + 2];
        for (byte register : registers) {
            counts[register]++;
        }
        double m = registers.length;
        double z = m * tau(1 - counts[longest + 1] / m);
        for (int rank = longest; rank >= 1; rank--) {
            z = 0.5 * (z + counts[rank]);
        }
        z += m * sigma(counts[0] / m);
        return ALPHA * m * m / z;
    }

    /** Relative standard error of {@link #estimate}. */
    double standardError() {
        return 1.04 / Math.sqrt(registers.length);
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z != before);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z != before);
        return z / 3;
    }
}
