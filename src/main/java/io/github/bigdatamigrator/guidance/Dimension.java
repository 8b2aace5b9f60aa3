package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that rows can be grouped by: a parent table by its label, or a column of the rows themselves.
 *
 * @param words what one group is called, in the singular
 * @param select the first columns of the result
 * @param groupBy what the rows are grouped by
 * @param filter a WHERE clause on a line of its own that leaves out rows of no group, or empty
 * @param groups how many groups there are, about
 * @param reason how the rows come to be grouped so
 */
record Dimension(
        JoinPath route, Words words, String select, String groupBy, String filter, long groups, String reason) {
    private static final Set<String> SELLING = Words.set("""
        product item article good track song album artist genre film movie book title author game app
        category brand sku artikel produkt produkte ware dish meal menu drink part model vehicle car
        service subscription plan course ticket toy wine variety material device
        """);
    private static final Set<String> BUYERS =
            Set.of("customer", "client", "buyer", "kunde", "kunden", "account", "patron");
    private static final Set<String> TITLES = Set.of("name", "id", "code", "key", "label", "description");

    /** Whether it makes sense to call a group “selling”. */
    boolean sells() {
        return words.any(SELLING);
    }

    String many() {
        return words.many();
    }

    /** The parent table at the end of the route, by its label; nothing where its rows have no name. */
    static Optional<Dimension> parent(JoinPath route) {
        TableNode parent = route.end();
        return LabelColumns.of(parent).map(label -> {
            ForeignKeyEdge last = route.links().get(route.links().size() - 1);
            Set<String> groupBy = new LinkedHashSet<>();
            List<ColumnProfile> key = last.parentColumns();
            key.forEach(column -> groupBy.add(route.column(parent, column)));
            label.columns().forEach(column -> groupBy.add(route.column(parent, column)));
            Set<String> select = new LinkedHashSet<>(List.of(label.select(route)));
            if (label.ambiguous()) {
                key.forEach(column -> select.add(route.column(parent, column)));
            }
            long groups = last.childColumns().size() == 1
                    ? Math.min(last.childColumns().get(0).distinct().value(), parent.rows())
                    : parent.rows();
            return new Dimension(
                    route,
                    parent.words().singular(),
                    String.join(", ", select),
                    String.join(", ", groupBy),
                    "",
                    groups,
                    route.start().table().name() + " leads to " + (route.direct() ? "" : "up to ")
                            + NumberFormat.of(groups) + " " + (groups == 1 ? parent.one() : parent.many()) + by(route));
        });
    }

    private static String by(JoinPath route) {
        List<String> columns = new ArrayList<>();
        route.links().forEach(link -> link.childColumns().forEach(column -> columns.add(column.name())));
        return " by " + String.join(", ", columns);
    }

    /** A column of the table at the end of the route. */
    static Dimension column(JoinPath route, ColumnProfile column) {
        TableNode owner = route.end();
        Words own = Words.of(column.name()).dropLast(TITLES);
        Words words = own;
        // “billing country” says enough, since the orders are asked about anyway; “country” of a customer does not
        if (!route.links().isEmpty()
                && !owner.saleLike()
                && !own.any(owner.words().singular().list())) {
            List<String> both = new ArrayList<>(owner.words().singular().list());
            both.addAll(own.list());
            words = new Words(both);
        }
        String sql = route.column(owner, column);
        return new Dimension(
                route,
                words.singular(),
                sql,
                sql,
                column.nulls() > 0 && route.links().isEmpty() ? "\nWHERE " + sql + " IS NOT NULL" : "",
                column.distinct().value(),
                owner.table().name() + "." + column.name() + " has "
                        + (column.distinct().exact() ? "" : "about ")
                        + NumberFormat.of(column.distinct().value()) + " different values");
    }

    /** Every parent with a name: those who buy, what is bought, all others; nearest first. */
    static List<Dimension> parents(TableNode subject) {
        return JoinPath.from(subject).stream()
                .flatMap(route -> parent(route).stream())
                .filter(dimension -> dimension.groups() > 1)
                .sorted(Comparator.comparingInt(
                        dimension -> dimension.words().any(BUYERS) ? 0 : dimension.sells() ? 1 : 2))
                .toList();
    }

    /** The table's own columns that name something and come back in several rows. */
    static List<Dimension> own(TableNode subject) {
        return subject.columns(ColumnRole.CATEGORY, ColumnRole.NAME).stream()
                .filter(column -> column.type().kind() == io.github.bigdatamigrator.context.ColumnType.Kind.STRING)
                .filter(column ->
                        column.distinct().value() > 1 && column.distinct().value() * 2 <= subject.rows())
                .filter(column -> !ColumnRoles.personName(column) && column.nulls() * 3 < subject.rows())
                .map(column -> column(JoinPath.none(subject), column))
                .toList();
    }
}
