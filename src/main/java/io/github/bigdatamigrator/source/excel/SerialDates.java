package io.github.bigdatamigrator.source.excel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Converts the numbers of days that workbooks store as dates and times, to milliseconds as Excel does. The system of
 * 1900 counts a 29 February 1900, which never was, as day 60.
 */
final class SerialDates {
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate END = LocalDate.of(9999, 12, 31);
    private static final int NO_LEAP_DAY = 60;

    private final boolean from1904;

    SerialDates(boolean from1904) {
        this.from1904 = from1904;
    }

    /** The date, with its time unless it is midnight; null for a number that is no date. */
    @Nullable
    String text(double serial) {
        long millis = Math.round(serial * MILLIS_PER_DAY);
        long days = Math.floorDiv(millis, MILLIS_PER_DAY);
        LocalDate epoch = from1904 ? EPOCH_1904 : days < NO_LEAP_DAY ? EPOCH_1900.plusDays(1) : EPOCH_1900;
        if (!(serial >= 0) || days > END.toEpochDay() - epoch.toEpochDay()) {
            return null;
        }
        String date = epoch.plusDays(days).toString();
        long time = Math.floorMod(millis, MILLIS_PER_DAY);
        return time == 0 ? date : clock(new StringBuilder(date).append(' '), time);
    }

    /** Days as hours, minutes and seconds: {@code 36:15:00}. */
    static String duration(double days) {
        long millis = Math.round(Math.abs(days) * MILLIS_PER_DAY);
        StringBuilder text = new StringBuilder(24);
        if (days < 0 && millis > 0) {
            text.append('-');
        }
        return clock(text, millis);
    }

    private static String clock(StringBuilder text, long millis) {
        two(text, millis / 3_600_000).append(':');
        two(text, millis / 60_000 % 60).append(':');
        two(text, millis / 1000 % 60);
        return millis % 1000 == 0
                ? text.toString()
                : text.append('.')
                        .append(Long.toString(1000 + millis % 1000), 1, 4)
                        .toString();
    }

    private static StringBuilder two(StringBuilder text, long number) {
        return (number < 10 ? text.append('0') : text).append(number);
    }
}
