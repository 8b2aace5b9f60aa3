package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Ranks columns by how likely a question needs them. */
final class ColumnPriority {
    private ColumnPriority() {}

    /** A column, its table and its rank; 0 comes first. */
    record RankedColumn(TableProfile table, ColumnProfile column, int rank) {}

    /**
     * The columns in this order: those that the question names or whose values it mentions, those of the last query,
     * keys and join columns, categories, dates, measures, all others. Columns of equal rank keep the order of the
     * files.
     */
    static List<RankedColumn> of(DataContext context, String question, String lastSql) {
        Set<String> asked = FoldedWords.stems(question);
        Set<String> used =
                new HashSet<>(List.of(lastSql.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+")));
        Set<String> joined = new HashSet<>();
        for (Relationship edge : context.relationships()) {
            edge.fromColumns().forEach(column -> joined.add(edge.fromTable() + "." + column));
            edge.toColumns().forEach(column -> joined.add(edge.toTable() + "." + column));
        }
        List<RankedColumn> columns = new ArrayList<>();
        for (TableProfile table : context.tables()) {
            for (ColumnProfile column : table.columns()) {
                int rank = rank(table, column, asked, used, joined);
                columns.add(new RankedColumn(table, column, rank));
            }
        }
        columns.sort(Comparator.comparingInt(RankedColumn::rank));
        return columns;
    }

    private static int rank(
            TableProfile table, ColumnProfile column, Set<String> asked, Set<String> used, Set<String> joined) {
        if (asked.containsAll(FoldedWords.stems(column.name())) || mentionsValue(column, asked)) {
            return 0;
        }
        if (used.contains(column.sqlName().toLowerCase(Locale.ROOT))) {
            return 1;
        }
        List<String> key = table.primaryKey();
        if (joined.contains(table.name() + "." + column.name()) || (key != null && key.contains(column.name()))) {
            return 2;
        }
        if (ColumnComment.isCategorical(column, true)) {
            return 3;
        }
        return column.type().temporal() ? 4 : column.type().numeric() ? 5 : 6;
    }

    private static boolean mentionsValue(ColumnProfile column, Set<String> asked) {
        return !column.type().numeric()
                && column.topValues().stream()
                        .map(top -> FoldedWords.stems(top.value()))
                        .anyMatch(stems -> !stems.isEmpty() && asked.containsAll(stems));
    }
}
