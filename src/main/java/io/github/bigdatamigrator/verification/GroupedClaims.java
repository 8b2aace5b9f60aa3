package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.*;

import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Verifies claims that compare rows, all in one shuffle: each row becomes one entry per claim with the claim's number
 * and the row's key, and grouping by both finds duplicates, orphans, and contradictions.
 */
final class GroupedClaims {
    /** The key of rows with a dependent value but a null in the determining columns; no other key begins like this. */
    private static final String LOST = "\0null";

    private final SparkSession session;
    private final Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    private final Map<String, List<Column>> entries = new LinkedHashMap<>();

    GroupedClaims(SparkSession session) {
        this.session = session;
    }

    void check(List<DataClaim> claims, Map<DataClaim, Verdict> verdicts) {
        if (claims.isEmpty()) {
            return;
        }
        for (int i = 0; i < claims.size(); i++) {
            add(i, claims.get(i));
        }
        List<Boolean> functional =
                claims.stream().map(DataClaim.Determines.class::isInstance).toList();
        List<Boolean> references =
                claims.stream().map(DataClaim.Included.class::isInstance).toList();
        Map<Integer, ClaimViolations> violations = new LinkedHashMap<>();
        groups().javaRDD()
                .mapPartitions(new GroupViolations(functional, references))
                .collect()
                .forEach(part ->
                        part.forEach((claim, counts) -> violations.merge(claim, counts, ClaimViolations::plus)));
        for (int i = 0; i < claims.size(); i++) {
            ClaimViolations counts = violations.getOrDefault(i, new ClaimViolations());
            verdicts.put(
                    claims.get(i), new Verdict(claims.get(i), counts.rows(), counts.violations(), counts.examples()));
        }
    }

    private Dataset<Row> groups() {
        Dataset<Row> all = entries.entrySet().stream()
                .map(table -> view(table.getKey())
                        .select(explode(array(table.getValue().toArray(Column[]::new)))
                                .as("e"))
                        .select("e.*")
                        .where(col("k").isNotNull()))
                .reduce(Dataset::union)
                .orElseThrow();
        // grouped by dependent value first, to find the most frequent one of a key; other claims have a constant there
        return all.groupBy("f", "k", "d")
                .agg(sum("n").as("n"), max("p").as("p"), min("s").as("s"))
                .groupBy("f", "k")
                .agg(
                        sum("n").as("n"),
                        max("p").as("p"),
                        max("n").as("most"),
                        count(lit(1)).as("values"),
                        min("d").as("lowest"),
                        max("d").as("highest"),
                        min("s").as("s"));
    }

    private Dataset<Row> view(String table) {
        return views.computeIfAbsent(table, name -> ViewColumns.table(session, name));
    }

    private void add(int id, DataClaim given) {
        if (given instanceof DataClaim.Unique claim) {
            List<Column> key = columns(claim.table(), claim.columns());
            put(claim.table(), entry(id, key(texts(key)), shown(key), null, true));
        } else if (given instanceof DataClaim.Included claim) {
            included(id, claim);
        } else if (given instanceof DataClaim.Determines claim) {
            List<Column> key = columns(claim.table(), claim.columns());
            Column dependent = text(column(claim.table(), claim.dependent()));
            put(claim.table(), entry(id, key(texts(key)), shown(key), dependent, true));
            Column lost = when(key(texts(key)).isNull().and(dependent.isNotNull()), lit(LOST));
            put(claim.table(), entry(id, lost, lit(null), dependent, true));
        } else if (given instanceof DataClaim.DistinctRows claim) {
            List<Column> all =
                    columns(claim.table(), List.of(view(claim.table()).columns()));
            List<Column> texts = texts(all).stream()
                    .map(text -> coalesce(concat(lit("="), text), lit("null")))
                    .toList();
            put(claim.table(), entry(id, key(texts), left(ViewColumns.shown(all), lit(200)), null, true));
        } else {
            throw new IllegalArgumentException("Not a claim that compares rows: " + given);
        }
    }

    private void included(int id, DataClaim.Included claim) {
        List<Column> child = new ArrayList<>();
        List<Column> parent = new ArrayList<>();
        for (int i = 0; i < claim.columns().size(); i++) {
            Column from = column(claim.table(), claim.columns().get(i));
            Column to = column(claim.toTable(), claim.toColumns().get(i));
            DataType left = type(claim.table(), claim.columns().get(i));
            DataType right = type(claim.toTable(), claim.toColumns().get(i));
            child.add(left.equals(right) ? text(from) : common(from, left, right));
            parent.add(left.equals(right) ? text(to) : common(to, left, right));
        }
        put(claim.table(), entry(id, key(child), shown(columns(claim.table(), claim.columns())), null, true));
        put(claim.toTable(), entry(id, key(parent), lit(null), null, false));
    }

