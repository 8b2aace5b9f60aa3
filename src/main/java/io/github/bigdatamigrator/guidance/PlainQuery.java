package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.guidance.QuestionReader.Field;
import io.github.bigdatamigrator.guidance.QuestionReader.StoredValue;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Builds one SELECT on a table and its ancestors. Each join is a foreign key of the profile from many to one, so that
 * no row is counted twice. Written once all tables are known, because names need their table only where tables are
 * joined.
 */
final class PlainQuery {
    private final TableNode start;
    private final Set<ForeignKeyEdge> edges = new LinkedHashSet<>();
    private final List<Function<JoinPath, String>> conditions = new ArrayList<>();
    private final Map<Field, List<String>> values = new LinkedHashMap<>();

    PlainQuery(TableNode start) {
        this.start = start;
    }

    TableNode start() {
        return start;
    }

    /** Joins an ancestor; false if there is no path, or another one leads to a table that is joined already. */
    boolean reach(TableNode node) {
        if (node == start) {
            return true;
        }
        Optional<JoinPath> path = pathTo(start, node);
        boolean clear = path.isPresent()
                && path.get().edges().stream()
                        .allMatch(edge ->
                                edges.stream().allMatch(other -> other.equals(edge) || other.parent() != edge.parent()))
                && path.get().edges().stream().noneMatch(ForeignKeyEdge::isSelfReference);
        path.filter(found -> clear).ifPresent(found -> edges.addAll(found.edges()));
        return clear;
    }

    /** The number of joins to an ancestor; -1 if there is no path, or several of the same first table. */
    static int distance(TableNode from, TableNode to) {
        return from == to
                ? 0
                : pathTo(from, to).map(path -> path.edges().size()).orElse(-1);
    }

    private static Optional<JoinPath> pathTo(TableNode from, TableNode to) {
        long direct =
                from.parents().stream().filter(edge -> edge.parent() == to).count();
        return direct > 1
                ? Optional.empty()
                : JoinPath.from(from).stream().filter(path -> path.end() == to).findFirst();
    }

    /** The field that is nearest to the start; empty if none is reached or two are equally near. */
    static Optional<Field> nearest(TableNode start, List<Field> fields) {
        record Reached(Field field, int distance) {}
        List<Reached> reached = fields.stream()
                .map(field -> new Reached(field, distance(start, field.node())))
                .filter(each -> each.distance() >= 0)
                .sorted(Comparator.comparingInt(Reached::distance))
                .toList();
        boolean unique = reached.size() == 1
                || (reached.size() > 1
                        && reached.get(0).distance() < reached.get(1).distance());
        return unique ? Optional.of(reached.get(0).field()) : Optional.empty();
    }

    boolean where(Field field, String comparison) {
        conditions.add(path -> field.sql(path) + " " + comparison);
        return reach(field.node());
    }

    /** A condition that people defined; false if it is on columns of other tables too. */
    boolean where(QuestionReader.Defined filter) {
        TableNode node = filter.node();
        String expression = filter.definition().expression();
        conditions.add(path -> "(" + path.expression(node, expression) + ")");
        return JoinPath.isOf(node, expression) && reach(node);
    }

    boolean whereExpression(Field field, String expression) {
        conditions.add(path -> expression.formatted(field.sql(path)));
        return reach(field.node());
    }

    /** Rows that a row of the child refers to, or none does; false if that is no single column of the start. */
    boolean whereExists(ForeignKeyEdge edge, boolean none) {
        String child = edge.child().sqlName();
        conditions.add(path -> (none ? "NOT " : "") + "EXISTS (SELECT 1 FROM " + child + " WHERE " + child + "."
                + quoted(edge.reference()) + " = " + start.sqlName() + "."
                + quoted(edge.parentColumns().get(0)) + ")");
        return edge.parent() == start && !edge.isComposite() && !edge.isSelfReference();
    }

    boolean whereValue(StoredValue value) {
        values.computeIfAbsent(value.field(), field -> new ArrayList<>()).add(value.value());
        return reach(value.field().node());
    }

    private JoinPath path() {
        return new JoinPath(start, List.copyOf(edges));
    }

    private String from(JoinPath path) {
        List<String> all = new ArrayList<>();
        conditions.forEach(condition -> all.add(condition.apply(path)));
        values.forEach((field, texts) -> {
            String column = field.sql(path);
            List<String> literals = texts.stream().map(SqlLiterals::quote).toList();
            all.add(
                    literals.size() == 1
                            ? column + " = " + literals.get(0)
                            : column + " IN (" + String.join(", ", literals) + ")");
        });
        return "\nFROM " + path.sql() + (all.isEmpty() ? "" : "\nWHERE " + String.join(" AND ", all));
    }

    /** What the conditions are, for the reader; empty if there are none. */
    String conditions() {
        String from = from(path());
        int where = from.indexOf("\nWHERE ");
        return where < 0 ? "" : from.substring(where + "\nWHERE ".length());
    }

    /** A value of all rows. */
    String aggregate(Function<JoinPath, String> measure, String alias) {
        JoinPath path = path();
        return "SELECT " + measure.apply(path) + " AS " + alias + from(path);
    }

    /**
     * A value per group.
     *
     * @param order the ORDER BY list
     */
    String groups(
            Function<JoinPath, String> select,
            Function<JoinPath, String> groupBy,
            Function<JoinPath, String> measure,
            String alias,
            String order,
            int limit) {
        JoinPath path = path();
        return "SELECT " + select.apply(path) + ", " + measure.apply(path) + " AS " + alias + from(path) + "\nGROUP BY "
                + groupBy.apply(path) + "\nORDER BY " + order + (limit > 0 ? "\nLIMIT " + limit : "");
    }

    /** Rows of the start. */
    String rows(Function<JoinPath, String> select, Function<JoinPath, String> order, int limit) {
        JoinPath path = path();
        String by = order.apply(path);
        return "SELECT " + select.apply(path) + from(path) + (by.isEmpty() ? "" : "\nORDER BY " + by)
                + (limit > 0 ? "\nLIMIT " + limit : "");
    }

    /** The columns that name a row of a table: its label, with the key if labels repeat; else the key. */
    static Function<JoinPath, String> name(TableNode node) {
        return path -> {
            Set<String> select = new LinkedHashSet<>();
            Optional<LabelColumns> label = LabelColumns.of(node);
            label.ifPresent(columns -> select.add(columns.select(path)));
            if (label.isEmpty() || label.get().isAmbiguous()) {
                node.key().forEach(column -> select.add(path.column(node, column)));
            }
            return select.isEmpty() ? path.columns(node, node.table().columns()) : String.join(", ", select);
        };
    }

    /** The GROUP BY list for rows of a table. */
    static Function<JoinPath, String> key(TableNode node) {
        return path -> {
            Set<ColumnProfile> columns = new LinkedHashSet<>(node.key());
            LabelColumns.of(node).ifPresent(label -> columns.addAll(label.columns()));
            return columns.stream().map(column -> path.column(node, column)).collect(Collectors.joining(", "));
        };
    }
}
