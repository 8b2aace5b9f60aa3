package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a condition of the words of a filter, where they can mean but one: years of the one date column, or stored
 * values of the one column that holds them. Where they can mean several things there is no condition, and the model has
 * to read the words.
 */
final class FilterParser {
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d{2}\\b");
    private static final Pattern RANGE = Pattern.compile(
            "(?i)\\b(?:between|from)?\\s*((?:19|20)\\d{2})\\s*(?:and|to|until|till|through|-|–)\\s*((?:19|20)\\d{2})\\b");
    private static final Pattern NEGATIVE = Pattern.compile(
            "(?i)\\b(?:without|exclud\\w*|ignor\\w*|except|leave out|leaving out|skip|drop|not|no|never|nothing)\\b");
    private static final Set<ColumnType.Kind> TIMES = Set.of(ColumnType.Kind.DATE, ColumnType.Kind.TIMESTAMP);

    private FilterParser() {}

    static @Nullable String condition(String words, DataContext context, String lastSql) {
        boolean negative = NEGATIVE.matcher(words).find();
        List<String> years =
                YEAR.matcher(words).results().map(year -> year.group()).toList();
        Map<String, List<String>> values = values(words, context);
        if (!years.isEmpty() && values.isEmpty()) {
            String column = timeColumn(words, context, lastSql);
            return column == null ? null : years(words, "year(" + column + ")", years, negative);
        }
        if (years.isEmpty() && values.size() == 1) {
            Map.Entry<String, List<String>> only = values.entrySet().iterator().next();
            return compared(only.getKey(), only.getValue(), negative);
        }
        return null;
    }

    private static String years(String words, String year, List<String> years, boolean negative) {
        Matcher range = RANGE.matcher(words);
        if (range.find()) {
            return year + (negative ? " NOT" : "") + " BETWEEN " + range.group(1) + " AND " + range.group(2);
        }
        if (years.size() > 1) {
            return year + (negative ? " NOT" : "") + " IN (" + String.join(", ", years) + ")";
        }
        String one = years.get(0);
        String lower = FoldedWords.fold(words);
        if (lower.matches(".*\\b(?:since|starting (?:in|with)|from) " + one + ".*")) {
            return year + (negative ? " < " : " >= ") + one;
        }
        if (lower.matches(".*\\bafter " + one + ".*")) {
            return year + (negative ? " <= " : " > ") + one;
        }
        if (lower.matches(".*\\bbefore " + one + ".*")) {
            return year + (negative ? " >= " : " < ") + one;
        }
        if (lower.matches(".*\\b(?:until|till|up to|through) " + one + ".*")) {
            return year + (negative ? " > " : " <= ") + one;
        }
        return year + (negative ? " <> " : " = ") + one;
    }

    private static String compared(String column, List<String> values, boolean negative) {
        List<String> literals = values.stream().map(SqlLiterals::quoteStandard).toList();
        if (literals.size() == 1) {
            return column + (negative ? " <> " : " = ") + literals.get(0);
        }
        return column + (negative ? " NOT IN (" : " IN (") + String.join(", ", literals) + ")";
    }

    /**
     * The stored values that the words name, by column; only columns all of whose frequent values are known and have
     * letters.
     */
    private static Map<String, List<String>> values(String words, DataContext context) {
        String padded = " " + stemmed(words) + " ";
        Map<String, List<String>> found = new LinkedHashMap<>();
        Map<String, Integer> owners = new TreeMap<>();
        for (TableProfile table : context.tables()) {
            for (ColumnProfile column : table.columns()) {
                if (column.type().kind() != ColumnType.Kind.STRING) {
                    continue;
                }
                List<String> hits = new ArrayList<>();
                for (var top : column.topValues()) {
                    String value = stemmed(top.value());
                    if (value.length() > 1 && !top.value().contains("\\") && padded.contains(" " + value + " ")) {
                        hits.add(top.value());
                    }
                }
                if (!hits.isEmpty()) {
                    String name = quoted(column.sqlName());
                    // The same column of two tables would need a table's name, which a query may call otherwise.
                    if (owners.merge(name, 1, Integer::sum) == 1) {
                        found.put(name, hits);
                    }
                }
            }
        }
        return found;
    }

    private static String stemmed(String text) {
        return FoldedWords.of(text).stream().map(Plurals::stem).collect(Collectors.joining(" "));
    }

    /** The date column that is named, or the only one of the last query's tables, or the only one. */
    private static @Nullable String timeColumn(String words, DataContext context, String lastSql) {
        List<ColumnProfile> all = new ArrayList<>();
        List<ColumnProfile> used = new ArrayList<>();
        List<ColumnProfile> named = new ArrayList<>();
        Set<String> stems = FoldedWords.stems(words);
        for (TableProfile table : context.tables()) {
            boolean last = SqlIdentifiers.mentioned(table.sqlName(), lastSql);
            for (ColumnProfile column : table.columns()) {
                if (TIMES.contains(column.type().kind())) {
                    all.add(column);
                    if (last) {
                        used.add(column);
                    }
                    if (stems.containsAll(FoldedWords.stems(column.sqlName()))) {
                        named.add(column);
                    }
                }
            }
        }
        for (List<ColumnProfile> some : List.of(named, used, all)) {
            if (some.size() == 1) {
                return quoted(some.get(0).sqlName());
            }
        }
        return null;
    }

    private static String quoted(String name) {
        return SqlIdentifiers.isPlain(name) ? name : SqlIdentifiers.quote(name);
    }
}
