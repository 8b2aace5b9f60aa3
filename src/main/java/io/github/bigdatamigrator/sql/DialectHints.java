package io.github.bigdatamigrator.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names Spark's equivalents of functions and syntax that only other dialects have. */
public final class DialectHints {
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("strftime", "date_format(d, 'yyyy-MM')"),
            Map.entry("to_days", "datediff(d, DATE '1970-01-01')"),
            Map.entry("julianday", "datediff(later, earlier)"),
            Map.entry("getdate", "current_timestamp()"),
            Map.entry("sysdate", "current_timestamp()"),
            Map.entry("datetime", "to_timestamp(t)"),
            Map.entry("str_to_date", "to_date(t, 'dd.MM.yyyy')"),
            Map.entry("date_bin", "date_trunc('DAY', t)"),
            Map.entry("age", "datediff(later, earlier) or months_between(later, earlier)"),
            Map.entry("iif", "if(condition, a, b)"),
            Map.entry("iff", "if(condition, a, b)"),
            Map.entry("charindex", "locate(part, text)"),
            Map.entry("strpos", "instr(text, part)"),
            Map.entry("group_concat", "listagg(text, ', ')"),
            Map.entry("string_to_array", "split(text, ',')"),
            Map.entry("unnest", "explode(array)"),
            Map.entry("generate_series", "explode(sequence(first, last, step))"),
            Map.entry("array_length", "size(array)"),
            Map.entry("json_extract", "get_json_object(text, '$.field')"),
            Map.entry("json_value", "get_json_object(text, '$.field')"),
            Map.entry("regexp_matches", "rlike(text, pattern)"),
            Map.entry("quantile_cont", "percentile(x, 0.5)"),
            Map.entry("quantile", "percentile(x, 0.5)"),
            Map.entry("arg_max", "max_by(x, y)"),
            Map.entry("arg_min", "min_by(x, y)"),
            Map.entry("countif", "count_if(condition)"),
            Map.entry("convert", "CAST(x AS type)"),
            Map.entry("safe_divide", "try_divide(a, b)"),
            Map.entry("safe_cast", "try_cast(x AS type)"),
            Map.entry("to_varchar", "date_format(d, 'yyyy-MM') or CAST(x AS STRING)"));

    private record Hint(Pattern pattern, String instead) {
        static Hint of(String pattern, String instead) {
            return new Hint(Pattern.compile("(?is)" + pattern), instead);
        }
    }

    private static final List<Hint> FORMS = List.of(
            Hint.of(
                    "\\bselect\\s+(?:distinct\\s+)?top\\s*\\(?\\s*\\d+",
                    "Spark has no TOP: leave it out; only if n rows are asked for, put LIMIT n at the end."),
            Hint.of("\\blimit\\s+\\d+\\s*,\\s*\\d+", "Write LIMIT count OFFSET start."),
            Hint.of(
                    "\\bfetch\\s+(?:first|next)\\b",
                    "Spark has no FETCH FIRST: leave it out; only if n rows are asked for, write LIMIT n."),
            Hint.of(
                    "(?:=|<|>)\\s*(?:any|all|some)\\s*\\(\\s*select",
                    "Compare with (SELECT max(…)) or (SELECT min(…)), or use IN."),
            Hint.of("\\[[\\p{L}_][^\\]]*\\]", "Quote names with backticks: `a name`."),
            Hint.of("\\bat\\s+time\\s+zone\\b", "Use from_utc_timestamp(t, 'Europe/Zurich')."),
            Hint.of("\\s!?~\\*?\\s*'", "Use RLIKE 'pattern'."));

    /** Calls that Spark parses and then rejects. */
    private static final List<Hint> CALLS = List.of(
            Hint.of(
                    "\\bdistinct\\s+on\\s*\\(",
                    "Spark has no DISTINCT ON: use QUALIFY row_number() OVER (PARTITION BY …) = 1."),
            Hint.of(
                    "\\b(?:string_agg|array_agg|listagg|group_concat)\\s*\\([^()]*\\b(?:order\\s+by|separator)\\b",
                    "Write listagg(text, ', ') WITHIN GROUP (ORDER BY text), or array_sort(collect_list(x))."),
            Hint.of(
                    "\\bdate_(?:add|sub)\\s*\\(.*\\binterval\\b",
                    "Write d + INTERVAL 30 DAYS or d - INTERVAL 30 DAYS."),
            Hint.of("\\bisnull\\s*\\([^()]*,", "Use coalesce(a, b)."),
            Hint.of("\\bgenerate_series\\s*\\(", "Use explode(sequence(first, last, step)) in the SELECT list."),
            Hint.of("\\bunnest\\s*\\(", "Use explode(array), with array(…) for a list of values."),
            Hint.of("\\bextract\\s*\\(\\s*epoch\\b", "Use unix_timestamp(t)."),
            Hint.of("\\bdate\\s*\\(\\s*'now'", "Use current_date()."));

    private DialectHints() {}

    /** What to call instead of a function that Spark does not know. */
    public static Optional<String> insteadOf(String function) {
        return Optional.ofNullable(FUNCTIONS.get(function.toLowerCase(Locale.ROOT)));
    }

    /** What to write instead of a form that Spark cannot parse. */
    public static Optional<String> hint(String sql) {
        return hint(FORMS, sql).or(() -> hintOfCall(sql));
    }

    /** What to write instead of a call that fails. */
    public static Optional<String> hintOfCall(String sql) {
        return hint(CALLS, sql);
    }

    private static Optional<String> hint(List<Hint> hints, String sql) {
        return hints.stream()
                .filter(form -> form.pattern().matcher(sql).find())
                .map(Hint::instead)
                .reduce((first, second) -> first + " " + second);
    }
}
