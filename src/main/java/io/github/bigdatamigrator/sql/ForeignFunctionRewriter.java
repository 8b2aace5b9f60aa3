package io.github.bigdatamigrator.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces calls of functions that only other dialects have, or have with other arguments, by Spark's. */
final class ForeignFunctionRewriter {
    /** The function with the number of its arguments, and Spark's expression. */
    private static final Map<String, String> TEMPLATES = """
        getdate/0 current_timestamp()
        sysdate/0 current_timestamp()
        sysdatetime/0 current_timestamp()
        getutcdate/0 current_timestamp()
        today/0 current_date()
        curdate/0 current_date()
        isnull/2 coalesce($1, $2)
        iif/3 if($1, $2, $3)
        iff/3 if($1, $2, $3)
        strpos/2 instr($1, $2)
        charindex/2 locate($1, $2)
        mid/3 substring($1, $2, $3)
        len/1 length($1)
        eomonth/1 last_day($1)
        adddate/2 date_add($1, $2)
        subdate/2 date_sub($1, $2)
        week/1 weekofyear($1)
        isoweek/1 weekofyear($1)
        to_days/1 datediff($1, DATE '0001-01-01')
        julianday/1 (unix_micros(CAST($1 AS TIMESTAMP)) / 86400000000D + 2440587.5D)
        stdev/1 stddev($1)
        stdevp/1 stddev_pop($1)
        var/1 variance($1)
        varp/1 var_pop($1)
        countif/1 count_if($1)
        safe_divide/2 try_divide($1, $2)
        safe_cast/1 try_cast($1)
        try_convert/2 try_cast($2 AS $1)
        quantile_cont/2 percentile($1, $2)
        quantile/2 percentile($1, $2)
        arg_max/2 max_by($1, $2)
        arg_min/2 min_by($1, $2)
        array_length/1 size($1)
        to_char/1 CAST($1 AS STRING)
        to_varchar/1 CAST($1 AS STRING)
        truncate/2 (sign($1) * floor(abs($1) * power(10, $2)) / power(10, $2))
        trunc/1 CAST($1 AS BIGINT)
        """.lines().collect(Collectors.toUnmodifiableMap(
            line -> line.substring(0, line.indexOf(' ')), line -> line.substring(line.indexOf(' ') + 1)));

    private static final Map<String, Function<List<String>, Optional<String>>> SPECIAL = Map.ofEntries(
            Map.entry("convert", ForeignFunctionRewriter::convert),
            Map.entry("group_concat", ForeignFunctionRewriter::joined),
            Map.entry("string_agg", ForeignFunctionRewriter::joined),
            Map.entry(
                    "listagg",
                    arguments -> arguments.toString().matches("(?is).*\\border\\s+by\\b.*")
                            ? joined(arguments)
                            : Optional.empty()),
            Map.entry("array_agg", ForeignFunctionRewriter::collected),
            Map.entry("date_format", ForeignFunctionRewriter::dateFirst),
            Map.entry(
                    "format_date",
                    arguments ->
                            arguments.size() == 2 ? dateFormat(arguments.get(1), arguments.get(0)) : Optional.empty()),
            Map.entry("format", ForeignFunctionRewriter::format),
            Map.entry("datename", ForeignFunctionRewriter::dateName),
            Map.entry("date", ForeignFunctionRewriter::modifiedDate),
            Map.entry("datetime", ForeignFunctionRewriter::timestamp),
            Map.entry("date_add", arguments -> interval(arguments, "+")),
            Map.entry("date_sub", arguments -> interval(arguments, "-")),
            Map.entry("sum", arguments -> condition("sum", arguments)),
            Map.entry("avg", arguments -> condition("avg", arguments)),
            Map.entry("trunc", ForeignFunctionRewriter::truncatedNumber));

    private static final String NAMES = String.join(
                    "|",
                    TEMPLATES.keySet().stream()
                            .map(key -> key.replaceFirst("/.*", ""))
                            .collect(Collectors.toSet()))
            + "|" + String.join("|", SPECIAL.keySet());
    private static final Pattern TYPE =
            Pattern.compile("(?i)(?:n?(?:var)?char(?:acter)?2?|text|string|u?n?signed|int\\w*"
                    + "|bigint|smallint|float\\w*|real|double(?: precision)?|decimal|dec|numeric|number|date|datetime2?"
                    + "|timestamp|bit|boolean)(?:\\s*\\(.*\\))?");
    /** The date styles of SQL Server. */
    private static final Map<String, String> STYLES = Map.of(
            "101",
            "MM/dd/yyyy",
            "103",
            "dd/MM/yyyy",
            "104",
            "dd.MM.yyyy",
            "105",
            "dd-MM-yyyy",
            "112",
            "yyyyMMdd",
            "23",
            "yyyy-MM-dd",
            "120",
            "yyyy-MM-dd HH:mm:ss",
            "121",
            "yyyy-MM-dd HH:mm:ss.SSS");

