package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition of a filter as far as it can be told without parsing it: the columns that it names and the values that it compares them
 * with. SQL keeps to a filter when it names them too; how it does so is its own affair.
 */
record KeptFilter(List<String> columns, List<String> values) {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_.])\\d+(?:\\.\\d+)?");

    static KeptFilter of(String condition, DataContext context) {
        Set<String> columns = new LinkedHashSet<>();
        List<String> values = new ArrayList<>();
        for (SqlText.Part part : SqlText.parts(condition)) {
            switch (part.kind()) {
                case STRING -> values.add(part.value());
                case NAME -> columns.add(part.text().replace("`", "").toLowerCase(Locale.ROOT));
                case CODE -> {
                    NUMBER.matcher(part.text()).results().forEach(number -> values.add(number.group()));
                    for (TableProfile table : context.tables()) {
                        for (ColumnProfile column : table.columns()) {
                            if (word(column.sqlName()).matcher(part.text()).find()) {
                                columns.add(column.sqlName().toLowerCase(Locale.ROOT));
                            }
                        }
                    }
                }
                case COMMENT -> {}
            }
        }
        return new KeptFilter(List.copyOf(columns), List.copyOf(values));
    }

    /** Whether a query from these tables can keep to it: one of them has the columns. */
    boolean concerns(String sql, DataContext context) {
        return !columns.isEmpty()
                && context.tables().stream()
                        .filter(table -> word(table.sqlName()).matcher(sql).find())
                        .anyMatch(table -> columns.stream()
                                .anyMatch(column -> table.column(column).isPresent()));
    }

    boolean keptBy(String sql) {
        StringBuilder said = new StringBuilder();
        SqlText.parts(sql).stream()
                .filter(part -> part.kind() != SqlText.Kind.COMMENT)
                .forEach(part -> said.append(part.text()).append(' '));
        // A quote within a text is written as two or behind a backslash.
        String bare = said.toString().replaceAll("['\\\\]", "");
        return columns.stream().allMatch(column -> word(column).matcher(said).find())
                && values.stream().allMatch(value -> valued(bare, value.replaceAll("['\\\\]", "")));
    }

    private static boolean valued(CharSequence sql, String value) {
        Matcher stored = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sql);
        return stored.find();
    }

    private static Pattern word(String name) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
