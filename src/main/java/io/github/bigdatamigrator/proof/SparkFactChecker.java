package io.github.bigdatamigrator.proof;

import io.github.bigdatamigrator.context.Fact;
import io.github.bigdatamigrator.context.FactChecker;
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
import org.apache.spark.sql.types.StringType;

/**
 * Checks claims exactly, on all rows: all {@code NotNull} of a table in one scan, each {@code Unique} and {@code Included} in one query
 * of its own that shuffles only the columns concerned. Safe for use by several threads; lives on the driver.
 *
 * <p>What is counted: for {@code Unique} the rows that share their values with another row (two equal rows are two violations), for
 * {@code Included} the rows whose values the other table lacks. Both leave out rows with a null in the columns. Values are compared as
 * their views have them; of two types, as Spark's common type.
 */
public final class SparkFactChecker implements FactChecker {
    private final SparkSession session;

    /** @param conversationSession the session whose views bear the tables' SQL names */
    public SparkFactChecker(SparkSession conversationSession) {
        this.session = conversationSession;
    }

    /**
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when a claim names a table or column that is not there
     */
    @Override
    public List<Verdict> check(List<Fact> facts) {
        Map<Fact, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, List<Fact.NotNull>> notNull = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.NotNull claim) {
                notNull.computeIfAbsent(claim.table(), table -> new ArrayList<>())
                        .add(claim);
            } else if (fact instanceof Fact.Unique claim) {
                verdicts.computeIfAbsent(claim, same -> unique(claim));
            } else if (fact instanceof Fact.Included claim) {
                verdicts.computeIfAbsent(claim, same -> included(claim));
            }
        }
        notNull.forEach((table, claims) -> notNull(table, claims, verdicts));
        return facts.stream().map(fact -> verdictOn(fact, verdicts)).toList();
    }

    private static Verdict verdictOn(Fact fact, Map<Fact, Verdict> verdicts) {
        Verdict verdict = verdicts.get(fact);
        if (verdict == null) {
            throw new IllegalStateException("unchecked: " + fact);
        }
        return verdict;
    }

    private void notNull(String table, List<Fact.NotNull> claims, Map<Fact, Verdict> verdicts) {
        Dataset<Row> rows = Views.table(session, table);
        Column[] counts = claims.stream()
                .map(claim -> functions.count(Views.column(rows, table, claim.column())))
                .toArray(Column[]::new);
        Row row = rows.agg(functions.count(functions.lit(1)), counts).head();
        for (int i = 0; i < claims.size(); i++) {
            long nulls = row.getLong(0) - row.getLong(i + 1);
            verdicts.put(claims.get(i), new Verdict(claims.get(i), row.getLong(0), nulls, List.of()));
        }
    }

    private Verdict unique(Fact.Unique claim) {
        Dataset<Row> groups = groups(claim.table(), claim.columns());
        return verdict(claim, groups, functions.col("n").gt(1), claim.columns().size());
    }

    private Verdict included(Fact.Included claim) {
        int width = claim.columns().size();
        Dataset<Row> child = groups(claim.table(), claim.columns());
        Dataset<Row> parent = Views.numbered(Views.table(session, claim.toTable()), claim.toTable(), claim.toColumns())
                .where(Views.complete(width))
                .distinct()
                .withColumn("found", functions.lit(true));
        Column same = functions.lit(true);
        for (int i = 0; i < width; i++) {
            same = same.and(equal(child, parent, "c" + i));
        }
        Dataset<Row> joined = child.join(parent, same, "left_outer");
        Column[] kept = new Column[width + 2];
        for (int i = 0; i < width; i++) {
            kept[i] = child.col("c" + i);
        }
        kept[width] = child.col("n");
        kept[width + 1] = parent.col("found");
        return verdict(claim, joined.select(kept), functions.col("found").isNull(), width);
    }

    /** Equality in SQL's sense; a text and another type are compared as texts, since a text that is no number is no error here. */
    private static Column equal(Dataset<Row> child, Dataset<Row> parent, String name) {
        DataType left = child.schema().apply(name).dataType();
        DataType right = parent.schema().apply(name).dataType();
        if (!left.equals(right) && (left instanceof StringType || right instanceof StringType)) {
            return child.col(name).cast("string").equalTo(parent.col(name).cast("string"));
        }
        return child.col(name).equalTo(parent.col(name));
    }

    /** Distinct complete values c0 … of the columns with their number of rows n. */
    private Dataset<Row> groups(String table, List<String> columns) {
        return Views.numbered(Views.table(session, table), table, columns)
                .where(Views.complete(columns.size()))
                .groupBy(columns(columns.size()))
                .agg(functions.count(functions.lit(1)).as("n"));
    }

    private static Verdict verdict(Fact claim, Dataset<Row> groups, Column violated, int width) {
        Tally tally = groups
                .select(functions.col("n"), violated, shown(width))
                .javaRDD()
                .mapPartitions(Tally::ofGroups)
                .collect()
                .stream()
                .reduce(new Tally(), Tally::plus);
        return new Verdict(claim, tally.rows(), tally.violations(), tally.examples());
    }

    private static Column[] columns(int width) {
        Column[] columns = new Column[width];
        for (int i = 0; i < width; i++) {
            columns[i] = functions.col("c" + i);
        }
        return columns;
    }

    /** A value as text; several joined by commas in brackets. */
    private static Column shown(int width) {
        if (width == 1) {
            return functions.col("c0").cast("string");
        }
        Column[] texts = new Column[width];
        for (int i = 0; i < width; i++) {
            texts[i] = functions.col("c" + i).cast("string");
        }
        return functions.concat(functions.lit("("), functions.concat_ws(", ", texts), functions.lit(")"));
    }
}
