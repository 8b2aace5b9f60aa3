package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Whether numbers come in order. Each part of a table notes its first and last number and where it stands among the
 * parts, so that parts merge in any order; the neighbours' ends are compared when all are there. One comparison for
 * each number, none once there is no order.
 */
public final class SortednessSketch implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** More parts than this are not followed; then no order is found. */
    private static final int MOST_PARTS = 1 << 14;

    /** From here on two whole numbers can be one double. */
    private static final double EXACT = 1L << 53;

    private long part;
    private boolean ascending = true;
    private boolean descending = true;
    private boolean repeated;
    private boolean any;
    private double first;
    private double last;
    private ArrayList<Run> merged = new ArrayList<>();

    private record Run(long part, double first, double last) implements Serializable {}

    /** Says which part of the table follows; parts stand in the order of these numbers, each of which is used once. */
    void inPart(long number) {
        part = number;
    }

    /** Whether an order is still possible, so that values have to be told. */
    boolean followed() {
        return ascending || descending;
    }

    /** The same value as before once more. */
    void repeat() {
        repeated = true;
    }

    void add(double value) {
        if (!any) {
            any = true;
            first = value;
            last = value;
        } else if (ascending || descending) {
            step(last, value);
            last = value;
        }
    }

    /** Gives up: the values cannot be compared. */
    void disorder() {
        if (ascending || descending || !merged.isEmpty()) {
            ascending = false;
            descending = false;
            merged = new ArrayList<>();
        }
    }

    void merge(SortednessSketch other) {
        ascending &= other.ascending;
        descending &= other.descending;
        repeated |= other.repeated;
        if (!ascending && !descending) {
            disorder();
            return;
        }
        merged.addAll(other.merged);
        if (other.any) {
            merged.add(new Run(other.part, other.first, other.last));
        }
        if (merged.size() > MOST_PARTS) {
            disorder();
        }
    }

    /** How the numbers follow each other; null where there are fewer than two or there is no order. */
    public Direction direction() {
        if (!ascending && !descending) {
            return Direction.NONE;
        }
        SortednessSketch all = new SortednessSketch();
        all.ascending = ascending;
        all.descending = descending;
        all.repeated = repeated;
        ArrayList<Run> runs = new ArrayList<>(merged);
        if (any) {
            runs.add(new Run(part, first, last));
        }
        runs.sort(Comparator.comparingLong(Run::part));
        for (int i = 1; i < runs.size(); i++) {
            if (runs.get(i).part == runs.get(i - 1).part) {
                return Direction.NONE;
            }
            all.step(runs.get(i - 1).last, runs.get(i).first);
        }
        if (all.ascending == all.descending) {
            // Both only where all numbers are equal, or there is but one.
            return Direction.NONE;
        }
        return all.ascending
                ? all.repeated ? Direction.ASCENDING : Direction.STRICTLY_ASCENDING
                : all.repeated ? Direction.DESCENDING : Direction.STRICTLY_DESCENDING;
    }

    /** The order of a column's numbers. */
    public enum Direction {
        /** There is none, or it is not known; fewer than two different numbers have none. */
        NONE,
        ASCENDING,
        STRICTLY_ASCENDING,
        DESCENDING,
        STRICTLY_DESCENDING
    }

    private void step(double before, double next) {
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
