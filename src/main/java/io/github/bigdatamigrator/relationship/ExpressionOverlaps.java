package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Counts exactly how far the values of SQL expressions are contained in those of others, as foreign keys are counted:
 * one job for all pairs, which reads each table once, and again for each list. Driver only.
 *
 * @param views gives the rows of a table by SQL names
 */
public record ExpressionOverlaps(
        Supplier<SparkSession> spark, Function<TableProfile, Dataset<Row>> views, List<TableProfile> tables) {
    public ExpressionOverlaps {
        tables = List.copyOf(tables);
    }

    /**
     * The values of an expression over the table with that index.
     *
     * @param list whether the expression is an array whose elements are the values
     */
    public record Values(int table, String sql, ColumnType type, boolean list) {}

    /** Two expressions of which the child's values may be among the parent's. */
    public record Pair(Values child, Values parent) {}

    /**
     * The exact counts of a pair: rows (of lists, elements) without nulls, and distinct values.
     *
     * @param orphans reads up to five values that the parent lacks; one job if there are any
     */
    public record Overlap(
            long rows,
            long distinct,
            long containedRows,
            long containedDistinct,
            long parentRows,
            long parentDistinct,
            Supplier<List<String>> orphans) {}

    /** Expressions over one table that are read together. */
    private record View(int table, int number, List<Values> values) {
        Column[] columns() {
            return IntStream.range(0, values.size())
                    .mapToObj(i -> column(values.get(i)).as(name(i)))
                    .toArray(Column[]::new);
        }

        private static Column column(Values values) {
            Column expression = functions.expr(values.sql());
            return values.list() ? functions.explode(expression) : expression;
        }

        /** The table with the expressions as its columns. */
        TableProfile profile(TableProfile table) {
            return table.withColumns(IntStream.range(0, values.size())
                    .mapToObj(i -> profile(name(i), values.get(i).type()))
                    .toList());
        }

        private String name(int index) {
            return "value" + number + "_" + index;
        }

        private static ColumnProfile profile(String name, ColumnType type) {
            return new ColumnProfile(
                    name,
                    name,
                    type,
                    null,
                    null,
                    List.of(),
                    0,
                    Count.exactly(0),
                    new Uniqueness(false, false),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    ColumnFindings.NONE);
        }
    }

    /** Counts all pairs, in their order. */
    public List<Overlap> count(List<Pair> pairs) {
        List<View> byNumber = new ArrayList<>();
        Map<Object, View> byContent = new HashMap<>();
        Map<Values, ColumnSet> sets = new LinkedHashMap<>();
        for (Values values : pairs.stream()
                .flatMap(pair -> Stream.of(pair.child(), pair.parent()))
                .toList()) {
            if (!sets.containsKey(values)) {
                // A list has more rows than its table, so it is read alone.
                View view = byContent.computeIfAbsent(values.list() ? values : (Object) values.table(), unseen -> {
                    byNumber.add(new View(values.table(), byNumber.size(), new ArrayList<>()));
                    return byNumber.get(byNumber.size() - 1);
                });
                sets.put(values, ColumnSet.of(view.number(), view.values().size()));
                view.values().add(values);
            }
        }
        List<TableProfile> profiles = byNumber.stream()
                .map(view -> view.profile(tables.get(view.table())))
                .toList();
        InclusionDependencyJob job = new InclusionDependencyJob(
                spark,
                profile -> {
                    View view = byNumber.get(profiles.indexOf(profile));
                    return views.apply(tables.get(view.table())).select(view.columns());
                },
                null,
                profiles,
                List.of());
        List<Values> order = List.copyOf(sets.keySet());
        int[] children =
                pairs.stream().mapToInt(pair -> order.indexOf(pair.child())).toArray();
        int[] parents =
                pairs.stream().mapToInt(pair -> order.indexOf(pair.parent())).toArray();
        List<ColumnSet> columns = List.copyOf(sets.values());
        OverlapCounts counts = job.count(columns, children, parents);
        List<Overlap> result = new ArrayList<>();
        for (int i = 0; i < children.length; i++) {
            long[] orphans = counts.orphans(i);
            ColumnSet child = columns.get(children[i]);
            result.add(new Overlap(
                    counts.rows(children[i]),
                    counts.distinct(children[i]),
                    counts.containedRows(i),
                    counts.containedDistinct(i),
                    counts.rows(parents[i]),
                    counts.distinct(parents[i]),
                    () -> orphans.length == 0
                            ? List.of()
                            : List.copyOf(job.texts(child, orphans).values())));
        }
        return result;
    }
}
