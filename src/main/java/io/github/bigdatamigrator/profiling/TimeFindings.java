package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sketch.TimeSketch;
import io.github.bigdatamigrator.source.TemporalPattern;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the distribution of a column's dates or timestamps over time and the sentinel dates among them. */
final class TimeFindings {
    private static final int BINS = 40;
    private static final int GAPS = 5;
    private static final int CANDIDATES = 64;
    private static final long MICROS = 1_000_000;
    private static final long NEIGHBORHOOD = 366 * TimeSketch.SECONDS_PER_DAY;

    /** Epochs of programs and dates that mean “for ever”. */
    private static final Set<LocalDate> SENTINEL_DAYS = Set.of(
            LocalDate.of(1970, 1, 1),
            LocalDate.of(1900, 1, 1),
            LocalDate.of(1899, 12, 30),
            LocalDate.of(1899, 12, 31),
            LocalDate.of(1901, 1, 1),
            LocalDate.of(1904, 1, 1),
            LocalDate.of(2000, 1, 1),
            LocalDate.of(2099, 12, 31),
            LocalDate.of(2038, 1, 19));

    private final ColumnType type;
    private final TemporalPattern pattern;
    private final ColumnSketch sketch;
    private final TimeSketch time;

    TimeFindings(ColumnType type, TemporalPattern pattern, ColumnSketch sketch) {
        this.type = type;
        this.pattern = pattern;
        this.sketch = sketch;
        this.time = sketch.time(pattern.ordinal());
    }

    /** Formats a date or timestamp of the file as ISO text; returns unparsable text unchanged. */
    String format(String text) {
        OptionalLong value = pattern.read(text);
        return value.isEmpty() ? text : toIso(type, value.getAsLong());
    }

    /** The ISO text of a value of a column of dates, in days, or of timestamps, in microseconds. */
    static String toIso(ColumnType type, long value) {
        return type.kind() == ColumnType.Kind.DATE ? LocalDate.ofEpochDay(value).toString() : Timestamps.text(value);
    }

    /** Isolated values that usually mean “none” or “for ever”. */
    List<TopValue> sentinels() {
        List<TopValue> found = new ArrayList<>();
        for (HeavyHitters.Frequent candidate : sketch.top(CANDIDATES)) {
            OptionalLong value = pattern.read(candidate.text());
            if (value.isPresent()
                    && candidate.count() > candidate.error()
                    && isSentinel(seconds(value.getAsLong()), candidate)) {
                found.add(new TopValue(toIso(type, value.getAsLong()), candidate.count(), candidate.error() == 0));
            }
        }
        return found;
    }

    private long seconds(long value) {
        return type.kind() == ColumnType.Kind.DATE ? value * TimeSketch.SECONDS_PER_DAY : Math.floorDiv(value, MICROS);
    }