    private static final Pattern JOINED =
            Pattern.compile("(?is)(distinct\\s+)?(.+?)(?:\\s+order\\s+by\\s+(.+?))?" + "(?:\\s+separator\\s+('.*'))?");
    private static final Pattern ORDERED = Pattern.compile("(?is)(.+?)\\s+order\\s+by\\s+(.+)");
    private static final Pattern MODIFIER = Pattern.compile("(?i)([+-])\\s*(\\d+)\\s*(year|month|day|hour|minute)s?");
    private static final Pattern CONDITION = Pattern.compile("(?i)[=<>]|\\b(?:is|in|like|between|and|or|not)\\b");
    private static final Pattern NO_CONDITION = Pattern.compile("(?i)^(?:distinct|all)\\b|\\b(?:case|over)\\b");
    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

    private ForeignFunctionRewriter() {}

    /** The statement with Spark's functions; the same text if it calls no others. */
    static String rewrite(String sql) {
        return SqlCall.replaceNested(sql, NAMES, (name, arguments) -> {
            String template = TEMPLATES.get(name + "/" + arguments.size());
            if (template != null) {
                String filled = template;
                for (int i = 0; i < arguments.size(); i++) {
                    filled = filled.replace("$" + (i + 1), arguments.get(i));
                }
                return Optional.of(filled);
            }
            return Optional.ofNullable(SPECIAL.get(name)).flatMap(special -> special.apply(arguments));
        });
    }

    /** SQL Server has the type first, MySQL last. */
    private static Optional<String> convert(List<String> arguments) {
        boolean last = arguments.size() == 2 && TYPE.matcher(arguments.get(1)).matches();
        if (arguments.size() < 2 || (!last && !TYPE.matcher(arguments.get(0)).matches())) {
            return Optional.empty();
        }
        String type = arguments.get(last ? 1 : 0);
        String value = arguments.get(last ? 0 : 1);
        String style = arguments.size() == 3 ? STYLES.getOrDefault(arguments.get(2), "") : "";
        boolean text = type.toLowerCase(java.util.Locale.ROOT).contains("char");
        String shown = style.isEmpty() || !text ? value : "date_format(" + value + ", '" + style + "')";
        Matcher length = Pattern.compile("\\((\\d+)\\)").matcher(type);
        return Optional.of(
                text
                        ? length.find()
                                ? "left(CAST(" + shown + " AS STRING), " + length.group(1) + ")"
                                : "CAST(" + shown + " AS STRING)"
                        : "CAST(" + value + " AS " + type + ")");
    }

