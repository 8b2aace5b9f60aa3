package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes the joins from a table up to one of its ancestors, or none. Each join is many to one, so that no row of the
 * start is counted twice.
 */
record JoinPath(TableNode start, List<ForeignKeyEdge> edges) {
    private static final int MAX_JOINS = 4;

    JoinPath {
        edges = List.copyOf(edges);
    }

    /** The table alone. */
    static JoinPath of(TableNode start) {
        return new JoinPath(start, List.of());
    }

    /** The table with one parent. */
    static JoinPath of(TableNode start, ForeignKeyEdge edge) {
        return new JoinPath(start, List.of(edge));
    }

    /** The shortest path to each ancestor within reach, found breadth first. */
    static List<JoinPath> from(TableNode start) {
        List<JoinPath> found = new ArrayList<>();
        List<TableNode> seen = new ArrayList<>(List.of(start));
        List<JoinPath> frontier = List.of(of(start));
        for (int step = 0; step < MAX_JOINS; step++) {
            List<JoinPath> next = new ArrayList<>();
            for (JoinPath path : frontier) {
                for (JoinPath longer : path.extensions()) {
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

    /** The path with one more parent, or with the other parent of a junction table that has one row for each row. */
    private List<JoinPath> extensions() {
        List<JoinPath> longer = new ArrayList<>();
        end().parents().forEach(edge -> longer.add(append(edge)));
        for (ForeignKeyEdge edge : end().children()) {
            if (edge.joinsOneToOne()) {
                longer.add(append(edge.reversed()).append(edge.child().otherParent(edge)));
            }
        }
        return longer;
    }

    private JoinPath append(ForeignKeyEdge edge) {
        List<ForeignKeyEdge> longer = new ArrayList<>(edges);
        longer.add(edge);
        return new JoinPath(start, longer);
    }

    TableNode end() {
        return edges.isEmpty() ? start : edges.get(edges.size() - 1).parent();
    }

    boolean hasJoins() {
        return !edges.isEmpty();
    }

    boolean hasAtMostOneJoin() {
        return edges.size() <= 1;
    }

    /** The FROM clause without FROM: the start, joined to each table of the path. */
    String sql() {
        StringBuilder sql = new StringBuilder(start.sqlName());
        for (ForeignKeyEdge edge : edges) {
            sql.append("\nJOIN ").append(edge.parent().sqlName()).append(" ON ");
            List<String> pairs = new ArrayList<>();
            for (int i = 0; i < edge.childColumns().size(); i++) {
                pairs.add(column(edge.child(), edge.childColumns().get(i)) + " = "
                        + column(edge.parent(), edge.parentColumns().get(i)));
            }
            sql.append(String.join(" AND ", pairs));
        }
        return sql.toString();
    }

    /** The column's name in this query, with its table where there are joins. */
    String column(TableNode node, ColumnProfile column) {
        return hasJoins() ? node.sqlName() + "." + quoted(column) : quoted(column);
    }

    String columns(TableNode node, List<ColumnProfile> columns) {
        return columns.stream().map(column -> column(node, column)).collect(Collectors.joining(", "));
    }

    /** An expression on columns of one table, each written {@code `table`.`column`}, as it is in this query. */
    String expression(TableNode node, String expression) {
        return SqlIdentifiers.withoutNeedlessQuotes(
                expression.replace(qualifier(node), hasJoins() ? node.sqlName() + "." : ""));
    }

    /** Whether such an expression has columns of no other table. */
    static boolean isOf(TableNode node, String expression) {
        return !expression.replace(qualifier(node), "").contains("`.`");
    }

    private static String qualifier(TableNode node) {
        return SqlIdentifiers.quote(node.table().sqlName()) + ".";
    }
}
