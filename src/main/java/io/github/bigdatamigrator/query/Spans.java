package io.github.bigdatamigrator.query;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Intervals in words that a person reads: {@code 3 days 02:05:10}, {@code 1 year 2 months}; a minus before the whole where it is negative. */
final class Spans {
    private Spans() {}

    /** @param span a Duration or a Period */
    static String text(Object span) {
        return span instanceof Period months ? of(months) : of((Duration) span);
    }

    private static String of(Period span) {
        long months = span.toTotalMonths();
        List<String> words = new ArrayList<>();
        count(Math.abs(months) / 12, "year", words);
        count(Math.abs(months) % 12, "month", words);
        return signed(months < 0, words.isEmpty() ? "0 months" : String.join(" ", words));
    }

    private static String of(Duration span) {
        Duration size = span.abs();
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
        return signed(span.isNegative(), String.join(" ", words));
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
