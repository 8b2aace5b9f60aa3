package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Names the columns of a table: a blank name becomes {@code column_3}, repeated names get distinct SQL names. */
public final class ColumnNaming {
    private ColumnNaming() {}

    public static List<SourceColumn> columns(String table, List<String> header, List<Problem> problems) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long blank = 0;
        List<String> twice = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isBlank()) {
                blank++;
                name = "column_" + (i + 1);
            } else if (!seen.add(name)) {
                twice.add(name);
            }
            names.add(name);
        }
        if (blank > 0) {
            problems.add(
                    new Problem(table, "columns without a name; they are named by their position, column_N", blank));
        }
        if (!twice.isEmpty()) {
            problems.add(new Problem(
                    table,
                    "column names that occur twice: " + String.join(", ", twice) + "; in SQL they are numbered",
                    twice.size()));
        }
        List<String> sqlNames = SqlIdentifiers.unquotedNames(names);
        return IntStream.range(0, names.size())
                .mapToObj(i -> new SourceColumn(names.get(i), sqlNames.get(i), null))
                .toList();
    }
}
