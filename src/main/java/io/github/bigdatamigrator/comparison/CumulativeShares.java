package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Bin;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Bounds the share of a column's values below a point, by its histogram and quantiles. Between known points the share
 * is only known to lie between theirs, whatever the distribution. Immutable.
 */
final class CumulativeShares {
    /** At each known point x: at most this share is less than x. */
    private final TreeMap<Double, Double> atMost = new TreeMap<>();
    /** At each known point x: at least this share is less than x. */
    private final TreeMap<Double, Double> atLeast = new TreeMap<>();
    /** Half-width of the error of each share, at 99.9999 % confidence. */
    private final double error;

    private final long count;

    private CumulativeShares(long count, double error) {
        this.count = count;
        this.error = error;
    }

    /** The numbers of a column; empty where there is no histogram. */
    static CumulativeShares ofNumbers(ColumnProfile column) {
        List<Bin> bins = column.histogram();
        Quantiles quantiles = column.quantiles();
        long count = bins.stream().mapToLong(Bin::count).sum();
        double rankError = quantiles == null ? 0 : SampleTests.surely99(quantiles.rankError());
        CumulativeShares shares = new CumulativeShares(count, rankError);
        long below = 0;
        for (Bin bin : bins) {
            shares.exactly(bin.from(), below);
            below += bin.count();
        }
        if (!bins.isEmpty()) {
            shares.exactly(Math.nextUp(bins.get(bins.size() - 1).to()), count);
        }
        if (quantiles != null && count > 0) {
            // A quantile of a finite sample may be the next value.
            double step = 1.0 / count;
            Map.of(
                            0.01, quantiles.p01(),
                            0.05, quantiles.p05(),
                            0.25, quantiles.p25(),
                            0.5, quantiles.p50(),
                            0.75, quantiles.p75(),
                            0.95, quantiles.p95(),
                            0.99, quantiles.p99())
                    .forEach((share, value) -> {
                        shares.atMost.merge(value, share + step, Math::min);
                        shares.atLeast.merge(Math.nextUp(value), share - step, Math::max);
                    });
        }
        return shares;
    }

    /** The times of a column, in seconds, without sentinels. */
    static CumulativeShares ofTimes(TimeSpread spread) {
        long count = spread.histogram().stream().mapToLong(TimeBin::count).sum();
        CumulativeShares shares = new CumulativeShares(count, 0);
        long below = 0;
        for (TimeBin bin : spread.histogram()) {
            shares.exactly(seconds(bin.from()), below);
            below += bin.count();
            shares.exactly(seconds(bin.to()), below);
        }
        return shares;
    }

    static double seconds(String time) {
        return time.contains("T")
                ? LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC)
                : LocalDate.parse(time).toEpochDay() * 86_400.0;
    }

    private void exactly(double point, long below) {
        double share = count == 0 ? 0 : (double) below / count;
        atMost.merge(point, share, Math::min);
        atLeast.merge(point, share, Math::max);
    }

    long count() {
        return count;
    }

    /** The largest distance to other shares that is certain: 0 if the known points and errors allow none. */
    double distance(CumulativeShares other) {
        TreeSet<Double> points = new TreeSet<>(atMost.keySet());
        points.addAll(atLeast.keySet());
        points.addAll(other.atMost.keySet());
        points.addAll(other.atLeast.keySet());
        double largest = 0;
        for (double point : points) {
            largest = Math.max(largest, low(point) - other.high(point));
            largest = Math.max(largest, other.low(point) - high(point));
        }
        return Math.max(0, largest - error - other.error);
    }

    /** How many values are at least as large as a point that no value of the other sample reaches: a lower bound. */
    long certainlyAbove(double limit) {
        return beyond(1 - high(Math.nextUp(limit)));
    }

    long certainlyBelow(double limit) {
        return beyond(low(limit));
    }

    private long beyond(double share) {
        return (long) Math.floor(Math.max(0, share - error) * count);
    }

    private double high(double point) {
        Map.Entry<Double, Double> next = atMost.ceilingEntry(point);
        return next == null ? 1 : tightest(atMost.tailMap(point, true), true, next.getValue());
    }

    private double low(double point) {
        Map.Entry<Double, Double> last = atLeast.floorEntry(point);
        return last == null ? 0 : tightest(atLeast.headMap(point, true), false, last.getValue());
    }

    /** Histogram and quantiles differ by the estimate's error, so that the tightest bound may be farther off. */
    private static double tightest(Map<Double, Double> bounds, boolean smallest, double start) {
        double found = start;
        for (double share : bounds.values()) {
            found = smallest ? Math.min(found, share) : Math.max(found, share);
        }
        return found;
    }
}
