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
import java.util.Optional;
import java.util.stream.Stream;
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

/**
 * Verifies claims that compare rows: each row becomes one entry per claim with the claim's number and the row's key,
 * and grouping by both finds duplicates and orphans in one shuffle, contradictions in another. Only contradictions
 * aggregate texts, because Spark sorts the rows for that.
 */
final class GroupedClaims {
    private final SparkSession session;
    private final Map<String, Dataset<Row>> views = new LinkedHashMap<>();
    private final Map<String, List<Column>> entries = new LinkedHashMap<>();
    private final Map<String, List<Column>> functional = new LinkedHashMap<>();
    private final long oneIn;

    /** @param oneIn looks at one in so many keys of {@code Determines}; 1 for all */
    GroupedClaims(SparkSession session, long oneIn) {
        this.session = session;
        this.oneIn = oneIn;
    }

    void check(List<DataClaim> claims, Map<DataClaim, Verdict> verdicts) {
        if (claims.isEmpty()) {
            return;
        }
        for (int i = 0; i < claims.size(); i++) {
            add(i, claims.get(i));
        }
        GroupViolations inGroups = new GroupViolations(
                claims.stream().map(Kind::of).toList(),
                claims.stream().map(this::width).toList());
        Map<Integer, ClaimViolations> violations = new LinkedHashMap<>();
        Stream.concat(groups().stream(), contradictions().stream())
                .forEach(groups -> groups.javaRDD()
                        .mapPartitions(inGroups)
                        .collect()
                        .forEach(part -> part.forEach(
                                (claim, counts) -> violations.merge(claim, counts, ClaimViolations::plus))));
        for (int i = 0; i < claims.size(); i++) {
            ClaimViolations counts = violations.getOrDefault(i, new ClaimViolations());
            verdicts.put(
                    claims.get(i), new Verdict(claims.get(i), counts.rows(), counts.violations(), counts.examples()));
        }
    }

    private Optional<Dataset<Row>> groups() {
        return exploded(entries).map(all -> all.groupBy("f", "k").agg(sum("n").as("n"), max("p").as("p")));
    }

    /** Grouped by dependent value first, to find the most frequent one of a key. */
    private Optional<Dataset<Row>> contradictions() {
        return exploded(functional)
                .map(all -> all.groupBy("f", "k", "d")
                        .agg(sum("n").as("n"))
                        .groupBy("f", "k")
                        .agg(
                                sum("n").as("n"),
                                lit(0).as("p"),
                                max("n").as("most"),
                                count(lit(1)).as("values"),
                                min("d").as("lowest"),
                                max("d").as("highest")));
    }

    private Optional<Dataset<Row>> exploded(Map<String, List<Column>> entries) {
        return entries.entrySet().stream()
                .map(table -> view(table.getKey())
                        .select(explode(array(table.getValue().toArray(Column[]::new)))
                                .as("e"))
                        .select("e.*")
                        .where(col("k").isNotNull()))
                .reduce(Dataset::union);
    }

    /** The number of values in the key of a claim. */
    private int width(DataClaim claim) {
        if (claim instanceof DataClaim.Unique unique) {
            return unique.columns().size();
        }
        if (claim instanceof DataClaim.Included included) {
            return included.columns().size();
        }
        return claim instanceof DataClaim.Determines determines
                ? determines.columns().size()
                : view(claim.table()).columns().length;
    }

    private Dataset<Row> view(String table) {
        return views.computeIfAbsent(table, name -> ViewColumns.table(session, name));
    }

    private void add(int id, DataClaim given) {
        if (given instanceof DataClaim.Unique claim) {
            put(claim.table(), entry(id, KeyText.of(texts(columns(claim.table(), claim.columns()))), true));
        } else if (given instanceof DataClaim.Included claim) {
            included(id, claim);
        } else if (given instanceof DataClaim.Determines claim) {
            determines(id, claim);
        } else if (given instanceof DataClaim.DistinctRows claim) {
            List<Column> all =
                    columns(claim.table(), List.of(view(claim.table()).columns()));
            List<Column> texts = texts(all).stream()
                    .map(text -> coalesce(concat(lit("="), text), lit("null")))
                    .toList();
            put(claim.table(), entry(id, KeyText.of(texts), true));
        } else {
            throw new IllegalArgumentException("Not a claim that compares rows: " + given);
        }
    }

