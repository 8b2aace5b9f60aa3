package io.github.bigdatamigrator.text;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats durations: how long work took, and the intervals that a query returns. */
public final class DurationFormat {
    private DurationFormat() {}

    /** How long work took: {@code 1.5 s}, {@code 2 min 05 s}. */
    public static String seconds(double seconds) {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
    }

    /** An interval of years and months: {@code 1 year 2 months}; a minus sign precedes the whole. */
    public static String interval(Period interval) {
        long months = interval.toTotalMonths();
        List<String> words = new ArrayList<>();
        count(Math.abs(months) / 12, "year", words);
        count(Math.abs(months) % 12, "month", words);
        return signed(months < 0, words.isEmpty() ? "0 months" : String.join(" ", words));
    }

    /** An interval of days and time: {@code 3 days 02:05:10.25}; a minus sign precedes the whole. */
    public static String interval(Duration interval) {
        Duration size = interval.abs();
        List<String> words = new ArrayList<>();
        count(size.toDays(), "day", words);
        if (words.isEmpty() || !size.minusDays(size.toDays()).isZero()) {
            String micros = size.toNanosPart() == 0
                    ? ""
                    : String.format(Locale.ROOT, ".%06d", size.toNanosPart() / 1_000)
                            .replaceAll("0+$", "");
            words.add(String.format(
                            Locale.ROOT,
                            "%02d:%02d:%02d",
                            size.toHoursPart(),
                            size.toMinutesPart(),
                            size.toSecondsPart())
                    + micros);
        }
        return signed(interval.isNegative(), String.join(" ", words));
    }

    private static void count(long number, String unit, List<String> words) {
        if (number != 0) {
            words.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    private static String signed(boolean negative, String words) {
        return negative ? "-" + words : words;
    }
}
