package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.DataClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Checks what compares rows, all claims together: each row of a table becomes one entry for each claim (which claim,
 * which value), and one shuffle by claim and value brings together what must be told apart or must meet.
 */
final class GroupedClaims {
    /**
     * The group of rows whose dependent value would be lost, because nothing determines it; no key begins like this.
     */
    static final String LOST = "\0null";

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
        List<Boolean> functional = claims.stream()
                .map(claim -> claim instanceof DataClaim.Determines)
                .toList();
        List<Boolean> references = claims.stream()
                .map(claim -> claim instanceof DataClaim.Included)
                .toList();
        Map<Integer, ClaimViolations> tallies = new LinkedHashMap<>();
        groups().javaRDD()
                .mapPartitions(new GroupViolations(List.copyOf(functional), List.copyOf(references)))
                .collect()
                .forEach(part -> part.forEach((claim, tally) -> tallies.merge(claim, tally, ClaimViolations::plus)));
        for (int i = 0; i < claims.size(); i++) {
            ClaimViolations tally = tallies.getOrDefault(i, new ClaimViolations());
            verdicts.put(claims.get(i), new Verdict(claims.get(i), tally.rows(), tally.violations(), tally.examples()));
        }
    }

    private Dataset<Row> groups() {
        Dataset<Row> all = null;
        for (Map.Entry<String, List<Column>> table : entries.entrySet()) {
            Dataset<Row> part = view(table.getKey())
                    .select(functions
                            .explode(functions.array(table.getValue().toArray(Column[]::new)))
                            .as("e"))
                    .select("e.*")
                    .where(functions.col("k").isNotNull());
            all = all == null ? part : all.union(part);
        }
        if (all == null) {
            throw new IllegalStateException("no claims");
        }
        // first by dependent value too, so that the most frequent one of a group is known; elsewhere that value is
        // always the same
        return all.groupBy("f", "k", "d")
                .agg(
                        functions.sum("n").as("n"),
                        functions.max("p").as("p"),
                        functions.min("s").as("s"))
                .groupBy("f", "k")
                .agg(
                        functions.sum("n").as("n"),
                        functions.max("p").as("p"),
                        functions.max("n").as("most"),
                        functions.count(functions.lit(1)).as("values"),
                        functions.min("d").as("lowest"),
                        functions.max("d").as("highest"),
                        functions.min("s").as("s"));
    }

    private Dataset<Row> view(String table) {
        return views.computeIfAbsent(table, name -> ViewColumns.table(session, name));
    }

    private void add(int id, DataClaim fact) {
        if (fact instanceof DataClaim.Unique claim) {
            List<Column> key = columns(claim.table(), claim.columns());
            put(claim.table(), entry(id, key(texts(key)), shown(key), null, true));
        } else if (fact instanceof DataClaim.Included claim) {
            included(id, claim);
        } else if (fact instanceof DataClaim.Determines claim) {
            List<Column> key = columns(claim.table(), claim.columns());
            Column dependent = text(column(claim.table(), claim.dependent()));
            put(claim.table(), entry(id, key(texts(key)), shown(key), dependent, true));
            Column lost = functions.when(key(texts(key)).isNull().and(dependent.isNotNull()), functions.lit(LOST));
            put(claim.table(), entry(id, lost, functions.lit(null), dependent, true));
        } else if (fact instanceof DataClaim.DistinctRows claim) {
            List<Column> all =
                    columns(claim.table(), List.of(view(claim.table()).columns()));
            List<Column> texts = texts(all).stream()
                    .map(text -> functions.coalesce(functions.concat(functions.lit("="), text), functions.lit("null")))
                    .toList();
            put(
                    claim.table(),
                    entry(id, key(texts), functions.left(ViewColumns.shown(all), functions.lit(200)), null, true));
        } else {
            throw new IllegalArgumentException("no claim that compares rows: " + fact);
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
        put(claim.toTable(), entry(id, key(parent), functions.lit(null), null, false));
    }

    private void put(String table, Column entry) {
        entries.computeIfAbsent(table, name -> new ArrayList<>()).add(entry);
    }

    private static Column entry(
            int id, Column key, Column shown, @org.jspecify.annotations.Nullable Column dependent, boolean counted) {
        return functions.struct(
                functions.lit(id).as("f"),
                key.as("k"),
                functions.lit(counted ? 1L : 0L).as("n"),
                functions.lit(counted ? 0 : 1).as("p"),
                (dependent == null ? functions.lit(null).cast("string") : dependent).as("d"),
                shown.cast("string").as("s"));
    }

    private List<Column> columns(String table, List<String> names) {
        return names.stream().map(name -> column(table, name)).toList();
    }

    private Column column(String table, String name) {
        Column column = ViewColumns.column(view(table), table, name);
        return type(table, name) instanceof DoubleType ? column.plus(0.0) : column; // one zero, as in SQL
    }

    private DataType type(String table, String name) {
        return ViewColumns.field(view(table), table, name).dataType();
    }

    private static Column shown(List<Column> columns) {
        return columns.size() == 1 ? functions.lit(null) : ViewColumns.shown(columns);
    }

    private static List<Column> texts(List<Column> columns) {
        return columns.stream().map(GroupedClaims::text).toList();
    }

    private static Column text(Column column) {
        return column.cast("string");
    }

    /** One text for several, null where one of them is; lengths keep {@code (a, bc)} from {@code (ab, c)}. */
    private static Column key(List<Column> texts) {
        if (texts.size() == 1) {
            return texts.get(0);
        }
        List<Column> parts = new ArrayList<>();
        for (Column text : texts) {
            parts.add(functions.length(text).cast("string"));
            parts.add(functions.lit(":"));
            parts.add(text);
        }
        return functions.concat(parts.toArray(Column[]::new));
    }

    /** A text that is the same for equal values of two types; a text and another type are compared as texts. */
    private static Column common(Column column, DataType left, DataType right) {
        if (left instanceof NumericType && right instanceof NumericType) {
            return left instanceof DoubleType || right instanceof DoubleType
                    ? column.cast("double").cast("string")
                    : functions.coalesce(column.try_cast("decimal(38,18)").cast("string"), text(column));
        }
        boolean times = (left instanceof DateType || left instanceof TimestampType)
                && (right instanceof DateType || right instanceof TimestampType);
        return times ? column.cast("timestamp").cast("string") : text(column);
    }
}