    /** Texts joined by a separator, which may have an order of its own. */
    private static Optional<String> joined(List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            return Optional.empty();
        }
        Matcher first = JOINED.matcher(arguments.get(0));
        if (!first.matches()) {
            return Optional.empty();
        }
        String separator = first.group(4) == null ? "','" : first.group(4);
        String order = first.group(3);
        if (arguments.size() == 2) {
            Matcher second = ORDERED.matcher(arguments.get(1));
            boolean ordered = second.matches();
            separator = ordered ? second.group(1) : arguments.get(1);
            order = ordered ? second.group(2) : order;
        }
        String distinct = first.group(1) == null ? "" : "DISTINCT ";
        return Optional.of("listagg(" + distinct + first.group(2) + ", " + separator + ")"
                + (order == null ? "" : " WITHIN GROUP (ORDER BY " + order + ")"));
    }

    private static Optional<String> collected(List<String> arguments) {
        Matcher ordered = ORDERED.matcher(arguments.size() == 1 ? arguments.get(0) : "");
        return ordered.matches() && ordered.group(1).equals(ordered.group(2))
                ? Optional.of("array_sort(collect_list(" + ordered.group(1) + "))")
                : Optional.empty();
    }

    private static Optional<String> dateFirst(List<String> arguments) {
        return arguments.size() == 2
                        && SqlCall.literal(arguments.get(0)).isPresent()
                        && SqlCall.literal(arguments.get(1)).isEmpty()
                ? dateFormat(arguments.get(1), arguments.get(0))
                : Optional.empty();
    }

    private static Optional<String> dateFormat(String date, String pattern) {
        return SqlCall.literal(pattern)
                .filter(DatePattern::hasKnownSigns)
                .map(text -> "date_format(" + date + ", '" + DatePattern.translated(text) + "')");
    }

    /** SQL Server's FORMAT: {@code N2} is a number with two decimals, other letters are a date pattern. */
    private static Optional<String> format(List<String> arguments) {
        String pattern =
                arguments.size() == 2 ? SqlCall.literal(arguments.get(1)).orElse("") : "";
        if (pattern.matches("[NnFf]\\d")) {
            return Optional.of("format_number(" + arguments.get(0) + ", " + pattern.substring(1) + ")");
        }
        return pattern.contains("yy") || pattern.contains("MM")
                ? Optional.of("date_format(" + arguments.get(0) + ", '" + pattern + "')")
                : Optional.empty();
    }

    private static Optional<String> dateName(List<String> arguments) {
        if (arguments.size() != 2) {
            return Optional.empty();
        }
        String part = SqlCall.literal(arguments.get(0)).orElse(arguments.get(0));
        String pattern = part.matches("(?i)month|mm|m") ? "MMMM" : part.matches("(?i)weekday|dw") ? "EEEE" : "";
        return Optional.of(
                pattern.isEmpty()
                        ? "CAST(date_part('" + part + "', " + arguments.get(1) + ") AS STRING)"
                        : "date_format(" + arguments.get(1) + ", '" + pattern + "')");
    }

    private static Optional<String> timestamp(List<String> arguments) {
        return arguments.size() == 1
                ? Optional.of(
                        now(arguments.get(0), "current_timestamp()").orElse("to_timestamp(" + arguments.get(0) + ")"))
                : Optional.empty();
    }

    /** SQLite's date with modifiers: {@code date('now', '-1 year')}, {@code date(d, 'start of month')}. */
    private static Optional<String> modifiedDate(List<String> arguments) {
        if (arguments.size() < 2) {
            return Optional.empty();
        }
        String date = now(arguments.get(0), "current_date()").orElse("to_date(" + arguments.get(0) + ")");
        for (String argument : arguments.subList(1, arguments.size())) {
            String modifier = SqlCall.literal(argument).orElse("");
            Matcher shift = MODIFIER.matcher(modifier);
            if (shift.matches()) {
                date += " " + shift.group(1) + " INTERVAL " + shift.group(2) + " " + shift.group(3);
            } else if (modifier.matches("start of (?:year|month)")) {
                date = "trunc(" + date + ", '" + modifier.substring(9) + "')";
            } else {
                return Optional.empty();
            }
        }
        return Optional.of("(" + date + ")");
    }

    private static Optional<String> now(String argument, String instead) {
        return SqlCall.literal(argument).filter("now"::equalsIgnoreCase).map(text -> instead);
    }

    private static Optional<String> interval(List<String> arguments, String sign) {
        return arguments.size() == 2 && arguments.get(1).matches("(?is)interval\\b.*")
                ? Optional.of("(" + arguments.get(0) + " " + sign + " " + arguments.get(1) + ")")
                : Optional.empty();
    }

    /** MySQL and SQLite add up conditions: {@code SUM(status = 'open')}. */
    private static Optional<String> condition(String name, List<String> arguments) {
        String argument = arguments.size() == 1 ? arguments.get(0) : "";
        String flat = SqlCall.masked(argument);
        for (String inner = ""; !inner.equals(flat); ) {
            inner = flat;
            flat = PARENTHESES.matcher(flat).replaceAll("x");
        }
        boolean isCondition =
                CONDITION.matcher(flat).find() && !NO_CONDITION.matcher(flat).find();
        return isCondition ? Optional.of(name + "(CAST((" + argument + ") AS INT))") : Optional.empty();
    }

    /** PostgreSQL's trunc of numbers; Spark's is for dates. */
    private static Optional<String> truncatedNumber(List<String> arguments) {
        return arguments.size() == 2 && arguments.get(1).matches("\\d")
                ? Optional.ofNullable(TEMPLATES.get("truncate/2"))
                        .map(template ->
                                template.replace("$1", arguments.get(0)).replace("$2", arguments.get(1)))
                : Optional.empty();
    }
}
