package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the FROM clause for the tables that a failed query or the question names, joined by the foreign keys of the
 * profile, with the columns of these tables: a start for a model whose first correction failed too.
 */
final class RepairSkeleton {
    private static final int MAX_TABLES = 4;
    private static final int MAX_LENGTH = 700;

    private RepairSkeleton() {}

    /** Text for the end of a hint; empty if no table is named. */
    static String of(ModelPrompt asked, String failedSql) {
        DataContext context = asked.turn().data().context();
        List<TableProfile> named = context.tables().stream()
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), failedSql))
                .toList();
        Set<String> words = FoldedWords.stems(asked.turn().question());
        List<TableProfile> tables = named.isEmpty()
                ? context.tables().stream()
                        .filter(table -> words.containsAll(FoldedWords.stems(table.name())))
                        .toList()
                : named;
        String skeleton = skeleton(tables.stream().limit(MAX_TABLES).toList(), context);
        return tables.isEmpty() || skeleton.length() > MAX_LENGTH
                ? ""
                : asked.pseudonyms().hideHeaders(skeleton);
    }

    private static String skeleton(List<TableProfile> tables, DataContext context) {
        if (tables.isEmpty()) {
            return "";
        }
        Set<TableProfile> joined = new LinkedHashSet<>(List.of(tables.get(0)));
        StringBuilder from = new StringBuilder(tables.get(0).sqlName());
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Relationship edge : context.foreignKeys()) {
                TableProfile child = context.table(edge.fromTable()).orElse(null);
                TableProfile parent = context.table(edge.toTable()).orElse(null);
                if (child == null || parent == null || joined.contains(child) == joined.contains(parent)) {
                    continue;
                }
                TableProfile added = joined.contains(child) ? parent : child;
                if (tables.contains(added)) {
                    joined.add(added);
                    from.append(" JOIN ").append(added.sqlName()).append(" ON ").append(on(edge, child, parent));
                    grows = true;
                }
            }
        }
        List<String> columns = new ArrayList<>();
        for (TableProfile table : joined) {
            columns.add(table.sqlName()
                    + table.columns().stream().map(ColumnProfile::sqlName).collect(Collectors.joining(", ", "(", ")")));
        }
        return "\nStart anew from this, with no other columns:\nSELECT ... FROM " + from + "\n"
                + String.join("\n", columns);
    }

    private static String on(Relationship edge, TableProfile child, TableProfile parent) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < edge.fromColumns().size(); i++) {
            pairs.add(child.sqlName() + "." + sqlName(child, edge.fromColumns().get(i)) + " = " + parent.sqlName() + "."
                    + sqlName(parent, edge.toColumns().get(i)));
        }
        return String.join(" AND ", pairs);
    }

    private static String sqlName(TableProfile table, String column) {
        return table.column(column).map(ColumnProfile::sqlName).orElse(column);
    }
}
