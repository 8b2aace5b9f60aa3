package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way from a table up to one of its parents, or no step at all; each step is many to one, so that no row counts
 * twice.
 */
record JoinPath(TableNode start, List<ForeignKeyEdge> links) {
    private static final int LONGEST = 4;

    JoinPath {
        links = List.copyOf(links);
    }

    static JoinPath none(TableNode start) {
        return new JoinPath(start, List.of());
    }

    /** All the parents within reach, each once and by the shortest way. */
    static List<JoinPath> from(TableNode start) {
        List<JoinPath> found = new ArrayList<>();
        List<TableNode> seen = new ArrayList<>(List.of(start));
        List<JoinPath> frontier = List.of(none(start));
        for (int step = 0; step < LONGEST; step++) {
            List<JoinPath> next = new ArrayList<>();
            for (JoinPath route : frontier) {
                for (JoinPath longer : route.longer()) {
                    if (!seen.contains(longer.end())) {
                        seen.add(longer.end());
                        next.add(longer);
                    }
                }
            }
            found.addAll(next);
            frontier = next;
        }
        return found;
    }

    /** One step on: to each parent, and over a table that pairs each row with one of another. */
    private List<JoinPath> longer() {
        List<JoinPath> longer = new ArrayList<>();
        end().parents().forEach(link -> longer.add(plus(link)));
        for (ForeignKeyEdge link : end().children()) {
            if (link.pairsEachWithOne()) {
                longer.add(plus(link.turned()).plus(link.child().otherThan(link)));
            }
        }
        return longer;
    }

    private JoinPath plus(ForeignKeyEdge link) {
        List<ForeignKeyEdge> longer = new ArrayList<>(links);
        longer.add(link);
        return new JoinPath(start, longer);
    }

    TableNode end() {
        return links.isEmpty() ? start : links.get(links.size() - 1).parent();
    }

    boolean direct() {
        return links.size() <= 1;
    }

    /** What stands after FROM: the start, joined to each table on the way. */
    String sql() {
        StringBuilder sql = new StringBuilder(start.sqlName());
        for (ForeignKeyEdge link : links) {
            sql.append("\nJOIN ").append(link.parent().sqlName()).append(" ON ");
            List<String> pairs = new ArrayList<>();
            for (int i = 0; i < link.childColumns().size(); i++) {
                pairs.add(column(link.child(), link.childColumns().get(i)) + " = "
                        + column(link.parent(), link.parentColumns().get(i)));
            }
            sql.append(String.join(" AND ", pairs));
        }
        return sql.toString();
    }

    /** The column's name in this query: with its table where there is more than one. */
    String column(TableNode subject, ColumnProfile column) {
        String name = quoteIfNeeded(column.sqlName());
        return links.isEmpty() ? name : subject.sqlName() + "." + name;
    }

    String columns(TableNode subject, List<ColumnProfile> columns) {
        return columns.stream().map(column -> column(subject, column)).collect(Collectors.joining(", "));
    }
}
