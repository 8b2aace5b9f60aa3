package io.github.bigdatamigrator.source;

/** Reads dates and timestamps from bytes, in every {@link TemporalPattern} that fits. Not safe for use by several threads. */
final class TemporalReader {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 40;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long micros;
    private long offset;

    /** Makes the cell TEMPORAL and returns true, or leaves it as it is. */
    boolean read(byte[] source, int from, int to, Cell cell) {
        if (to - from < SHORTEST || to - from > LONGEST || !CellReader.digit(source[from])) {
            return false;
        }
        bytes = source;
        at = from;
        end = to;
        int first = digits(4);
        int firstLength = at - from;
        int separator = take();
        if (firstLength == 4 && (separator == '-' || separator == '/')) {
            return yearFirst(first, separator, cell);
        }
        if (firstLength > 2 || (separator != '-' && separator != '/' && separator != '.')) {
            return false;
        }
        return dayOrMonthFirst(first, separator, cell);
    }

    private boolean yearFirst(int year, int separator, Cell cell) {
        int monthAt = at;
        int month = digits(2);
        if ((separator == '-' && at - monthAt != 2) || take() != separator) {
            return false;
        }
        int dayAt = at;
        int day = digits(2);
        boolean iso = separator == '-';
        if ((iso && at - dayAt != 2) || !time(iso ? 'T' : ' ', ':')) {
            return false;
        }
        cell.beginTemporal();
        add(
                cell,
                year,
                month,
                day,
                iso ? TemporalPattern.ISO_DATE : TemporalPattern.SLASH_YMD,
                iso ? TemporalPattern.ISO_TIMESTAMP : TemporalPattern.SLASH_YMD_TIME);
        return settled(cell);
    }

    private boolean dayOrMonthFirst(int first, int separator, Cell cell) {
        boolean named = separator == '-' && at < end && !CellReader.digit(bytes[at]);
        int second = named ? monthName() : digits(2);
        if (take() != separator) {
            return false;
        }
        int yearAt = at;
        int year = digits(4);
        if (at - yearAt != 4 || !time(' ', named ? '.' : ':')) {
            return false;
        }
        cell.beginTemporal();
        if (named) {
            add(cell, year, second, first, TemporalPattern.DAY_MONTH_NAME, TemporalPattern.DAY_MONTH_NAME_TIME);
        } else if (separator == '/') {
            add(cell, year, first, second, TemporalPattern.SLASH_MDY, TemporalPattern.SLASH_MDY_TIME);
            add(cell, year, second, first, TemporalPattern.SLASH_DMY, TemporalPattern.SLASH_DMY_TIME);
        } else if (separator == '.') {
            add(cell, year, second, first, TemporalPattern.DOT_DMY, TemporalPattern.DOT_DMY_TIME);
        } else {
            add(cell, year, second, first, TemporalPattern.DASH_DMY, TemporalPattern.DASH_DMY_TIME);
        }
        return settled(cell);
    }

    private static boolean settled(Cell cell) {
        if (cell.patterns() != 0) {
            return true;
        }
        cell.setKind(Cell.Kind.TEXT);
        return false;
    }

    /** Adds the day in the date pattern unless a time was given, and in the timestamp pattern always; or neither if there is no such day. */
    private void add(Cell cell, int year, int month, int day, TemporalPattern date, TemporalPattern timestamp) {
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return;
        }
        long days = Days.of(year, month, day);
        if (micros < 0) {
            cell.addTemporal(date, days);
            cell.addTemporal(timestamp, days * MICROS_PER_DAY);
        } else {
            cell.addTemporal(timestamp, days * MICROS_PER_DAY + micros - offset);
        }
    }

    /** Reads what follows the day up to the end of the cell; micros are -1 where nothing does. */
    private boolean time(char separator, char otherColon) {
        micros = -1;
        offset = 0;
        if (at == end) {
            return true;
        }
        int gap = take();
        if (gap != ' ' && gap != separator) {
            return false;
        }
        int hourAt = at;
        int hour = digits(2);
        if (at == hourAt || (gap == 'T' && at - hourAt != 2) || hour > 23) {
            return false;
        }
        int colon = take();
        int minuteAt = at;
        int minute = digits(2);
        if ((colon != ':' && colon != otherColon) || at - minuteAt != 2 || minute > 59) {
            return false;
        }
        long seconds = (hour * 60L + minute) * 60;
        long fraction = 0;
        if (at < end && bytes[at] == colon) {
            at++;
            int secondAt = at;
            int second = digits(2);
            if (at - secondAt != 2 || second > 59) {
                return false;
            }
            seconds += second;
            if (at < end && (bytes[at] == '.' || bytes[at] == ',')) {
                at++;
                fraction = fraction();
                if (fraction < 0) {
                    return false;
                }
            }
        }
        micros = seconds * MICROS_PER_SECOND + fraction;
        return at == end || zone();
    }

    /** Up to nine digits, of which six are kept; -1 where there are none or more. */
    private long fraction() {
        int from = at;
        long value = 0;
        while (at < end && CellReader.digit(bytes[at])) {
            if (at - from < 6) {
                value = value * 10 + bytes[at] - '0';
            }
            at++;
        }
        int count = at - from;
        for (int i = count; i < 6; i++) {
            value *= 10;
        }
        return count == 0 || count > 9 ? -1 : value;
    }

    private boolean zone() {
        if (bytes[at] == ' ') {
            at++;
        }
        int sign = take();
        if (sign == 'Z' || sign == 'z') {
            return at == end;
        }
        int hoursAt = at;
        int hours = digits(2);
        if ((sign != '+' && sign != '-') || at - hoursAt != 2 || hours > 18) {
            return false;
        }
        int minutes = 0;
        if (at < end) {
            at += bytes[at] == ':' ? 1 : 0;
            int minutesAt = at;
            minutes = digits(2);
            if (at - minutesAt != 2 || minutes > 59) {
                return false;
            }
        }
        offset = (hours * 60L + minutes) * 60 * MICROS_PER_SECOND * (sign == '-' ? -1 : 1);
        return at == end;
    }

    private int monthName() {
        int month = 0;
        if (end - at >= 3) {
            for (int m = 0; m < 12; m++) {
                boolean same = true;
                for (int i = 0; i < 3; i++) {
                    same &= (bytes[at + i] | 32) == MONTHS.charAt(m * 3 + i);
                }
                month = same ? m + 1 : month;
            }
            at += 3;
        }
        return month;
    }

    private int digits(int most) {
        int value = 0;
        for (int i = 0; i < most && at < end && CellReader.digit(bytes[at]); i++) {
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }

    private int take() {
        return at < end ? bytes[at++] : -1;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** The proleptic Gregorian calendar without objects. */
    private static final class Days {
        private Days() {}

        static long of(int year, int month, int day) {
            long y = month <= 2 ? year - 1L : year;
            long era = Math.floorDiv(y, 400L);
            long yearOfEra = y - era * 400;
            long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
            return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
        }
    }
}
