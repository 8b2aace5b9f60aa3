package io.github.bigdatamigrator.source;

import java.util.List;

/** Parses dates and timestamps from bytes, in every {@link TemporalPattern} that fits. Not thread-safe. */
final class TemporalReader {
    private static final List<String> MONTHS =
            List.of("january february march april may june july august september october november december".split(" "));
    private static final TemporalPattern[] PATTERNS = TemporalPattern.values();
    private static final int MIN_LENGTH = 6;
    /** The first year of two digits that lies in the 20th century. */
    private static final int PIVOT = 69;

    private static final int MAX_LENGTH = 40;
    /** Of 2024-01-05, which most dates are like. */
    private static final int ISO_LENGTH = 10;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long micros;
    private long offset;

    /** Makes the cell TEMPORAL and returns true, or leaves it unchanged and returns false. */
    boolean read(byte[] source, int from, int to, Cell cell) {
        if (to - from < MIN_LENGTH || to - from > MAX_LENGTH || !canEndTemporal(source, to)) {
            return false;
        }
        if (to - from == ISO_LENGTH && source[from + 4] == '-' && source[from + 7] == '-') {
            int year = 100 * pair(source, from) + pair(source, from + 2);
            int month = pair(source, from + 5);
            int day = pair(source, from + 8);
            if (year >= 0 && month >= 0 && day >= 0) {
                micros = -1;
                cell.beginTemporal();
                add(cell, year, month, day, TemporalPattern.ISO_DATE);
                return fitsAnyPattern(cell);
            }
        }
        bytes = source;
        at = from;
        end = to;
        if (!CellReader.isDigit(source[from])) {
            return monthFirst(cell);
        }
        int first = digits(4);
        int firstLength = at - from;
        int separator = nextByte();
        if (firstLength == 4 && (separator == '-' || separator == '/')) {
            return yearFirst(first, separator, cell);
        }
        if (firstLength > 2 || (separator != '-' && separator != '/' && separator != '.' && separator != ' ')) {
            return false;
        }
        return dayOrMonthFirst(first, firstLength, separator, cell);
    }

    /** Whether the last bytes can end a date or time (a digit, AM, PM, Z, UTC or GMT); rejects most texts quickly. */
    private static boolean canEndTemporal(byte[] source, int to) {
        byte last = source[to - 1];
        return CellReader.isDigit(last) || (last | 32) == 'm' || (last | 32) == 'z' || isUniversalTime(source, to);
    }

    private static boolean isUniversalTime(byte[] source, int to) {
        byte last = source[to - 1];
        return (last == 'C' && source[to - 2] == 'T' && source[to - 3] == 'U')
                || (last == 'T' && source[to - 2] == 'M' && source[to - 3] == 'G');
    }

    private boolean yearFirst(int year, int separator, Cell cell) {
        int monthAt = at;
        int month = digits(2);
        if ((separator == '-' && at - monthAt != 2) || nextByte() != separator) {
            return false;
        }
        int dayAt = at;
        int day = digits(2);
        boolean iso = separator == '-';
        if ((iso && at - dayAt != 2) || !time(iso ? 'T' : ' ', ':')) {
            return false;
        }
        cell.beginTemporal();
        add(cell, year, month, day, iso ? TemporalPattern.ISO_DATE : TemporalPattern.SLASH_YMD);
        return fitsAnyPattern(cell);
    }

    private boolean dayOrMonthFirst(int first, int firstLength, int separator, Cell cell) {
        boolean named = at < end && !CellReader.isDigit(bytes[at]);
        if (named != (separator == ' ') && separator != '-') {
            return false;
        }
        int secondAt = at;
        int second = named ? monthName() : digits(2);
        int secondLength = at - secondAt;
        if (second == 0 || nextByte() != separator) {
            return false;
        }
        int yearAt = at;
        int year = digits(4);
        boolean brief = at - yearAt == 2 && isTwoDigitYear(separator, named, firstLength + secondLength);
        if ((at - yearAt != 4 && !brief) || !time(' ', named ? '.' : ':')) {
            return false;
        }
        cell.beginTemporal();
        if (brief) {
            addWithTwoDigitYear(cell, year + (year < PIVOT ? 2000 : 1900), first, second, separator);
        } else if (named && separator == ' ') {
            add(cell, year, second, first, TemporalPattern.SPACED_MONTH_NAME);
        } else if (named) {
            add(cell, year, second, first, TemporalPattern.DAY_MONTH_NAME);
        } else if (separator == '/') {
            add(cell, year, first, second, TemporalPattern.SLASH_MDY);
            add(cell, year, second, first, TemporalPattern.SLASH_DMY);
        } else if (separator == '.') {
            add(cell, year, second, first, TemporalPattern.DOT_DMY);
        } else {
            add(cell, year, second, first, TemporalPattern.DASH_DMY);
            add(cell, year, first, second, TemporalPattern.DASH_MDY);
        }
        return fitsAnyPattern(cell);
    }

    /**
     * Whether two digits in last place can be a year. Not after dashes, where the year may come first; after points
     * only if day and month have two digits too, since {@code 1.2.10} is more likely a version.
     */
    private static boolean isTwoDigitYear(int separator, boolean named, int digitsBefore) {
        return separator == '/' || (separator == '-' && named) || (separator == '.' && digitsBefore == 4);
    }