    private void put(String table, Column entry) {
        entries.computeIfAbsent(table, name -> new ArrayList<>()).add(entry);
    }

    private static Column entry(int id, Column key, Column shown, @Nullable Column dependent, boolean counted) {
        return struct(
                lit(id).as("f"),
                key.as("k"),
                lit(counted ? 1L : 0L).as("n"),
                lit(counted ? 0 : 1).as("p"),
                (dependent == null ? lit(null).cast("string") : dependent).as("d"),
                shown.cast("string").as("s"));
    }

    private List<Column> columns(String table, List<String> names) {
        return names.stream().map(name -> column(table, name)).toList();
    }

    private Column column(String table, String name) {
        Column column = ViewColumns.column(view(table), table, name);
        return type(table, name) instanceof DoubleType
                ? column.plus(0.0)
                : column; // -0.0 becomes 0.0, which SQL considers equal
    }

    private DataType type(String table, String name) {
        return ViewColumns.field(view(table), table, name).dataType();
    }

    private static Column shown(List<Column> columns) {
        return columns.size() == 1 ? lit(null) : ViewColumns.shown(columns);
    }

    private static List<Column> texts(List<Column> columns) {
        return columns.stream().map(GroupedClaims::text).toList();
    }

    private static Column text(Column column) {
        return column.cast("string");
    }

    /** One text for several, null if one is null; lengths distinguish {@code (a, bc)} from {@code (ab, c)}. */
    private static Column key(List<Column> texts) {
        if (texts.size() == 1) {
            return texts.get(0);
        }
        List<Column> parts = new ArrayList<>();
        for (Column text : texts) {
            parts.add(length(text).cast("string"));
            parts.add(lit(":"));
            parts.add(text);
        }
        return concat(parts.toArray(Column[]::new));
    }

    /** A text that is equal for equal values of two types; a text and another type are compared as texts. */
    private static Column common(Column column, DataType left, DataType right) {
        if (left instanceof NumericType && right instanceof NumericType) {
            return left instanceof DoubleType || right instanceof DoubleType
                    ? column.cast("double").cast("string")
                    : coalesce(column.try_cast("decimal(38,18)").cast("string"), text(column));
        }
        boolean times = (left instanceof DateType || left instanceof TimestampType)
                && (right instanceof DateType || right instanceof TimestampType);
        return times ? column.cast("timestamp").cast("string") : text(column);
    }

    /** Counts the violations of each claim in a partition of groups. Serialized to executors. */
    private record GroupViolations(List<Boolean> functional, List<Boolean> references)
            implements FlatMapFunction<Iterator<Row>, HashMap<Integer, ClaimViolations>> {
        /**
         * @param groups rows of: claim, value, rows, whether the other table has it, rows of the most frequent
         *     dependent value, number of dependent values, the lowest and the highest of them, shown
         */
        @Override
        public Iterator<HashMap<Integer, ClaimViolations>> call(Iterator<Row> groups) {
            HashMap<Integer, ClaimViolations> violations = new HashMap<>();
            while (groups.hasNext()) {
                Row group = groups.next();
                int claim = group.getInt(0);
                long rows = group.getLong(2);
                if (rows > 0) {
                    ClaimViolations counts = violations.computeIfAbsent(claim, fresh -> new ClaimViolations());
                    String value = group.isNullAt(8) ? group.getString(1) : group.getString(8);
                    String shown = functional.get(claim) ? dependents(value, group) : value;
                    counts.add(rows, violating(claim, rows, group), shown);
                }
            }
            return List.of(violations).iterator();
        }

        private long violating(int claim, long rows, Row group) {
            if (references.get(claim)) {
                return group.getInt(3) == 0 ? rows : 0;
            }
            if (functional.get(claim)) {
                return group.getString(1).equals(LOST) ? rows : rows - group.getLong(4);
            }
            return rows > 1 ? rows : 0;
        }

        private static String dependents(String value, Row group) {
            String lowest = group.isNullAt(6) ? "null" : group.getString(6);
            String highest = group.isNullAt(7) ? "null" : group.getString(7);
            return value.replace(LOST, "null") + " → " + lowest + " and "
                    + (lowest.equals(highest) && group.getLong(5) > 1 ? "null" : highest);
        }
    }
}
