package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Detects whether the numbers of a column are sorted. Each part of a table keeps its position and its first and last
 * number, so that parts merge in any order; adjacent ends are compared at the end. One comparison per number, none
 * after the first disorder.
 */
public final class SortednessSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With more parts no order is reported. */
    private static final int MAX_PARTS = 1 << 14;

    /** From here on, different integers can be the same double. */
    private static final double EXACT = 1L << 53;

    private long part;
    private boolean ascending = true;
    private boolean descending = true;
    private boolean repeated;
    private boolean any;
    private double first;
    private double last;
    private ArrayList<Run> otherParts = new ArrayList<>();

    private record Run(long part, double first, double last) implements Serializable {}

    /** Sets the position of the part that follows; parts are ordered by unique positions. */
    void startPart(long number) {
        part = number;
    }

    /** Whether the numbers so far are sorted, so that more must be added. */
    boolean isTracking() {
        return ascending || descending;
    }

    /** Adds the previous number again. */
    void repeatLast() {
        repeated = true;
    }

    void add(double value) {
        if (!any) {
            any = true;
            first = value;
            last = value;
        } else if (ascending || descending) {
            compare(last, value);
            last = value;
        }
    }

    /** Records that there is no order, for example since values are not comparable. */
    void stopTracking() {
        if (ascending || descending || !otherParts.isEmpty()) {
            ascending = false;
            descending = false;
            otherParts = new ArrayList<>();
        }
    }

    void merge(SortednessSketch other) {
        ascending &= other.ascending;
        descending &= other.descending;
        repeated |= other.repeated;
        if (!ascending && !descending) {
            stopTracking();
            return;
        }
        otherParts.addAll(other.otherParts);
        if (other.any) {
            otherParts.add(new Run(other.part, other.first, other.last));
        }
        if (otherParts.size() > MAX_PARTS) {
            stopTracking();
        }
    }

    /** The sort order of all numbers added. */
    public Direction direction() {
        if (!ascending && !descending) {
            return Direction.NONE;
        }
        SortednessSketch all = new SortednessSketch();
        all.ascending = ascending;
        all.descending = descending;
        all.repeated = repeated;
        ArrayList<Run> runs = new ArrayList<>(otherParts);
        if (any) {
            runs.add(new Run(part, first, last));
        }
        runs.sort(Comparator.comparingLong(Run::part));
        for (int i = 1; i < runs.size(); i++) {
            if (runs.get(i).part == runs.get(i - 1).part) {
                return Direction.NONE;
            }
            all.compare(runs.get(i - 1).last, runs.get(i).first);
        }
        if (all.ascending == all.descending) {
            // Both hold only if all numbers are equal.
            return Direction.NONE;
        }
        return all.ascending
                ? all.repeated ? Direction.ASCENDING : Direction.STRICTLY_ASCENDING
                : all.repeated ? Direction.DESCENDING : Direction.STRICTLY_DESCENDING;
    }

    /** Sort order of numbers. */
    public enum Direction {
        /** No order, an unknown one, or fewer than two different numbers. */
        NONE,
        ASCENDING,
        STRICTLY_ASCENDING,
        DESCENDING,
        STRICTLY_DESCENDING
    }

    private void compare(double before, double next) {
        if (next < before) {
            ascending = false;
        } else if (next > before) {
            descending = false;
        } else {
            repeated = true;
            if (Math.abs(next) >= EXACT) {
                ascending = false;
                descending = false;
            }
        }
    }
}
