package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates a filter in the user's words to an SQL condition if it is unambiguous: years of a single date column, or
 * stored values of a single column. Otherwise there is no condition, and the model interprets the words.
 */
final class FilterParser {
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d{2}\\b");
    private static final Pattern RANGE =
            Pattern.compile("(?i)\\b(?:between|from)?\\s*((?:19|20)\\d{2})\\s*(?:and|to|until|till|through|-|–)"
                    + "\\s*((?:19|20)\\d{2})\\b");
    private static final Pattern NEGATIVE = Pattern.compile(
            "(?i)\\b(?:without|exclud\\w*|ignor\\w*|except|leave out|leaving out|skip|drop|not|no|never|nothing)\\b");

    private FilterParser() {}

    static @Nullable String condition(String words, DataContext context, String lastSql) {
        boolean negative = NEGATIVE.matcher(words).find();
        List<String> years =
                YEAR.matcher(words).results().map(MatchResult::group).toList();
        Map<String, List<String>> values = values(words, context);
        if (!years.isEmpty() && values.isEmpty()) {
            String column = timeColumn(words, context, lastSql);
            return column == null ? null : yearCondition(words, "year(" + column + ")", years, negative);
        }
        if (years.isEmpty() && values.size() == 1) {
            Map.Entry<String, List<String>> only = values.entrySet().iterator().next();
            return valueCondition(only.getKey(), only.getValue(), negative);
        }
        return null;
    }

    private static String yearCondition(String words, String year, List<String> years, boolean negative) {
        String not = negative ? " NOT" : "";
        Matcher range = RANGE.matcher(words);
        if (range.find()) {
            return year + not + " BETWEEN " + range.group(1) + " AND " + range.group(2);
        }
        if (years.size() > 1) {
            return year + not + " IN (" + String.join(", ", years) + ")";
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

    private static String valueCondition(String column, List<String> values, boolean negative) {
        List<String> literals = values.stream().map(SqlLiterals::quoteStandard).toList();
        if (literals.size() == 1) {
            return column + (negative ? " <> " : " = ") + literals.get(0);
        }
        return column + (negative ? " NOT IN (" : " IN (") + String.join(", ", literals) + ")";
    }

    /** Returns the frequent values of string columns that the words contain, by column. */
    private static Map<String, List<String>> values(String words, DataContext context) {
        String padded = " " + stemmed(words) + " ";
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (TableProfile table : context.tables()) {
            for (ColumnProfile column : table.columns()) {
                if (column.type().kind() != ColumnType.Kind.STRING) {
                    continue;
                }
                List<String> mentioned = column.topValues().stream()
                        .map(TopValue::value)
                        .filter(value -> !value.contains("\\") && stemmed(value).length() > 1)
                        .filter(value -> padded.contains(" " + stemmed(value) + " "))
                        .toList();
                if (!mentioned.isEmpty()) {
                    // The condition has no table name, so that a column name of several tables counts once.
                    found.putIfAbsent(quoted(column.sqlName()), mentioned);
                }
            }
        }
        return found;
    }

    private static String stemmed(String text) {
        return FoldedWords.of(text).stream().map(Plurals::stem).collect(Collectors.joining(" "));
    }

    /** Returns the date column that is named, else the only one in the last query's tables, else the only one. */
    private static @Nullable String timeColumn(String words, DataContext context, String lastSql) {
        List<ColumnProfile> all = new ArrayList<>();
        List<ColumnProfile> queried = new ArrayList<>();
        List<ColumnProfile> named = new ArrayList<>();
        Set<String> stems = FoldedWords.stems(words);
        for (TableProfile table : context.tables()) {
            boolean inLastQuery = SqlIdentifiers.mentioned(table.sqlName(), lastSql);
            for (ColumnProfile column : table.columns()) {
                if (column.type().temporal()) {
                    all.add(column);
                    if (inLastQuery) {
                        queried.add(column);
                    }
                    if (stems.containsAll(FoldedWords.stems(column.sqlName()))) {
                        named.add(column);
                    }
                }
            }
        }
        for (List<ColumnProfile> candidates : List.of(named, queried, all)) {
            if (candidates.size() == 1) {
                return quoted(candidates.get(0).sqlName());
            }
        }
        return null;
    }

    private static String quoted(String name) {
        return SqlIdentifiers.isPlain(name) ? name : SqlIdentifiers.quote(name);
    }
}
