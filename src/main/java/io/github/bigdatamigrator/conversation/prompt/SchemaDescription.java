package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * The profile as {@code CREATE TABLE} statements with what the full data says in comments, within a number of tokens.
 * Tables and columns keep the order of the files; every column has its floor (name and type), and comments are given in
 * the order of {@link ColumnPriority} while tokens last. Where even the floor is too long, alike columns are grouped,
 * then the least asked-for are counted instead of named, and the text says so.
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
     * @param question whose words bring columns forward
     * @param lastSql the last query, whose columns follow; empty where there is none
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
        order.forEach(place -> all.add(place.column()));
        String full = tables.ddl(all);
        if (fits(full)) {
            return full;
        }
        String floor = tables.ddl(Set.of());
        return fits(floor) ? filled(order, budget - tokens.applyAsInt(floor)) : grouped(order);
    }

    private boolean fits(String text) {
        return tokens.applyAsInt(text) <= budget;
    }

    /** The floor with as many comments as the rest of the budget pays for. */
    private String filled(List<ColumnPriority.RankedColumn> order, int rest) {
        List<ColumnProfile> chosen = new ArrayList<>();
        int left = rest;
        for (ColumnPriority.RankedColumn place : order) {
            String comment = tables.comment(place.table(), place.column());
            int cost = comment.isEmpty() ? 0 : tokens.applyAsInt(" -- " + comment);
            if (cost > 0 && cost <= left) {
                chosen.add(place.column());
                left -= cost;
            }
        }
        // Tokens of parts need not add up to those of the whole.
        int kept = largest(chosen.size(), count -> fits(tables.ddl(identities(chosen.subList(0, count)))));
        return tables.ddl(identities(chosen.subList(0, kept)));
    }

    private String grouped(List<ColumnPriority.RankedColumn> order) {
        String groups = tables.groups();
        if (fits(groups)) {
            return groups;
        }
        List<ColumnProfile> wanted = order.stream()
                .sorted(Comparator.comparingInt(ColumnPriority.RankedColumn::rank))
                .map(ColumnPriority.RankedColumn::column)
                .toList();
        int columns = largest(
                wanted.size(), count -> fits(tables.selection(identities(wanted.subList(0, count)), tables.size())));
        if (columns > 0 || fits(tables.selection(Set.of(), tables.size()))) {
            return tables.selection(identities(wanted.subList(0, columns)), tables.size());
        }
        return tables.selection(Set.of(), largest(tables.size(), count -> fits(tables.selection(Set.of(), count))));
    }

    /** The largest number up to the limit for which it still holds, as long as it stops holding only once. */
    private static int largest(int limit, IntPredicate holds) {
        int low = 0;
        int high = limit;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Columns of two tables may be equal records; here each stands for itself. */
    private static Set<ColumnProfile> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Set<ColumnProfile> identities(List<ColumnProfile> columns) {
        Set<ColumnProfile> set = identities();
        set.addAll(columns);
        return set;
    }
}
