package io.github.bigdatamigrator.sketch;

import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a column's dates and timestamps spread over time, by each of the patterns that some of them are read in. Patterns
 * come in pairs, a date's and that of a timestamp that begins with such a date, and a text says the same time in both.
 * Where a text is a date whether the month or the day stands first, both readings count.
 */
final class TimeSketches implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final long MICROS = 1_000_000;
    private static final int PAIRS = 16;
    /** Added to the pair of a text that fits the next pair too, with day and month exchanged. */
    private static final int EXCHANGEABLE = PAIRS;

    private @Nullable TimeSketch @Nullable [] byPair;

    /** In which readings patterns take a text: the first pair, and whether the one after fits too. */
    static int reading(int patterns) {
        int pair = Integer.numberOfTrailingZeros(patterns) >> 1;
        return (patterns >>> (2 * pair + 2) & 3) == 0 ? pair : pair + EXCHANGEABLE;
    }

    /** What a text means in its first reading, in microseconds since 1970. */
    static long micros(int patterns, TemporalSketch.Values values) {
        int pattern = Integer.numberOfTrailingZeros(patterns);
        long value = values.under(pattern);
        return (pattern & 1) == 0 ? value * TimeSketch.DAY * MICROS : value;
    }

    void add(int reading, long micros, long count) {
        long second = Math.floorDiv(micros, MICROS);
        if (reading < EXCHANGEABLE) {
            pair(reading).add(second, count);
        } else {
            pair(reading - EXCHANGEABLE).add(second, count);
            pair(reading - EXCHANGEABLE + 1).add(exchanged(second), count);
        }
    }

    private static long exchanged(long second) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, TimeSketch.DAY));
        return day.getDayOfMonth() > 12
                // Only an offset from UTC leads here: a text of which both readings are dates has a day up to 12.
                ? second
                : LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue())
                                        .toEpochDay()
                                * TimeSketch.DAY
                        + Math.floorMod(second, TimeSketch.DAY);
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

    /** The spread under a pattern that fits all. */
    TimeSketch under(int pattern) {
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
