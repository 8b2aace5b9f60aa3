package io.github.bigdatamigrator.conversation.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses a date, or a part of one, in a text: {@code 2024-01-05}, {@code 5 January 2024}, {@code Jan 5, 2024},
 * {@code 05.01.2024}, {@code 1/5/2024}, {@code January 2024}, {@code 2024-01}, {@code Q1 2024}.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param year 0 if absent
 * @param months possible months from 1 to 12, two for {@code 5/6/2024}; empty if absent
 * @param days possible days, likewise
 * @param quarter 1 to 4, or 0 if absent
 */
record DateMention(int start, int end, int year, List<Integer> months, List<Integer> days, int quarter) {
    private static final String MONTH =
            "(?<month>jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli"
                    + "|aug(?:ust)?"
                    + "|sep(?:t(?:ember)?)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)\\.?";
    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:-?[Qq]([1-4])|-(\\d{2})(?:-(\\d{2}))?)?(?:[T ].*)?");
    private static final List<Pattern> FORMS = List.of(
            form("(?<year>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?"),
            form("(?<d>\\d{1,2})\\.\\s?(?<m>\\d{1,2})\\.\\s?(?<year>\\d{4})"),
            form("(?<x>\\d{1,2})/(?<y>\\d{1,2})/(?<year>\\d{4})"),
            form("(?<d>\\d{1,2})(?:st|nd|rd|th|\\.)?\\s(?:of\\s)?" + MONTH + "(?:,?\\s(?<year>\\d{4}))?"),
            form(MONTH + "\\s(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(?<year>\\d{4}))?(?![\\d,.]*\\d)"),
            form(MONTH + ",?\\s(?<year>\\d{4})"),
            form("(?<year>\\d{4})[-/](?<m>0[1-9]|1[0-2])"),
            form("(?<m>0?[1-9]|1[0-2])/(?<year>(?:19|20)\\d{2})"),
            form("q(?<q>[1-4])(?:\\s|-|/| of )?(?<year>\\d{4})"),
            form("(?<year>\\d{4})[\\s-]?q(?<q>[1-4])"),
            form("(?-i:(?<month>January|Januar|February|Februar|March|März|April|May|Mai|June|Juni|July|Juli"
                    + "|August|September"
                    + "|October|Oktober|November|December|Dezember))"));
    private static final List<String> NAMES =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    DateMention {
        months = List.copyOf(months);
        days = List.copyOf(days);
    }

    private static Pattern form(String text) {
        return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}.,-])" + text + "(?![\\p{L}\\p{N}])");
    }

    /** All dates of the text in order; if two forms match, the first in the list wins. */
    static List<DateMention> in(String text) {
        List<DateMention> found = new ArrayList<>();
        StringBuilder rest = new StringBuilder(text);
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(rest.toString());
            while (matcher.find()) {
                found.add(of(matcher));
                rest.replace(matcher.start(), matcher.end(), "\u0000".repeat(matcher.end() - matcher.start()));
            }
        }
        found.sort((one, other) -> Integer.compare(one.start, other.start));
        return found;
    }

    private static DateMention of(Matcher matcher) {
        int x = number(matcher, "x");
        List<Integer> months = x > 0 ? either(x, number(matcher, "y"), 12) : some(month(matcher));
        List<Integer> days = x > 0 ? either(x, number(matcher, "y"), 31) : some(number(matcher, "d"));
        return new DateMention(
                matcher.start(), matcher.end(), number(matcher, "year"), months, days, number(matcher, "q"));
    }

    private static List<Integer> either(int one, int other, int most) {
        return Stream.of(one, other).filter(number -> number <= most).distinct().toList();
    }

    private static List<Integer> some(int number) {
        return number > 0 ? List.of(number) : List.of();
    }

    private static int month(Matcher matcher) {
        String name = group(matcher, "month");
        if (name.isEmpty()) {
            return number(matcher, "m");
        }
        String start = name.toLowerCase(Locale.ROOT)
                .substring(0, 3)
                .replace("mär", "mar")
                .replace("mai", "may")
                .replace("okt", "oct")
                .replace("dez", "dec");
        return NAMES.indexOf(start) + 1;
    }

    private static int number(Matcher matcher, String group) {
        String text = group(matcher, group);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static String group(Matcher matcher, String name) {
        if (!matcher.pattern().pattern().contains("(?<" + name + ">")) {
            return "";
        }
        String text = matcher.group(name);
        return text == null ? "" : text;
    }

    /** Whether the other date is this one, or a day or month of it. */
    boolean contains(DateMention other) {
        return (year == 0 || year == other.year)
                && (quarter == 0 || quarter == other.quarter)
                && (months.isEmpty() || months.equals(other.months))
                && (days.isEmpty() || days.equals(other.days));
    }

    /** Whether the cell, an ISO date, timestamp or beginning of one, is this date. */
    boolean matches(String cell) {
        Matcher iso = ISO.matcher(cell.strip());
        if (!iso.matches()) {
            return false;
        }
        int cellQuarter = part(iso, 2);
        int cellMonth = part(iso, 3);
        int cellDay = part(iso, 4);
        boolean sameYear = year == 0 || year == Integer.parseInt(iso.group(1));
        if (quarter > 0) {
            return sameYear && (cellQuarter == quarter || (cellMonth > 0 && (cellMonth + 2) / 3 == quarter));
        }
        boolean sameMonth = months.isEmpty() || months.contains(cellMonth);
        boolean sameDay = days.isEmpty() || days.contains(cellDay);
        return sameYear && sameMonth && sameDay;
    }

    private static int part(Matcher iso, int group) {
        return iso.group(group) == null ? 0 : Integer.parseInt(iso.group(group));
    }
}
