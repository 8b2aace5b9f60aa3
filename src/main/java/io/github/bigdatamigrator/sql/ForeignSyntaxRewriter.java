package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces syntax of other dialects that has one meaning only: {@code x::text}, {@code [Order Details]}, {@code AS 'a
 * name'}, {@code TOP n}, {@code strftime}, unquoted letters beyond ASCII, and the date patterns of PostgreSQL and
 * MySQL. Other syntax stays, and Spark's error goes to the model.
 */
final class ForeignSyntaxRewriter {
    private static final Pattern TYPE = Pattern.compile("(?i)(::\\s*|\\bas\\s+)(?:"
            + "(text|n?varchar|character\\s+varying)(?!\\s*\\(|\\w)|(double\\s+precision|float[48](?!\\w))"
            + "|(signed|unsigned|int8(?!\\w))(?!\\w))");
    private static final Pattern NOT_ASCII =
            Pattern.compile("(?U)(?<![\\w'])(?=\\w*[^\\x00-\\x7F]\\w*)[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");
    private static final Pattern TOP = Pattern.compile(
            "(?i)\\bselect(\\s+(?:distinct|all))?\\s+top\\s*(?:\\(\\s*(\\d+)\\s*\\)|(\\d+)\\b)(?!\\s*(?:percent"
                    + "|with\\s+ties))");
    private static final Pattern LIMIT = Pattern.compile("(?i)\\blimit\\s+(\\d+)\\s*,\\s*(\\d+)");
    private static final Pattern FETCH =
            Pattern.compile("(?i)\\bfetch\\s+(?:first|next)\\s+(\\d+)\\s+rows?\\s+only\\b");
    private static final Pattern BRACKETED = Pattern.compile("(?<![\\p{L}\\p{N}_\\])`])\\[([^\\[\\]]+)\\]");
    private static final Pattern ALIASED = Pattern.compile("(?is)\\bas\\s*$");
    private static final Pattern FORMATTED =
            Pattern.compile("(?is)\\b(?:date_format|to_char|to_date|to_timestamp|to_varchar)\\s*\\([^;]*,\\s*$");

    /** Parts of date patterns of PostgreSQL and Oracle, the longer ones first. */
    private static final Pattern LETTERS =
            Pattern.compile("YYYY|YY|HH24|HH12|HH|MI|MM|MONTH|Month|month|MON|Mon|mon|DD|DAY|Day|day|DY|Dy|dy|SS|FM");

    /** Their equivalents in Spark; the other parts only become lower case. */
    private static final Map<String, String> OF_LETTERS = Map.of(
            "HH24", "HH", "HH12", "hh", "MI", "mm", "MM", "MM", "MONTH", "MMMM", "MON", "MMM", "DAY", "EEEE", "DY",
            "EEE", "FM", "");

    /** Date patterns of MySQL and of C. */
    private static final Map<String, String> OF_SIGNS = entries(
            "Y",
            "yyyy",
            "y",
            "yy",
            "m",
            "MM",
            "d",
            "dd",
            "H",
            "HH",
            "i",
            "mm",
            "s",
            "ss",
            "b",
            "MMM",
            "M",
            "MMMM",
            "W",
            "EEEE",
            "B",
            "MMMM",
            "S",
            "ss",
            "a",
            "EEE",
            "A",
            "EEEE",
            "p",
            "a",
            "I",
            "hh",
            "F",
            "yyyy-MM-dd",
            "j",
            "DDD");

    private static final Pattern SIGNS = Pattern.compile("%([A-Za-z])");

    private ForeignSyntaxRewriter() {}

    private static Map<String, String> entries(String... pairs) {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put(pairs[i], pairs[i + 1]);
        }
        return Map.copyOf(entries);
    }

    /** The statement in Spark's syntax; the same text if it has no foreign syntax. */
    static String rewrite(String sql, List<SqlTable> tables) {
        Set<String> names = new HashSet<>();
        for (SqlTable table : tables) {
            names.addAll(List.of(fold(table.name()), fold(table.sqlName())));
            table.columns().forEach(column -> names.addAll(List.of(fold(column.name()), fold(column.sqlName()))));
        }
        StringBuilder rewritten = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(topAsLimit(strftime(sql)))) {
            String text = token.text();
            if (token.kind() == SqlToken.Kind.CODE) {
                text = types(bracketed(text, names));
                text = NOT_ASCII.matcher(text).replaceAll("`$0`");
                text = FETCH.matcher(LIMIT.matcher(text).replaceAll("LIMIT $2 OFFSET $1"))
                        .replaceAll("LIMIT $1");
            } else if (token.kind() == SqlToken.Kind.STRING && text.startsWith("'")) {
                boolean alias = ALIASED.matcher(rewritten).find();
                boolean format = !alias && FORMATTED.matcher(rewritten).find();
                text = alias
                        ? SqlIdentifiers.quote(token.value())
                        : format ? "'" + datePattern(token.value()) + "'" : text;
            }
            rewritten.append(text);
        }
        return rewritten.toString();
    }

    /** Moves TOP n to a LIMIT at the end of its SELECT. */
    private static String topAsLimit(String sql) {
        String text = sql;
        String masked = SqlCall.masked(text);
        Matcher top = TOP.matcher(masked);
        while (top.find()) {
            int end = masked.length();
            int depth = 0;
            for (int i = top.end(); i < masked.length() && end == masked.length(); i++) {
                depth += masked.charAt(i) == '(' ? 1 : masked.charAt(i) == ')' ? -1 : 0;
                end = depth < 0 || masked.charAt(i) == ';' ? i : end;
            }
            String limit = top.group(2) == null ? top.group(3) : top.group(2);
            String distinct = top.group(1) == null ? "" : top.group(1);
            text = text.substring(0, top.start()) + "SELECT" + distinct
                    + text.substring(top.end(), end).stripTrailing() + " LIMIT " + limit + text.substring(end);
            masked = SqlCall.masked(text);
            top = TOP.matcher(masked);
        }
        return text;
    }

    /** SQLite's and DuckDB's strftime as date_format. */
    private static String strftime(String sql) {
        return SqlCall.replace(
                sql,
                "strftime",
                (text, call) -> call.arguments().size() == 2
                        ? formatted(call.arguments().get(0), call.arguments().get(1))
                        : Optional.empty());
    }

    /** The call in Spark's functions; empty if the pattern is unknown. */
    private static Optional<String> formatted(String one, String other) {
        boolean first = SqlCall.literal(one).filter(text -> text.contains("%")).isPresent();
        String pattern = SqlCall.literal(first ? one : other).orElse("");
        String time = first ? other : one;
        String when = SqlCall.literal(time).filter("now"::equals).isPresent() ? "current_timestamp()" : strftime(time);
        if (pattern.equals("%w")) {
            return Optional.of("CAST(dayofweek(" + when + ") - 1 AS STRING)");
        }
        String spark = pattern.replace("%M", "mm");
        boolean known = SIGNS.matcher(spark).results().allMatch(sign -> OF_SIGNS.containsKey(sign.group(1)));
        return pattern.contains("%") && known
                ? Optional.of("date_format(" + when + ", '" + datePattern(spark) + "')")
                : Optional.empty();
    }

    private static String types(String code) {
        return TYPE.matcher(code)
                .replaceAll(type -> type.group(1)
                        + (type.group(2) != null ? "STRING" : type.group(3) != null ? "DOUBLE" : "BIGINT"));
    }

    private static String bracketed(String code, Set<String> names) {
        return BRACKETED
                .matcher(code)
                .replaceAll(name -> Matcher.quoteReplacement(
                        names.contains(fold(name.group(1))) ? SqlIdentifiers.quote(name.group(1)) : name.group()));
    }

    /** Translates patterns with percent signs, and those with YY, which Spark rejects; any other is Spark's own. */
    private static String datePattern(String pattern) {
        if (SIGNS.matcher(pattern).find()) {
            return SIGNS.matcher(pattern)
                    .replaceAll(sign -> Matcher.quoteReplacement(OF_SIGNS.getOrDefault(sign.group(1), sign.group())));
        }
        return pattern.contains("YY")
                ? LETTERS.matcher(pattern)
                        .replaceAll(
                                it -> OF_LETTERS.getOrDefault(it.group().toUpperCase(Locale.ROOT), fold(it.group())))
                : pattern;
    }
}
