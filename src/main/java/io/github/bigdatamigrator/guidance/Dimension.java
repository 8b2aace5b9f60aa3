package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes a way to group rows: by a parent table's label, or by a column.
 *
 * @param words the name of one group, in the singular
 * @param select the first columns of the result
 * @param groupBy the GROUP BY list
 * @param filter a WHERE clause on a line of its own that leaves out rows without a group, or empty
 * @param groups the approximate number of groups
 * @param reason how many groups there are, and where they come from
 */
record Dimension(
        JoinPath path, NounPhrase words, String select, String groupBy, String filter, long groups, String reason) {
    private static final Set<String> PRODUCT_WORDS = NounPhrase.set("""
        product item article good track song album artist genre film movie book title author game app
        category brand sku artikel produkt produkte ware dish meal menu drink part model vehicle car
        service subscription plan course ticket toy wine variety material device
        """);
    private static final Set<String> CUSTOMER_WORDS =
            Set.of("customer", "client", "buyer", "kunde", "kunden", "account", "patron");
    private static final Set<String> LABEL_WORDS = Set.of("name", "id", "code", "key", "label", "description");

    /** Whether a group can be “selling”. */
    boolean isProduct() {
        return words.any(PRODUCT_WORDS);
    }

    String plural() {
        return words.pluralNoun();
    }

    /** A query that computes the columns for each group, the largest first by the column {@code order}. */
    String topGroups(String columns, String order, int limit) {
        return query(columns, filter, order, limit);
    }

    /** As {@link #topGroups}, with a condition on the rows instead of the dimension's own. */
    String query(String columns, String where, String order, int limit) {
        return "SELECT %s, %s\nFROM %s%s\nGROUP BY %s\nORDER BY %s DESC, %s\nLIMIT %s"
                .formatted(select, columns, path.sql(), where, groupBy, order, groupBy, limit);
    }

    /** The parent table at the end of the path, by its label; empty where its rows have no name. */
    static Optional<Dimension> parent(JoinPath path) {
        TableNode parent = path.end();
        return LabelColumns.of(parent).map(label -> {
            ForeignKeyEdge last = path.edges().get(path.edges().size() - 1);
            Set<String> groupBy = new LinkedHashSet<>();
            List<ColumnProfile> key = last.parentColumns();
            key.forEach(column -> groupBy.add(path.column(parent, column)));
            label.columns().forEach(column -> groupBy.add(path.column(parent, column)));
            Set<String> select = new LinkedHashSet<>(List.of(label.select(path)));
            if (label.isAmbiguous()) {
                key.forEach(column -> select.add(path.column(parent, column)));
            }
            long groups = last.isComposite()
                    ? parent.rows()
                    : Math.min(last.reference().distinct().value(), parent.rows());
            String references = path.edges().stream()
                    .flatMap(edge -> edge.childColumns().stream().map(ColumnProfile::name))
                    .collect(Collectors.joining(", "));
            return new Dimension(
                    path,
                    parent.words().singular(),
                    String.join(", ", select),
                    String.join(", ", groupBy),
                    "",
                    groups,
                    path.start().name() + " leads to " + (path.hasAtMostOneJoin() ? "" : "up to ")
                            + NumberFormat.of(groups) + " " + (groups == 1 ? parent.singular() : parent.plural())
                            + " by " + references);
        });
    }

    /** A column of the table at the end of the path. */
    static Dimension column(JoinPath path, ColumnProfile column) {
        TableNode owner = path.end();
        List<String> ownerWords = owner.words().singular().list();
        NounPhrase words = NounPhrase.of(column).dropLast(LABEL_WORDS);
        // “billing country” of an order needs no owner, since the question is about orders; “country” of a customer
        // does
        if (path.hasJoins() && !owner.isSalesTable() && !words.any(ownerWords)) {
            List<String> both = new ArrayList<>(ownerWords);
            both.addAll(words.list());
            words = new NounPhrase(both);
        }
        String sql = path.column(owner, column);
        return new Dimension(
                path,
                words.singular(),
                sql,
                sql,
                column.nulls() > 0 && !path.hasJoins() ? "\nWHERE " + sql + " IS NOT NULL" : "",
                column.distinct().value(),
                owner.distinctValuesOf(column));
    }

    /** Every ancestor with a label: first customers, then products, then all others; nearest first. */
    static List<Dimension> parents(TableNode node) {
        return JoinPath.from(node).stream()
                .flatMap(path -> parent(path).stream())
                .filter(dimension -> dimension.groups() > 1)
                .sorted(Comparator.comparingInt(
                        dimension -> dimension.words().any(CUSTOMER_WORDS) ? 0 : dimension.isProduct() ? 1 : 2))
                .toList();
    }

    /** The table's own text columns whose values are repeated. */
    static List<Dimension> own(TableNode node) {
        return node.columns(ColumnRole.CATEGORY, ColumnRole.NAME).stream()
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING)
                .filter(column -> column.distinct().value() > 1
                        && column.distinct().value() * 2 <= node.rows()
                        && !ColumnRoles.isPersonName(column)
                        && column.nulls() * 3 < node.rows())
                .map(column -> column(JoinPath.of(node), column))
                .toList();
    }
}
