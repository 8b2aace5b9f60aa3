package io.github.bigdatamigrator.query.counting;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.MonotonicallyIncreasingID;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * Measures how often a statement counts the same row of a source, with its own joins and filters: each source row gets
 * a number that is carried up to the aggregate.
 */
final class RepetitionMeasure {
    /** A smaller difference is rounding. */
    private static final double EQUAL = 1e-9;

    private final Measurement measurement;

    RepetitionMeasure(Measurement measurement) {
        this.measurement = measurement;
    }

    /**
     * @param factor the aggregate divided by the one over each row once, over all groups; 1 if that is 0
     * @param rows how often a row counts on average
     * @param worst the largest share by which the aggregate of a group differs
     */
    record Repetition(double factor, double rows, double worst) {
        private static final Repetition NONE = new Repetition(1, 1, 0);

        /** Whether the aggregate of a group differs. */
        boolean matters() {
            return worst > EQUAL;
        }
    }

    /** Empty if it cannot be measured. */
    Optional<Repetition> repetition(AggregateCall call, Collection<RowSource> counted) {
        IdentityHashMap<LogicalPlan, Alias> ids = new IdentityHashMap<>();
        counted.forEach(source -> ids.put(source.plan(), RowIds.alias(new MonotonicallyIncreasingID(), "r")));
        return RowIds.carry(call.input(), ids).flatMap(input -> {
            List<Column> keys = new ArrayList<>();
            List<Column> groups = new ArrayList<>();
            List<NamedExpression> columns = new ArrayList<>();
            int i = 0;
            for (Expression group : call.groups()) {
                groups.add(col("g" + i));
                columns.add(RowIds.alias(group, "g" + i++));
            }
            keys.addAll(groups);
            List<Expression> rowIds = new ArrayList<>();
            for (Alias id : ids.values()) {
                rowIds.add(id.toAttribute());
                keys.add(col("r" + i));
                columns.add(RowIds.alias(id.toAttribute(), "r" + i++));
            }
            columns.add(RowIds.alias(value(call, rowIds), "v"));
            Dataset<Row> rows =
                    measurement.rows(new Project(RowIds.seq(columns), input)).where("v IS NOT NULL");
            boolean average = call.kind() == AggregateCall.Kind.AVERAGE;
            Dataset<Row> once = rows.groupBy(keys.toArray(Column[]::new))
                    .agg(max("v").as("v"), count(lit(1)).as("n"));
            Dataset<Row> grouped = once.groupBy(groups.toArray(Column[]::new))
                    .agg(
                            sum(col("v").multiply(col("n"))).as("a"),
                            sum("v").as("t"),
                            sum("n").cast("double").as("c"),
                            count(lit(1)).as("d"));
            Column got = average ? col("a").divide(col("c")) : col("a");
            Column right = average ? col("t").divide(col("d")) : col("t");
            Column off = abs(got.minus(right)).divide(greatest(abs(right), lit(EQUAL)));
            Dataset<Row> all = grouped.agg(sum("a"), sum("t"), sum("c"), sum("d").cast("double"), max(off));
            return measurement.first(all).flatMap(row -> read(row, average));
        });
    }

    private static Optional<Repetition> read(Row row, boolean average) {
        if (row.isNullAt(0)) {
            return Optional.of(Repetition.NONE);
        }
        double rows = row.getDouble(2) / row.getDouble(3);
        double sums = row.getDouble(0) / row.getDouble(1);
        double factor = row.getDouble(1) == 0 ? 1 : average ? sums / rows : sums;
        return Optional.of(new Repetition(factor, rows, row.getDouble(4)));
    }

    /** Joined rows per row of the larger source; empty if that is at most one. */
    Optional<Double> pairs(LogicalPlan joined, RowSource one, RowSource other) {
        IdentityHashMap<LogicalPlan, Alias> ids = new IdentityHashMap<>();
        ids.put(one.plan(), RowIds.alias(new MonotonicallyIncreasingID(), "one"));
        ids.put(other.plan(), RowIds.alias(new MonotonicallyIncreasingID(), "other"));
        return RowIds.carry(joined, ids).flatMap(input -> {
            List<Alias> columns = ids.values().stream()
                    .map(id -> RowIds.alias(id.toAttribute(), id.name()))
                    .toList();
            Dataset<Row> rows = measurement
                    .rows(new Project(RowIds.seq(columns), input))
                    .selectExpr(
                            "count_if(one IS NOT NULL AND other IS NOT NULL)",
                            "count(DISTINCT one)",
                            "count(DISTINCT other)");
            return measurement
                    .first(rows)
                    .filter(row -> row.getLong(0) > Math.max(row.getLong(1), row.getLong(2)))
                    .map(row -> (double) row.getLong(0) / Math.max(row.getLong(1), row.getLong(2)));
        });
    }

    /** What the aggregate adds up for a row; null for a row that it leaves out. */
    private static Expression value(AggregateCall call, List<Expression> rowIds) {
        Expression value = call.value();
        Expression counts = call.filter().orElse(Literal.TrueLiteral());
        for (Expression id : rowIds) {
            counts = new And(counts, new IsNotNull(id));
        }
        Expression none = Literal$.MODULE$.create(null, DataTypes.DoubleType);
        if (call.kind() == AggregateCall.Kind.COUNT) {
            return new If(new And(counts, new IsNotNull(value)), Literal$.MODULE$.apply(1.0), none);
        }
        return new If(counts, new Cast(value, DataTypes.DoubleType, Option.apply("UTC")), none);
    }
}
