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
record Route(Subject start, List<Link> links) {
    private static final int LONGEST = 4;

    Route {
        links = List.copyOf(links);
    }

    static Route none(Subject start) {
        return new Route(start, List.of());
    }

    /** All the parents within reach, each once and by the shortest way. */
    static List<Route> from(Subject start) {
        List<Route> found = new ArrayList<>();
        List<Subject> seen = new ArrayList<>(List.of(start));
        List<Route> frontier = List.of(none(start));
        for (int step = 0; step < LONGEST; step++) {
            List<Route> next = new ArrayList<>();
            for (Route route : frontier) {
                for (Route longer : route.longer()) {
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
    private List<Route> longer() {
        List<Route> longer = new ArrayList<>();
        end().parents().forEach(link -> longer.add(plus(link)));
        for (Link link : end().children()) {
            if (link.pairsEachWithOne()) {
                longer.add(plus(link.turned()).plus(link.child().otherThan(link)));
            }
        }
        return longer;
    }

    private Route plus(Link link) {
        List<Link> longer = new ArrayList<>(links);
        longer.add(link);
        return new Route(start, longer);
    }

    Subject end() {
        return links.isEmpty() ? start : links.get(links.size() - 1).parent();
    }

    boolean direct() {
        return links.size() <= 1;
    }

    /** What stands after FROM: the start, joined to each table on the way. */
    String sql() {
        StringBuilder sql = new StringBuilder(start.sqlName());
        for (Link link : links) {
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
    String column(Subject subject, ColumnProfile column) {
        String name = quoteIfNeeded(column.sqlName());
        return links.isEmpty() ? name : subject.sqlName() + "." + name;
    }

    String columns(Subject subject, List<ColumnProfile> columns) {
        return columns.stream().map(column -> column(subject, column)).collect(Collectors.joining(", "));
    }
}
