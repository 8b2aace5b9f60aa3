package io.github.bigdatamigrator.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A part of a question that may be another one next time: a number, a period, or a stored value.
 *
 * @param text the number, the first day of the period, or the words of the value
 * @param column {@code table.column} by SQL names of a value; empty for others
 */
record Phrase(Kind kind, String text, String column) {
    enum Kind {
        NUMBER('n'),
        YEAR('y'),
        QUARTER('q'),
        MONTH('m'),
        DAY('d'),
        /** A month without a year. */
        MONTH_NAME('k'),
        VALUE('v');

        final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    static Phrase number(BigDecimal number) {
        return new Phrase(Kind.NUMBER, plain(number), "");
    }

    static Phrase period(Kind kind, LocalDate first) {
        return new Phrase(kind, first.toString(), "");
    }

    static String plain(BigDecimal number) {
        return (number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros()).toPlainString();
    }

    boolean isPeriod() {
        return kind != Kind.NUMBER && kind != Kind.VALUE;
    }

    /**
     * The ways in which SQL writes the phrase, by a name that is the same for all phrases of the kind: the first day of
     * 2024 is 2024-01-01, that of 2023 is 2023-01-01.
     */
    Map<String, String> forms() {
        if (!isPeriod()) {
            return Map.of("number", text);
        }
        LocalDate first = LocalDate.parse(text);
        Map<String, String> forms = new LinkedHashMap<>();
        int year = first.getYear();
        int quarter = (first.getMonthValue() + 2) / 3;
        if (kind != Kind.MONTH_NAME) {
            forms.put("year", Integer.toString(year));
            forms.put("previous year", Integer.toString(year - 1));
            LocalDate next = switch (kind) {
                case YEAR -> first.plusYears(1);
                case QUARTER -> first.plusMonths(3);
                case MONTH -> first.plusMonths(1);
                default -> first.plusDays(1);
            };
            days(forms, "first day", first);
            days(forms, "day after", next);
            days(forms, "day before", first.minusDays(1));
            if (kind != Kind.DAY) {
                days(forms, "last day", next.minusDays(1));
            }
        }
        if (kind == Kind.QUARTER) {
            forms.put("quarter", Integer.toString(quarter));
            forms.put("quarter name", "Q" + quarter);
            forms.put("year and quarter", year + "-Q" + quarter);
            forms.put("month 1", Integer.toString(first.getMonthValue()));
            forms.put("month 2", Integer.toString(first.getMonthValue() + 1));
            forms.put("month 3", Integer.toString(first.getMonthValue() + 2));
        }
        if (kind == Kind.MONTH || kind == Kind.DAY || kind == Kind.MONTH_NAME) {
            Month month = first.getMonth();
            forms.put("month", Integer.toString(first.getMonthValue()));
            forms.put("month of two digits", String.format(Locale.ROOT, "%02d", first.getMonthValue()));
            forms.put("month name", month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            forms.put("short month name", month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            forms.put("German month name", month.getDisplayName(TextStyle.FULL, Locale.GERMAN));
        }
        if (kind == Kind.MONTH) {
            forms.put("year and month", text.substring(0, 7));
            forms.put("yyyymm", text.substring(0, 7).replace("-", ""));
        }
        if (kind == Kind.DAY) {
            forms.put("day", Integer.toString(first.getDayOfMonth()));
        }
        return forms;
    }

    private static void days(Map<String, String> forms, String name, LocalDate day) {
        forms.put(name, day.toString());
        forms.put(name + " as yyyymmdd", day.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    /** Whether a form is a value of the function that the literal is compared with: the 3 of a month is no quarter. */
    static boolean fits(String form, SqlLiteral literal) {
        for (String part : List.of("year", "quarter", "month", "day")) {
            boolean function =
                    literal.operand().contains(part) || literal.operand().contains(part + "ofmonth");
            if (function && literal.value().length() <= 4) {
                return form.contains(part);
            }
        }
        return true;
    }
}
