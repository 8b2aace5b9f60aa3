package io.github.bigdatamigrator.source.excel;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
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
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter FINE_CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

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
        LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(millis, MILLIS_PER_DAY) * 1_000_000);
        LocalDate date = epoch.plusDays(days);
        return time.equals(LocalTime.MIDNIGHT)
                ? date.toString()
                : date + " " + time.format(time.getNano() == 0 ? CLOCK : FINE_CLOCK);
    }

    /** Days as hours, minutes and seconds: {@code 36:15:00}. */
    static String duration(double days) {
        long millis = Math.round(Math.abs(days) * MILLIS_PER_DAY);
        StringBuilder text = new StringBuilder(12);
        if (days < 0 && millis > 0) {
            text.append('-');
        }
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