    private void determines(int id, DataClaim.Determines claim) {
        List<Column> columns = columns(claim.table(), claim.columns());
        Column key = KeyText.of(texts(columns));
        Column dependent = text(column(claim.table(), claim.dependent()));
        List<Column> entries = functional.computeIfAbsent(claim.table(), name -> new ArrayList<>());
        if (oneIn > 1) {
            Column chosen =
                    pmod(xxhash64(columns.toArray(Column[]::new)), lit(oneIn)).equalTo(0);
            entries.add(when(chosen, entry(id, key, dependent)));
        } else {
            entries.add(entry(id, key, dependent));
            entries.add(entry(id, when(key.isNull().and(dependent.isNotNull()), lit(KeyText.LOST)), dependent));
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
        put(claim.table(), entry(id, KeyText.of(child), true));
        put(claim.toTable(), entry(id, KeyText.of(parent), false));
    }

    private void put(String table, Column entry) {
        entries.computeIfAbsent(table, name -> new ArrayList<>()).add(entry);
    }

    private static Column entry(int id, Column key, boolean counted) {
        return struct(
                lit(id).as("f"),
                key.as("k"),
                lit(counted ? 1L : 0L).as("n"),
                lit(counted ? 0 : 1).as("p"));
    }

    private static Column entry(int id, Column key, Column dependent) {
        return struct(lit(id).as("f"), key.as("k"), lit(1L).as("n"), dependent.as("d"));
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

    private static List<Column> texts(List<Column> columns) {
        return columns.stream().map(GroupedClaims::text).toList();
    }

    private static Column text(Column column) {
        return column.cast("string");
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

    /** How the groups of a claim violate it. */
    private enum Kind {
        UNIQUE,
        REFERENCE,
        FUNCTIONAL,
        WHOLE_ROWS;

        private static Kind of(DataClaim claim) {
            return claim instanceof DataClaim.Determines
                    ? FUNCTIONAL
                    : claim instanceof DataClaim.Included
                            ? REFERENCE
                            : claim instanceof DataClaim.DistinctRows ? WHOLE_ROWS : UNIQUE;
        }
    }

    /** Counts the violations of each claim in a partition of groups. Serialized to executors. */
    private record GroupViolations(List<Kind> kinds, List<Integer> widths)
            implements FlatMapFunction<Iterator<Row>, HashMap<Integer, ClaimViolations>> {
        private static final int MOST_SHOWN = 200; // characters of a row

        /**
         * @param groups rows of: claim, key, rows, whether the other table has it, and for functional ones rows of the
         *     most frequent dependent value, number of dependent values, the lowest and the highest of them
         */
        @Override
        public Iterator<HashMap<Integer, ClaimViolations>> call(Iterator<Row> groups) {
            HashMap<Integer, ClaimViolations> violations = new HashMap<>();
            while (groups.hasNext()) {
                Row group = groups.next();
                int claim = group.getInt(0);
                long rows = group.getLong(2);
                if (rows > 0) {
                    long violating = violating(kinds.get(claim), rows, group);
                    violations
                            .computeIfAbsent(claim, fresh -> new ClaimViolations())
                            .add(rows, violating, violating == 0 ? "" : shown(claim, group));
                }
            }
            return List.of(violations).iterator();
        }

        private static long violating(Kind kind, long rows, Row group) {
            return switch (kind) {
                case REFERENCE -> group.getInt(3) == 0 ? rows : 0;
                case FUNCTIONAL -> group.getString(1).equals(KeyText.LOST) ? rows : rows - group.getLong(4);
                case UNIQUE, WHOLE_ROWS -> rows > 1 ? rows : 0;
            };
        }

        private String shown(int claim, Row group) {
            List<String> values = KeyText.values(group.getString(1), widths.get(claim));
            if (kinds.get(claim) == Kind.WHOLE_ROWS) {
                values = values.stream()
                        .map(value -> value.startsWith("=") ? value.substring(1) : value)
                        .toList();
            }
            String value = values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")";
            return switch (kinds.get(claim)) {
                case FUNCTIONAL -> dependents(value, group);
                case WHOLE_ROWS -> value.substring(0, Math.min(MOST_SHOWN, value.length()));
                case UNIQUE, REFERENCE -> value;
            };
        }

        private static String dependents(String value, Row group) {
            String lowest = group.isNullAt(6) ? "null" : group.getString(6);
            String highest = group.isNullAt(7) ? "null" : group.getString(7);
            return value + " → " + lowest + " and "
                    + (lowest.equals(highest) && group.getLong(5) > 1 ? "null" : highest);
        }
    }
}
