package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that two columns of integers repeat no combination, as lines within orders: the rows are sorted by the first
 * column, and the second rises while the first stays the same. Each part tracks the pairs that its first rows suggest,
 * with one comparison per row, and keeps its first and last combination, so that parts merge in any order.
 */
public final class PairOrder implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAXIMUM_PAIRS = 4;
    private static final int MAXIMUM_PARTS = 1 << 14;

    private long part;
    private boolean begun;
    private List<Pair> pairs = new ArrayList<>();

    /** A pair of columns that is sorted so far, and the ends of each part. */
    private record Pair(int first, int second, ArrayList<Ends> parts) implements Serializable {
        boolean is(int column, int other) {
            return (first == column && second == other) || (first == other && second == column);
        }
    }

    private record Ends(long part, long first, long second, long lastFirst, long lastSecond) implements Serializable {
        boolean before(Ends next) {
            return part < next.part && rises(lastFirst, lastSecond, next.first, next.second);
        }
    }

    private static boolean rises(long first, long second, long nextFirst, long nextSecond) {
        return first < nextFirst || (first == nextFirst && second < nextSecond);
    }

    /** Sets the position of the rows that follow; parts are ordered by unique positions. */
    void startsAt(long position) {
        part = position;
    }

    /** Whether {@link #add} needs the numbers of a column for the next rows. */
    public boolean needs(int column) {
        return !begun || pairs.stream().anyMatch(pair -> pair.first == column || pair.second == column);
    }

    /** Whether more rows matter. */
    public boolean isTracking() {
        return !begun || !pairs.isEmpty();
    }

    /** @param numbers by column; null for one that is not needed or has a cell that is no integer */
    public void add(long[] @Nullable [] numbers, int rows) {
        if (!begun) {
            begun = true;
            suggest(numbers, rows);
        } else {
            pairs.removeIf(pair -> !extend(pair, numbers[pair.first], numbers[pair.second], rows));
        }
    }

    private void suggest(long[] @Nullable [] numbers, int rows) {
        for (int first = 0; first < numbers.length; first++) {
            long[] sorted = numbers[first];
            if (sorted == null || sorted[0] == sorted[rows - 1] || !hasStep(sorted, rows, 0)) {
                continue;
            }
            for (int second = 0; second < numbers.length && pairs.size() < MAXIMUM_PAIRS; second++) {
                long[] counter = numbers[second];
                Pair pair = new Pair(first, second, new ArrayList<>());
                // A counter starts again; what never falls is sorted itself.
                if (counter != null && hasStep(counter, rows, -1) && extend(pair, sorted, counter, rows)) {
                    pairs.add(pair);
                }
            }
        }
    }

    /** Whether a number is followed by an equal one, or for a negative sign by a smaller one. */
    private static boolean hasStep(long[] numbers, int rows, int sign) {
        for (int row = 1; row < rows; row++) {
            if (Integer.signum(Long.compare(numbers[row], numbers[row - 1])) == sign) {
                return true;
            }
        }
        return false;
    }

    /** Adds rows to the last part of a pair; false if they do not rise. */
    private boolean extend(Pair pair, long @Nullable [] first, long @Nullable [] second, int rows) {
        if (first == null || second == null) {
            return false;
        }
        Ends known = pair.parts.isEmpty() ? null : pair.parts.get(0);
        if (known != null && !rises(known.lastFirst, known.lastSecond, first[0], second[0])) {
            return false;
        }
        for (int row = 1; row < rows; row++) {
            if (!rises(first[row - 1], second[row - 1], first[row], second[row])) {
                return false;
            }
        }
        Ends start = known == null ? new Ends(part, first[0], second[0], 0, 0) : known;
        pair.parts.clear();
        pair.parts.add(new Ends(part, start.first, start.second, first[rows - 1], second[rows - 1]));
        return true;
    }

    void merge(PairOrder other) {
        if (!begun) {
            begun = other.begun;
            pairs = new ArrayList<>();
            other.pairs.forEach(pair -> pairs.add(new Pair(pair.first, pair.second, new ArrayList<>(pair.parts))));
        } else if (other.begun) {
            pairs.removeIf(pair -> other.pairs.stream()
                    .filter(same -> same.first == pair.first && same.second == pair.second)
                    .noneMatch(same -> pair.parts.addAll(same.parts) && pair.parts.size() <= MAXIMUM_PARTS));
        }
    }

    /** Whether no two rows have the same combination of two columns; false if that is unknown. */
    public boolean unrepeated(int column, int other) {
        return pairs.stream().filter(pair -> pair.is(column, other)).anyMatch(pair -> {
            List<Ends> sorted = new ArrayList<>(pair.parts);
            sorted.sort(Comparator.comparingLong(Ends::part));
            for (int i = 1; i < sorted.size(); i++) {
                if (!sorted.get(i - 1).before(sorted.get(i))) {
                    return false;
                }
            }
            return true;
        });
    }
}
