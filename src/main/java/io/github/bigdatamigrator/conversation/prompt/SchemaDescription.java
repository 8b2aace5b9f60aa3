package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * Describes the tables as {@code CREATE TABLE} statements with profile figures in comments, within a number of tokens.
 * Tables and columns keep the order of the files. Every column has its name and type; comments are added in the order
 * of {@link ColumnPriority} while tokens are left. If names and types alone are too long, similar columns are grouped;
 * if that is too long, the columns with the lowest priority are only counted.
 */
final class SchemaDescription {
    private final SchemaDdl tables;
    private final ToIntFunction<String> tokens;
    private final int budget;

    private SchemaDescription(SchemaDdl tables, ToIntFunction<String> tokens, int budget) {
        this.tables = tables;
        this.tokens = tokens;
        this.budget = budget;
    }

    /**
     * @param question the question whose words give columns priority
     * @param lastSql the last query, whose columns come next; empty if there is none
     */
    static String of(
            DataContext context,
            HeaderPseudonyms pseudonyms,
            PrivacyLevel level,
            String question,
            String lastSql,
            ToIntFunction<String> tokens,
            int budget) {
        SchemaDdl tables = new SchemaDdl(context, pseudonyms, level);
        return new SchemaDescription(tables, tokens, budget).text(ColumnPriority.of(context, question, lastSql));
    }

    private String text(List<ColumnPriority.RankedColumn> order) {
        Set<ColumnProfile> all = identities();
        order.forEach(ranked -> all.add(ranked.column()));
        String full = tables.ddl(all);
        if (fits(full)) {
            return full;
        }
        String bare = tables.ddl(Set.of());
        return fits(bare) ? withComments(order, budget - tokens.applyAsInt(bare)) : grouped(order);
    }

    private boolean fits(String text) {
        return tokens.applyAsInt(text) <= budget;
    }

    /** Names and types of all columns, with as many comments as the rest of the budget allows. */
    private String withComments(List<ColumnPriority.RankedColumn> order, int rest) {
        List<ColumnProfile> chosen = new ArrayList<>();
        int left = rest;
        for (ColumnPriority.RankedColumn ranked : order) {
            String comment = tables.comment(ranked.table(), ranked.column());
            int cost = comment.isEmpty() ? 0 : tokens.applyAsInt(" -- " + comment);
            if (cost > 0 && cost <= left) {
                chosen.add(ranked.column());
                left -= cost;
            }
        }
        // The tokens of parts do not always add up to those of the whole text.
        int kept = largest(chosen.size(), count -> fits(tables.ddl(identities(chosen.subList(0, count)))));
        return tables.ddl(identities(chosen.subList(0, kept)));
    }

    private String grouped(List<ColumnPriority.RankedColumn> order) {
        String groups = tables.groups();
        if (fits(groups)) {
            return groups;
        }
        List<ColumnProfile> ranked =
                order.stream().map(ColumnPriority.RankedColumn::column).toList();
        int columns = largest(
                ranked.size(), count -> fits(tables.selection(identities(ranked.subList(0, count)), tables.size())));
        if (columns > 0 || fits(tables.selection(Set.of(), tables.size()))) {
            return tables.selection(identities(ranked.subList(0, columns)), tables.size());
        }
        return tables.selection(Set.of(), largest(tables.size(), count -> fits(tables.selection(Set.of(), count))));
    }

    /** The largest number up to the limit for which the monotonic condition holds, by binary search. */
    private static int largest(int limit, IntPredicate condition) {
        int low = 0;
        int high = limit;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (condition.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** An identity set, because columns of two tables may be equal records. */
    private static Set<ColumnProfile> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Set<ColumnProfile> identities(List<ColumnProfile> columns) {
        Set<ColumnProfile> set = identities();
        set.addAll(columns);
        return set;
    }
}
