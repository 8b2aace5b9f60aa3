package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition of a filter as far as it can be told without parsing it: the columns that it names and the values that
 * it compares them with. SQL keeps to a filter when it names them too; how it does so is its own affair.
 */
public record ActiveFilter(List<String> columns, List<String> values) {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_.])\\d+(?:\\.\\d+)?");

    public static ActiveFilter of(String condition, DataContext context) {
        Set<String> columns = new LinkedHashSet<>();
        List<String> values = new ArrayList<>();
        for (SqlToken token : SqlLexer.tokens(condition)) {
            switch (token.kind()) {
                case STRING -> values.add(token.value());
                case IDENTIFIER -> columns.add(SqlIdentifiers.fold(token.identifier()));
                case CODE -> {
                    NUMBER.matcher(token.text()).results().forEach(number -> values.add(number.group()));
                    context.tables().stream()
                            .flatMap(table -> table.columns().stream())
                            .map(ColumnProfile::sqlName)
                            .filter(name -> SqlIdentifiers.mentioned(name, token.text()))
                            .forEach(name -> columns.add(SqlIdentifiers.fold(name)));
                }
                case COMMENT -> {}
            }
        }
        return new ActiveFilter(List.copyOf(columns), List.copyOf(values));
    }

    /** Whether a query from these tables can keep to it: one of them has the columns. */
    public boolean concerns(String sql, DataContext context) {
        return !columns.isEmpty()
                && context.tables().stream()
                        .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                        .anyMatch(table -> columns.stream()
                                .anyMatch(column -> table.column(column).isPresent()));
    }

    public boolean keptBy(String sql) {
        StringBuilder said = new StringBuilder();
        SqlLexer.tokens(sql).stream()
                .filter(token -> token.kind() != SqlToken.Kind.COMMENT)
                .forEach(token -> said.append(token.text()).append(' '));
        // A quote within a text is written as two or behind a backslash.
        String bare = said.toString().replaceAll("['\\\\]", "");
        return columns.stream().allMatch(column -> SqlIdentifiers.mentioned(column, said))
                && values.stream().allMatch(value -> valued(bare, value.replaceAll("['\\\\]", "")));
    }

    private static boolean valued(CharSequence sql, String value) {
        Matcher stored = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sql);
        return stored.find();
    }
}
