package io.github.bigdatamigrator.sql;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces syntax of other dialects that has one meaning only: {@code x::text}, {@code [Order Details]}, {@code AS 'a
 * name'}, and the date patterns of PostgreSQL and MySQL. Other syntax stays, and Spark's error goes to the model.
 */
final class ForeignSyntaxRewriter {
    private static final Pattern TYPE = Pattern.compile("(?i)(::\\s*|\\bas\\s+)(?:"
            + "(text|n?varchar|character\\s+varying)(?!\\s*\\(|\\w)|(double\\s+precision)|(signed|unsigned)(?!\\w))");
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
    private static final Map<String, String> OF_SIGNS = Map.of(
            "Y", "yyyy", "y", "yy", "m", "MM", "d", "dd", "H", "HH", "i", "mm", "s", "ss", "b", "MMM", "M", "MMMM", "W",
            "EEEE");

    private static final Pattern SIGNS = Pattern.compile("%([A-Za-z])");

    private ForeignSyntaxRewriter() {}

    /** The statement in Spark's syntax; the same text if it has no foreign syntax. */
    static String rewrite(String sql, List<SqlTable> tables) {
        Set<String> names = new HashSet<>();
        for (SqlTable table : tables) {
            names.addAll(List.of(fold(table.name()), fold(table.sqlName())));
            table.columns().forEach(column -> names.addAll(List.of(fold(column.name()), fold(column.sqlName()))));
        }
        StringBuilder rewritten = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            String text = token.text();
            if (token.kind() == SqlToken.Kind.CODE) {
                text = types(bracketed(text, names));
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
