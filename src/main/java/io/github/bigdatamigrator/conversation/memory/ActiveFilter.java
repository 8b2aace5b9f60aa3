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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks whether SQL applies a filter, by the columns and values that the filter's condition mentions. The check is
 * textual: SQL that mentions all of them passes, whatever it does with them.
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

    /** Whether a table in the query has one of the filter's columns. */
    public boolean appliesTo(String sql, DataContext context) {
        return !columns.isEmpty()
                && context.tables().stream()
                        .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                        .anyMatch(table -> columns.stream()
                                .anyMatch(column -> table.column(column).isPresent()));
    }

    /** Whether the query mentions all columns and values outside comments. */
    public boolean isMentionedIn(String sql) {
        String code = SqlLexer.tokens(sql).stream()
                .filter(token -> token.kind() != SqlToken.Kind.COMMENT)
                .map(SqlToken::text)
                .collect(Collectors.joining(" "));
        // A quote inside a string literal is doubled or follows a backslash.
        String unquoted = code.replaceAll("['\\\\]", "");
        return columns.stream().allMatch(column -> SqlIdentifiers.mentioned(column, code))
                && values.stream().allMatch(value -> containsValue(unquoted, value.replaceAll("['\\\\]", "")));
    }

    private static boolean containsValue(String sql, String value) {
        return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
                .matcher(sql)
                .find();
    }
}
