package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.util.HashSet;
import java.util.List;
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

    private static final Pattern OFFSET_FETCH = Pattern.compile(
            "(?i)\\boffset\\s+(\\d+)\\s+rows?\\s+fetch\\s+(?:first|next)\\s+(\\d+)\\s+rows?\\s+only\\b");
    private static final Pattern FETCH_ONE = Pattern.compile("(?i)\\bfetch\\s+(?:first|next)\\s+row\\s+only\\b");
    /** Types of other dialects that the guard or Spark rejects. */
    private static final Pattern NAMED_TYPE =
            Pattern.compile("(?i)(::\\s*|\\bas\\s+(?=\\w+\\s*(?:\\([^)]*\\))?\\s*\\)))(?:"
                    + "(n?varchar2?\\s*\\(\\s*(?:max|\\d+)\\s*\\)(?<!\\bvarchar\\(\\d{1,9}\\)))"
                    + "|(datetime2?|smalldatetime)|(int64|integer64)|(float64)|(bool)"
                    + "|number(\\s*\\([^)]*\\))?)(?![\\w(])");

    private static final Pattern MATCHED = Pattern.compile("(!?)~(\\*?)\\s*$");
    private static final Pattern GLOB = Pattern.compile("(?i)\\bglob(\\s*)$");
    private static final Pattern SCHEMA = Pattern.compile("(?i)\\b(?:main|public|dbo)\\s*\\.\\s*");
    private static final Pattern SYSDATE = Pattern.compile("(?i)(?<![\\w.])sysdate(?![\\w(.]|\\s*\\()");

    private ForeignSyntaxRewriter() {}

    /** The statement in Spark's syntax; the same text if it has no foreign syntax. */
    static String rewrite(String sql, List<SqlTable> tables) {
        Set<String> names = new HashSet<>();
        for (SqlTable table : tables) {
            names.addAll(List.of(fold(table.name()), fold(table.sqlName())));
            table.columns().forEach(column -> names.addAll(List.of(fold(column.name()), fold(column.sqlName()))));
        }
        StringBuilder rewritten = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(ForeignFunctionRewriter.rewrite(topAsLimit(strftime(joined(sql)))))) {
            String text = token.text();
            if (token.kind() == SqlToken.Kind.CODE) {
                text = types(bracketed(text, names));
                text = NOT_ASCII.matcher(text).replaceAll("`$0`");
                text = OFFSET_FETCH.matcher(text).replaceAll("LIMIT $2 OFFSET $1");
                text = FETCH_ONE.matcher(text).replaceAll("LIMIT 1");
                text = FETCH.matcher(LIMIT.matcher(text).replaceAll("LIMIT $2 OFFSET $1"))
                        .replaceAll("LIMIT $1");
                text = SYSDATE.matcher(withoutSchema(text, tables)).replaceAll("current_timestamp()");
                text = text.replaceAll("(?<!/)//(?!/)", "div")
                        .replaceAll("(?i)\\bcollate\\s+nocase\\b", "COLLATE UTF8_LCASE");
            } else if (token.kind() == SqlToken.Kind.STRING && text.startsWith("'")) {
                boolean alias = ALIASED.matcher(rewritten).find();
                boolean format = !alias && FORMATTED.matcher(rewritten).find();
                text = alias
                        ? SqlIdentifiers.quote(token.value())
                        : format ? "'" + DatePattern.translated(token.value()) + "'" : matched(rewritten, text);
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
        return pattern.contains("%") && DatePattern.hasKnownSigns(spark)
                ? Optional.of("date_format(" + when + ", '" + DatePattern.translated(spark) + "')")
                : Optional.empty();
    }

    private static String types(String code) {
        String named = NAMED_TYPE
                .matcher(code)
                .replaceAll(type -> type.group(1)
                        + (type.group(2) != null
                                ? "STRING"
                                : type.group(3) != null
                                        ? "TIMESTAMP"
                                        : type.group(4) != null
                                                ? "BIGINT"
                                                : type.group(5) != null
                                                        ? "DOUBLE"
                                                        : type.group(6) != null
                                                                ? "BOOLEAN"
                                                                : "DECIMAL"
                                                                        + (type.group(7) == null
                                                                                ? "(38, 10)"
                                                                                : type.group(7))));
        return TYPE.matcher(named)
                .replaceAll(type -> type.group(1)
                        + (type.group(2) != null ? "STRING" : type.group(3) != null ? "DOUBLE" : "BIGINT"));
    }

    /** Replaces the operators of PostgreSQL and SQLite before a pattern, and returns the pattern. */
    private static String matched(StringBuilder before, String pattern) {
        Matcher operator = MATCHED.matcher(before);
        if (operator.find()) {
            before.replace(operator.start(), before.length(), operator.group(1).isEmpty() ? "RLIKE " : "NOT RLIKE ");
            return operator.group(2).isEmpty() ? pattern : "'(?i)" + pattern.substring(1);
        }
        Matcher glob = GLOB.matcher(before);
        if (glob.find()) {
            before.replace(glob.start(), before.length(), "LIKE" + glob.group(1));
            return pattern.replace('*', '%').replace('?', '_');
        }
        return pattern;
    }

    /** Leaves out the usual schema of other databases before a known table. */
    private static String withoutSchema(String code, List<SqlTable> tables) {
        return SCHEMA.matcher(code).replaceAll(schema -> {
            Matcher next = Pattern.compile("^[\\p{L}_][\\p{L}\\p{N}_]*").matcher(code.substring(schema.end()));
            boolean table = next.find()
                    && tables.stream().anyMatch(it -> fold(it.sqlName()).equals(fold(next.group())));
            return table ? "" : Matcher.quoteReplacement(schema.group());
        });
    }

    /** SQL Server joins texts with a plus: {@code first + ' ' + last}. */
    private static String joined(String sql) {
        StringBuilder text = new StringBuilder();
        boolean joins = false;
        for (SqlToken token : SqlLexer.tokens(sql)) {
            boolean string =
                    token.kind() == SqlToken.Kind.STRING && !token.value().matches("\\s*[-+]?\\d.*");
            String code = token.text();
            if (string && text.toString().matches("(?s).*[\\w)`'\"]\\s*\\+\\s*")) {
                int plus = text.lastIndexOf("+");
                text.replace(plus, plus + 1, "||");
            } else if (joins && token.kind() == SqlToken.Kind.CODE) {
                code = code.replaceFirst("^(\\s*)\\+(?=\\s*[\\w(`'\"]|\\s*$)", "$1||");
            }
            joins = string;
            text.append(code);
        }
        return text.toString();
    }

    private static String bracketed(String code, Set<String> names) {
        return BRACKETED
                .matcher(code)
                .replaceAll(name -> Matcher.quoteReplacement(
                        names.contains(fold(name.group(1))) ? SqlIdentifiers.quote(name.group(1)) : name.group()));
    }
}
