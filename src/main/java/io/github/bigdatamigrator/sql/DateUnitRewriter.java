package io.github.bigdatamigrator.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the unit of date functions where Spark expects it, quoted or not as Spark wants it: {@code date_trunc(d,
 * 'month')}, {@code datepart(quarter, d)}, {@code dateadd('dd', 7, d)}. Spark would answer null or fail.
 */
final class DateUnitRewriter {
    private static final String TRUNCATED = "date_trunc|datetrunc|timestamp_trunc|datetime_trunc";
    private static final String PARTS = "date_part|datepart|extract";
    private static final String DIFFERENCES = "datediff|date_diff|timestampdiff|timestamp_diff|datetime_diff";
    private static final String SUMS = "dateadd|date_add|timestampadd|timestamp_add|datetime_add";
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("yy", "year"),
            Map.entry("yyyy", "year"),
            Map.entry("qq", "quarter"),
            Map.entry("q", "quarter"),
            Map.entry("mm", "month"),
            Map.entry("mon", "month"),
            Map.entry("m", "month"),
            Map.entry("wk", "week"),
            Map.entry("ww", "week"),
            Map.entry("isoweek", "week"),
            Map.entry("dd", "day"),
            Map.entry("d", "day"),
            Map.entry("dy", "doy"),
            Map.entry("dayofyear", "doy"),
            Map.entry("dw", "dayofweek"),
            Map.entry("weekday", "dayofweek"),
            Map.entry("hh", "hour"),
            Map.entry("mi", "minute"),
            Map.entry("ss", "second"));
    private static final Pattern UNIT = Pattern.compile(
            "(?:decade|year|quarter|month|week|day|dow|doy|isodow|dayofweek|hour|minute|second|millisecond"
                    + "|microsecond)");
    private static final Pattern FROM = Pattern.compile("(?is)^(.+?)\\s+from\\s+(.+)$");

    private DateUnitRewriter() {}

    /** The statement with units in their place; the same text if they are. */
    static String rewrite(String sql) {
        String names = TRUNCATED + "|trunc|" + PARTS + "|" + DIFFERENCES + "|" + SUMS;
        return SqlCall.replaceNested(sql, names, DateUnitRewriter::replaced);
    }

    private static Optional<String> replaced(String name, List<String> arguments) {
        if (arguments.size() == 1 && name.equals("extract")) {
            return extracted(arguments.get(0));
        } else if (arguments.size() == 2) {
            return ofTwo(name, arguments.get(0), arguments.get(1));
        }
        return arguments.size() == 3 && (name + "|").matches("(?:" + DIFFERENCES + "|" + SUMS + ")\\|")
                ? ofThree(name, arguments)
                : Optional.empty();
    }

    private static Optional<String> ofTwo(String name, String first, String second) {
        boolean part = name.matches(PARTS);
        boolean truncated = name.matches(TRUNCATED);
        if (!part && !truncated && !name.equals("trunc")) {
            return Optional.empty();
        }
        // A word without quotes in the second place is a column if the first one is a unit already.
        String unit = unit(first);
        String date = second;
        if (unit.isEmpty()
                || (!isLiteral(first) && isLiteral(second) && !unit(second).isEmpty())) {
            unit = unit(second);
            date = first;
        }
        if (unit.isEmpty() || (name.equals("trunc") && !isLiteral(first) && !isLiteral(second))) {
            return Optional.empty();
        }
        boolean inPlace = name.equals("trunc") ? date.equals(first) : date.equals(second) && isLiteral(first);
        if (part) {
            boolean known = inPlace && name.startsWith("date") && word(first).equals(unit);
            return known ? Optional.empty() : Optional.of("date_part('" + unit + "', " + date + ")");
        } else if (unit.equals("decade")) {
            return Optional.of("make_date(CAST(floor(year(" + date + ") / 10) * 10 AS INT), 1, 1)");
        } else if (name.equals("trunc") && unit.equals("day")) {
            return Optional.of("to_date(" + date + ")");
        }
        boolean sparks = name.equals("trunc") || name.equals("date_trunc");
        boolean read =
                inPlace && sparks && !word(isLiteral(first) ? first : second).endsWith("s");
        return read
                ? Optional.empty()
                : Optional.of(
                        name.equals("trunc")
                                ? "trunc(" + date + ", '" + unit + "')"
                                : "date_trunc('" + unit + "', " + date + ")");
    }

    /** The differences of BigQuery have the later date first and the unit last. */
    private static Optional<String> ofThree(String name, List<String> arguments) {
        String first = unit(arguments.get(0));
        String last = unit(arguments.get(2));
        if (!first.isEmpty()) {
            boolean read = word(arguments.get(0)).equals(first)
                    && !isLiteral(arguments.get(0))
                    && !name.matches(".*_.*_.*|(?:timestamp|datetime)_.*");
            String function = name.matches(SUMS) ? "timestampadd" : "timestampdiff";
            return read
                    ? Optional.empty()
                    : Optional.of(function + "(" + first.toUpperCase(Locale.ROOT) + ", " + arguments.get(1) + ", "
                            + arguments.get(2) + ")");
        }
        return last.isEmpty() || name.matches(SUMS)
                ? Optional.empty()
                : Optional.of("timestampdiff(" + last.toUpperCase(Locale.ROOT) + ", " + arguments.get(1) + ", "
                        + arguments.get(0) + ")");
    }

    private static Optional<String> extracted(String argument) {
        Matcher from = FROM.matcher(argument);
        if (!from.matches()) {
            return Optional.empty();
        }
        String first = from.group(1);
        String second = from.group(2);
        if (word(first).equals("year_month")) {
            return Optional.of("CAST(date_format(" + second + ", 'yyyyMM') AS INT)");
        } else if (isLiteral(first) && !unit(first).isEmpty()) {
            return Optional.of("EXTRACT(" + unit(first) + " FROM " + second + ")");
        }
        return unit(first).isEmpty() && !unit(second).isEmpty()
                ? Optional.of("EXTRACT(" + unit(second) + " FROM " + first + ")")
                : Optional.empty();
    }

    private static boolean isLiteral(String argument) {
        return argument.startsWith("'");
    }

    private static String word(String argument) {
        return SqlCall.literal(argument).orElse(argument).strip().toLowerCase(Locale.ROOT);
    }

    /** The unit in Spark's word; empty for anything else. */
    private static String unit(String argument) {
        String word = word(argument);
        String whole = ABBREVIATIONS.getOrDefault(word, word);
        String singular = whole.endsWith("s") ? whole.substring(0, whole.length() - 1) : whole;
        return UNIT.matcher(singular).matches() ? singular : "";
    }
}
