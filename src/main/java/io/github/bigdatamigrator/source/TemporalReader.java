package io.github.bigdatamigrator.source;

/**
 * Reads dates and timestamps from bytes, in every {@link TemporalPattern} that fits. Not safe for use by several
 * threads.
 */
final class TemporalReader {
    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    private static final int MIN_LENGTH = 6;
    /** Years of two digits from here on are of the last century. */
    private static final int PIVOT = 69;

    private static final int MAX_LENGTH = 40;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long micros;
    private long offset;

    /** Makes the cell TEMPORAL and returns true, or leaves it as it is. */
    boolean read(byte[] source, int from, int to, Cell cell) {
        if (to - from < MIN_LENGTH || to - from > MAX_LENGTH || !canEndTemporal(source[to - 1])) {
            return false;
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

    /** A digit, AM or PM, or Z; tells most texts at once. */
    private static boolean canEndTemporal(byte last) {
        return CellReader.isDigit(last) || (last | 32) == 'm' || (last | 32) == 'z';
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
        add(
                cell,
                year,
                month,
                day,
                iso ? TemporalPattern.ISO_DATE : TemporalPattern.SLASH_YMD,
                iso ? TemporalPattern.ISO_TIMESTAMP : TemporalPattern.SLASH_YMD_TIME);
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
            add(cell, year, second, first, TemporalPattern.SPACED_MONTH_NAME, TemporalPattern.SPACED_MONTH_NAME_TIME);
        } else if (named) {
            add(cell, year, second, first, TemporalPattern.DAY_MONTH_NAME, TemporalPattern.DAY_MONTH_NAME_TIME);
        } else if (separator == '/') {
            add(cell, year, first, second, TemporalPattern.SLASH_MDY, TemporalPattern.SLASH_MDY_TIME);
            add(cell, year, second, first, TemporalPattern.SLASH_DMY, TemporalPattern.SLASH_DMY_TIME);
        } else if (separator == '.') {
            add(cell, year, second, first, TemporalPattern.DOT_DMY, TemporalPattern.DOT_DMY_TIME);
        } else {
            add(cell, year, second, first, TemporalPattern.DASH_DMY, TemporalPattern.DASH_DMY_TIME);
        }
        return fitsAnyPattern(cell);
    }

    /**
     * Whether two digits can be a year there. Not after dashes, where they might stand first as well; after points only
     * if day and month have two digits too, since {@code 1.2.10} is rather a version.
     */
    private static boolean isTwoDigitYear(int separator, boolean named, int digitsBefore) {
        return separator == '/' || (separator == '-' && named) || (separator == '.' && digitsBefore == 4);
    }

    private void addWithTwoDigitYear(Cell cell, int year, int first, int second, int separator) {
        if (separator == '-') {
            add(cell, year, second, first, TemporalPattern.MONTH_NAME_SHORT, TemporalPattern.MONTH_NAME_SHORT_TIME);
        } else if (separator == '.') {
            add(cell, year, second, first, TemporalPattern.DOT_DMY_SHORT, TemporalPattern.DOT_DMY_SHORT_TIME);
        } else {
            add(cell, year, first, second, TemporalPattern.SLASH_MDY_SHORT, TemporalPattern.SLASH_MDY_SHORT_TIME);
            add(cell, year, second, first, TemporalPattern.SLASH_DMY_SHORT, TemporalPattern.SLASH_DMY_SHORT_TIME);
        }
    }

    /** {@code Jan 5, 2024}, {@code January 05 2024}. */
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
        add(cell, year, month, day, TemporalPattern.MONTH_NAME_FIRST, TemporalPattern.MONTH_NAME_FIRST_TIME);
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
     * Adds the day in the date pattern unless a time was given, and in the timestamp pattern always; or neither if
     * there is no such day.
     */
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

    /** Up to nine digits, of which six are kept; -1 where there are none or more. */
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

    /** Reads a month's English name, full or its first three letters (and {@code Sept}); 0 where there is none. */
    private int monthName() {
        int from = at;
        while (at < end && (bytes[at] | 32) >= 'a' && (bytes[at] | 32) <= 'z') {
            at++;
        }
        int length = at - from;
        for (int m = 0; m < 12 && length >= 3; m++) {
            String name = MONTHS[m];
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

    /** Passes over AM or PM: hours to add to those of a clock's face, or -1 where there is neither. */
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
