package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Counts dates and timestamps over time, separately per pair of patterns: a date pattern and the timestamp pattern that
 * begins with it, under which a text means the same time. A text that matches with the day first and with the month
 * first counts in both.
 */
final class TimeSketches implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final long MICROS = 1_000_000;
    private static final int PAIRS = 16;
    /** Added to the pair of a text that also matches the next pair, with day and month swapped. */
    private static final int EXCHANGEABLE = PAIRS;

    private @Nullable TimeSketch @Nullable [] byPair;

    /** Encodes the first matching pair and whether the next pair matches too. */
    static int reading(int patterns) {
        int pair = Integer.numberOfTrailingZeros(patterns) >> 1;
        return (patterns >>> (2 * pair + 2) & 3) == 0 ? pair : pair + EXCHANGEABLE;
    }

    /** The time by the first matching pattern, in microseconds since 1970. */
    static long micros(int patterns, TemporalSketch.Values values) {
        int pattern = Integer.numberOfTrailingZeros(patterns);
        long value = values.valueFor(pattern);
        return (pattern & 1) == 0 ? value * TimeSketch.SECONDS_PER_DAY * MICROS : value;
    }

    /** Hashes dictionary entries by their time under a pattern that matches all values. */
    static Rehash rehash(int pattern) {
        return (values, entry, hash) -> {
            if (values.kind(entry) != CellKind.TEMPORAL) {
                return hash;
            }
            long micros = values.number(entry);
            return values.scale(entry) % PAIRS == pattern >> 1
                    ? hash
                    : ValueHash.ofLong(
                            swapDayAndMonth(Math.floorDiv(micros, MICROS)) * MICROS + Math.floorMod(micros, MICROS));
        };
    }

    void add(int reading, long micros, long count) {
        long second = Math.floorDiv(micros, MICROS);
        if (reading < EXCHANGEABLE) {
            pair(reading).add(second, count);
        } else {
            pair(reading - EXCHANGEABLE).add(second, count);
            pair(reading - EXCHANGEABLE + 1).add(swapDayAndMonth(second), count);
        }
    }

    private static long swapDayAndMonth(long second) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, TimeSketch.SECONDS_PER_DAY));
        return day.getDayOfMonth() > 12
                // Only a UTC offset leads here: a text that is a date in both orders has a day of at most 12.
                ? second
                : LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue())
                                        .toEpochDay()
                                * TimeSketch.SECONDS_PER_DAY
                        + Math.floorMod(second, TimeSketch.SECONDS_PER_DAY);
    }

    void merge(TimeSketches other) {
        if (other.byPair != null) {
            for (int i = 0; i < PAIRS; i++) {
                TimeSketch theirs = other.byPair[i];
                if (theirs != null) {
                    pair(i).merge(theirs);
                }
            }
        }
    }

    /** The distribution under a pattern that matches all values. */
    TimeSketch forPattern(int pattern) {
        return pair(pattern >> 1);
    }

    private TimeSketch pair(int pair) {
        @Nullable TimeSketch[] sketches = byPair;
        if (sketches == null) {
            sketches = new TimeSketch[PAIRS];
            byPair = sketches;
        }
        TimeSketch sketch = sketches[pair];
        if (sketch == null) {
            sketch = new TimeSketch();
            sketches[pair] = sketch;
        }
        return sketch;
    }
}
