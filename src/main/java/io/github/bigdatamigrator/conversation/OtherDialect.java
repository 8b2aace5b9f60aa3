package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What models write of other systems' SQL where it can mean but one thing, in Spark's words: {@code x::text}, {@code [Order Details]},
 * {@code AS 'a name'}, and the date patterns of PostgreSQL and MySQL. What needs thought is left to the model, which is told of the error.
 */
final class OtherDialect {
    private static final Pattern TYPE = Pattern.compile("(?i)(::\\s*|\\bas\\s+)(?:"
            + "(text|n?varchar|character\\s+varying)(?!\\s*\\(|\\w)|(double\\s+precision)|(signed|unsigned)(?!\\w))");
    private static final Pattern BRACKETED = Pattern.compile("(?<![\\p{L}\\p{N}_\\])`])\\[([^\\[\\]]+)\\]");
    private static final Pattern ALIASED = Pattern.compile("(?is)\\bas\\s*$");
    private static final Pattern FORMATTED =
            Pattern.compile("(?is)\\b(?:date_format|to_char|to_date|to_timestamp|to_varchar)\\s*\\([^;]*,\\s*$");

    /** Patterns of PostgreSQL and Oracle, the longer ones first. */
    private static final Pattern LETTERS =
            Pattern.compile("YYYY|YY|HH24|HH12|HH|MI|MM|MONTH|Month|month|MON|Mon|mon|DD|DAY|Day|day|DY|Dy|dy|SS|FM");

    private static final Map<String, String> OF_LETTERS = Map.ofEntries(
            Map.entry("YYYY", "yyyy"),
            Map.entry("YY", "yy"),
            Map.entry("HH24", "HH"),
            Map.entry("HH12", "hh"),
            Map.entry("HH", "hh"),
            Map.entry("MI", "mm"),
            Map.entry("MM", "MM"),
            Map.entry("MONTH", "MMMM"),
            Map.entry("MON", "MMM"),
            Map.entry("DD", "dd"),
            Map.entry("DAY", "EEEE"),
            Map.entry("DY", "EEE"),
            Map.entry("SS", "ss"),
            Map.entry("FM", ""));

    /** Patterns of MySQL and of C. */
    private static final Map<String, String> OF_SIGNS = Map.of(
            "Y", "yyyy", "y", "yy", "m", "MM", "d", "dd", "H", "HH", "i", "mm", "s", "ss", "b", "MMM", "M", "MMMM", "W",
            "EEEE");

    private static final Pattern SIGNS = Pattern.compile("%([A-Za-z])");

    private OtherDialect() {}

    /** The statement in Spark's words; the same text where it has nothing of this kind. */
    static String read(String sql, DataContext context) {
        Set<String> names = new HashSet<>();
        for (TableProfile table : context.tables()) {
            names.add(fold(table.name()));
            names.add(fold(table.sqlName()));
            table.columns().forEach(column -> names.addAll(List.of(fold(column.name()), fold(column.sqlName()))));
        }
        StringBuilder read = new StringBuilder();
        for (SqlText.Part part : SqlText.parts(sql)) {
            String text = part.text();
            if (part.kind() == SqlText.Kind.CODE) {
                text = types(bracketed(text, names));
            } else if (part.kind() == SqlText.Kind.STRING && text.startsWith("'")) {
                boolean alias = ALIASED.matcher(read).find();
                text = alias ? "`" + part.value().replace("`", "``") + "`" : text;
                text = !alias && FORMATTED.matcher(read).find() ? "'" + pattern(part.value()) + "'" : text;
            }
            read.append(text);
        }
        return read.toString();
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
                        names.contains(fold(name.group(1))) ? "`" + name.group(1) + "`" : name.group()));
    }

    /** A pattern with signs, or with letters for the year that Spark never takes; any other is Spark's own. */
    private static String pattern(String pattern) {
        if (SIGNS.matcher(pattern).find()) {
            return SIGNS.matcher(pattern)
                    .replaceAll(sign -> Matcher.quoteReplacement(OF_SIGNS.getOrDefault(sign.group(1), sign.group())));
        }
        return pattern.contains("YY")
                ? LETTERS.matcher(pattern)
                        .replaceAll(it -> OF_LETTERS.getOrDefault(it.group().toUpperCase(Locale.ROOT), it.group()))
                : pattern;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