    private void addWithTwoDigitYear(Cell cell, int year, int first, int second, int separator) {
        if (separator == '-') {
            add(cell, year, second, first, TemporalPattern.MONTH_NAME_SHORT);
        } else if (separator == '.') {
            add(cell, year, second, first, TemporalPattern.DOT_DMY_SHORT);
        } else {
            add(cell, year, first, second, TemporalPattern.SLASH_MDY_SHORT);
            add(cell, year, second, first, TemporalPattern.SLASH_DMY_SHORT);
        }
    }

    /** Reads {@code Jan 5, 2024} and {@code January 05 2024}. */
    private boolean monthFirst(Cell cell) {
        int month = monthName();
        if (month == 0 || nextByte() != ' ') {
            return false;
        }
        int day = digits(2);
        if (at < end && bytes[at] == ',') {
            at++;
        }
        if (nextByte() != ' ') {
            return false;
        }
        int yearAt = at;
        int year = digits(4);
        if (at - yearAt != 4 || !time(' ', ':')) {
            return false;
        }
        cell.beginTemporal();
        add(cell, year, month, day, TemporalPattern.MONTH_NAME_FIRST);
        return fitsAnyPattern(cell);
    }

    private static boolean fitsAnyPattern(Cell cell) {
        if (cell.patterns() != 0) {
            return true;
        }
        cell.setKind(Cell.Kind.TEXT);
        return false;
    }

    /**
     * Adds the day in the timestamp pattern, and in the date pattern unless a time was given; adds nothing if there is
     * no such day.
     */
    private void add(Cell cell, int year, int month, int day, TemporalPattern date) {
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return;
        }
        TemporalPattern timestamp = PATTERNS[date.ordinal() + 1];
        long days = epochDay(year, month, day);
        if (micros < 0) {
            cell.addTemporal(date, days);
            cell.addTemporal(timestamp, days * MICROS_PER_DAY);
        } else {
            cell.addTemporal(timestamp, days * MICROS_PER_DAY + micros - offset);
        }
    }

    /** Reads the time after the day up to the end of the cell; sets {@link #micros} to -1 if there is none. */
    private boolean time(char separator, char otherColon) {
        micros = -1;
        offset = 0;
        if (at == end) {
            return true;
        }
        int gap = nextByte();
        if (gap != ' ' && gap != separator) {
            return false;
        }
        int hourAt = at;
        int hour = digits(2);
        if (at == hourAt || (gap == 'T' && at - hourAt != 2) || hour > 23) {
            return false;
        }
        int colon = nextByte();
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
        int later = at < end ? meridiem() : -1;
        if (later >= 0) {
            if (hour < 1 || hour > 12) {
                return false;
            }
            seconds += (hour % 12 + later - hour) * 3600L;
        }
        micros = seconds * MICROS_PER_SECOND + fraction;
        return at == end || zone();
    }

    /** Reads one to nine digits, of which six count, as microseconds; -1 for any other number of digits. */
    private long fraction() {
        int from = at;
        long value = 0;
        while (at < end && CellReader.isDigit(bytes[at])) {
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
        if (end - at == 3 && isUniversalTime(bytes, end)) {
            at = end;
            return true;
        }
        int sign = nextByte();
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

    /** Reads an English month name, full or its first three letters (and {@code Sept}); 0 if there is none. */
    private int monthName() {
        int from = at;
        while (at < end && (bytes[at] | 32) >= 'a' && (bytes[at] | 32) <= 'z') {
            at++;
        }
        int length = at - from;
        for (int m = 0; m < 12 && length >= 3; m++) {
            String name = MONTHS.get(m);
            boolean sept = m == 8 && length == 4;
            if ((length == 3 || sept || length == name.length()) && startsWith(name, from, length)) {
                return m + 1;
            }
        }
        return 0;
    }

    private boolean startsWith(String name, int from, int length) {
        for (int i = 0; i < length; i++) {
            if ((bytes[from + i] | 32) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads AM or PM and returns the hours to add to a 12-hour clock, or -1 if there is neither. */
    private int meridiem() {
        int p = at < end && bytes[at] == ' ' ? at + 1 : at;
        if (p + 1 >= end || (bytes[p + 1] | 32) != 'm') {
            return -1;
        }
        int letter = bytes[p] | 32;
        if (letter != 'a' && letter != 'p') {
            return -1;
        }
        at = p + 2;
        return letter == 'p' ? 12 : 0;
    }

    /** The number that two digits write; far below 0 for other bytes. */
    private static int pair(byte[] source, int from) {
        int tens = source[from] - '0';
        int ones = source[from + 1] - '0';
        return (tens | ones) >= 0 && tens <= 9 && ones <= 9 ? 10 * tens + ones : Short.MIN_VALUE;
    }

    private int digits(int most) {
        int value = 0;
        for (int i = 0; i < most && at < end && CellReader.isDigit(bytes[at]); i++) {
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }

    private int nextByte() {
        return at < end ? bytes[at++] : -1;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970 in the proleptic Gregorian calendar, computed without allocating objects. */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