    private boolean isSentinel(long second, HeavyHitters.Frequent candidate) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, TimeSketch.SECONDS_PER_DAY));
        if (time.empty() || sketch.distinct().count() < 2) {
            return false;
        }
        boolean far = day.getYear() < 1800 || day.getYear() >= 2200;
        return far
                ? candidate.count() > 1 || day.getYear() >= 9000 || day.getYear() == 1
                : candidate.count() > 1 && SENTINEL_DAYS.contains(day) && isIsolated(second, candidate.count());
    }

    /** Whether no other value lies within a year. */
    private boolean isIsolated(long second, long itself) {
        if (time.width() > 32 * TimeSketch.SECONDS_PER_DAY || time.to() - time.from() < 2 * NEIGHBORHOOD) {
            return false;
        }
        long near = 0;
        long[] counts = time.counts();
        for (int i = 0; i < counts.length; i++) {
            if (Math.abs(time.from() + i * time.width() - second) < NEIGHBORHOOD) {
                near += counts[i];
            }
        }
        return near == itself;
    }

    @Nullable
    TimeSpread spread() {
        if (time.empty()) {
            return null;
        }
        boolean days = time.width() <= TimeSketch.SECONDS_PER_DAY;
        long[] counts = time.counts();
        if (!days) {
            return new TimeSpread(grouped(counts), 0, 0, List.of(), List.of());
        }
        Long[] weekdays = new Long[7];
        Arrays.fill(weekdays, 0L);
        TreeMap<YearMonth, Long> months = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                LocalDate day =
                        LocalDate.ofEpochDay(Math.floorDiv(time.from() + i * time.width(), TimeSketch.SECONDS_PER_DAY));
                weekdays[day.getDayOfWeek().ordinal()] += counts[i];
                months.merge(YearMonth.from(day), counts[i], Long::sum);
            }
        }
        long all = months.firstKey().until(months.lastKey(), ChronoUnit.MONTHS) + 1;
        return new TimeSpread(binned(counts), all, all - months.size(), gaps(months), List.of(weekdays));
    }

    private static List<String> gaps(SortedMap<YearMonth, Long> months) {
        record Gap(YearMonth first, YearMonth last) {
            long length() {
                return first.until(last, ChronoUnit.MONTHS);
            }
        }
        List<Gap> gaps = new ArrayList<>();
        YearMonth before = months.firstKey();
        for (YearMonth month : months.keySet()) {
            if (before.plusMonths(1).isBefore(month)) {
                gaps.add(new Gap(before.plusMonths(1), month.minusMonths(1)));
            }
            before = month;
        }
        return gaps.stream()
                .sorted(Comparator.comparingLong(Gap::length).reversed())
                .limit(GAPS)
                .sorted(Comparator.comparing(Gap::first))
                .map(gap -> gap.first().equals(gap.last()) ? gap.first().toString() : gap.first() + ".." + gap.last())
                .toList();
    }

    /** Groups equal numbers of buckets, which are longer than a day and so do not align with months. */
    private List<TimeBin> grouped(long[] counts) {
        int group = (counts.length + BINS - 1) / BINS;
        List<TimeBin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i += group) {
            long count = 0;
            for (int j = i; j < Math.min(counts.length, i + group); j++) {
                count += counts[j];
            }
            bins.add(new TimeBin(
                    edge(time.from() + i * time.width()), edge(time.from() + (i + group) * time.width()), count));
        }
        return bins;
    }

    /** Bins by the shortest calendar unit that gives at most 40 bins. */
    private List<TimeBin> binned(long[] counts) {
        Step step = Arrays.stream(Step.values())
                .filter(candidate -> candidate.isAtLeast(time.width())
                        && (type.kind() == ColumnType.Kind.TIMESTAMP || candidate.ordinal() >= Step.DAY.ordinal()))
                .filter(candidate -> candidate.count(time.from(), time.to()) <= BINS)
                .findFirst()
                .orElse(Step.DECADE);
        List<TimeBin> bins = new ArrayList<>();
        long from = step.floor(time.from());
        int i = 0;
        while (i < counts.length) {
            long to = step.next(from);
            long count = 0;
            while (i < counts.length && time.from() + i * time.width() < to) {
                count += counts[i++];
            }
            bins.add(new TimeBin(edge(from), edge(to), count));
            from = to;
        }
        return bins;
    }

    private String edge(long second) {
        boolean date = type.kind() == ColumnType.Kind.DATE;
        return toIso(type, date ? Math.floorDiv(second, TimeSketch.SECONDS_PER_DAY) : second * MICROS);
    }

    /** Units of calendar bins. */
    private enum Step {
        SECOND(1, 0),
        TEN_SECONDS(10, 0),
        MINUTE(60, 0),
        TEN_MINUTES(600, 0),
        HOUR(3600, 0),
        SIX_HOURS(21_600, 0),
        DAY(TimeSketch.SECONDS_PER_DAY, 0),
        WEEK(7 * TimeSketch.SECONDS_PER_DAY, 0),
        MONTH(30 * TimeSketch.SECONDS_PER_DAY, 1),
        QUARTER(91 * TimeSketch.SECONDS_PER_DAY, 3),
        YEAR(365 * TimeSketch.SECONDS_PER_DAY, 12),
        FIVE_YEARS(5 * 365 * TimeSketch.SECONDS_PER_DAY, 60),
        DECADE(10 * 365 * TimeSketch.SECONDS_PER_DAY, 120);

        private static final long MONDAY = -3 * TimeSketch.SECONDS_PER_DAY;

        private final long seconds;
        private final int months;

        /** @param months exact length in months, 0 if {@code seconds} is exact */
        Step(long seconds, int months) {
            this.seconds = seconds;
            this.months = months;
        }

        boolean isAtLeast(long width) {
            return seconds >= width;
        }

        long count(long from, long to) {
            return (to - 1 - floor(from)) / seconds + 1;
        }

        long floor(long second) {
            if (months == 0) {
                long origin = this == WEEK ? MONDAY : 0;
                return Math.floorDiv(second - origin, seconds) * seconds + origin;
            }
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, TimeSketch.SECONDS_PER_DAY));
            int monthsSinceStart = Math.floorMod(day.getLong(ChronoField.PROLEPTIC_MONTH), months);
            return day.withDayOfMonth(1).minusMonths(monthsSinceStart).toEpochDay() * TimeSketch.SECONDS_PER_DAY;
        }

        long next(long start) {
            return months == 0
                    ? start + seconds
                    : LocalDateTime.ofEpochSecond(start, 0, ZoneOffset.UTC)
                            .plusMonths(months)
                            .toEpochSecond(ZoneOffset.UTC);
        }
    }
}
