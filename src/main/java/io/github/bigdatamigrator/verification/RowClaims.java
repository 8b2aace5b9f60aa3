package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.DataClaim;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Checks what is said of single rows, many claims in one scan. */
final class RowClaims {
    /** Claims that share a scan; more make Spark's generated code too long. */
    private static final int TOGETHER = 200;
    /** Columns that tell which row it is that holds a null. */
    private static final int TELLING = 3;

    private final Dataset<Row> view;
    private final String table;

    RowClaims(SparkSession session, String table) {
        this.view = ViewColumns.table(session, table);
        this.table = table;
    }

    void check(List<DataClaim> claims, Map<DataClaim, Verdict> verdicts) {
        for (int from = 0; from < claims.size(); from += TOGETHER) {
            List<DataClaim> some = claims.subList(from, Math.min(claims.size(), from + TOGETHER));
            Column[] violations = some.stream().map(this::violation).toArray(Column[]::new);
            RowViolations tally =
                    view
                            .select(violations)
                            .javaRDD()
                            .mapPartitions(RowViolations.of(violations.length))
                            .collect()
                            .stream()
                            .reduce(new RowViolations(violations.length), RowViolations::plus);
            for (int i = 0; i < some.size(); i++) {
                verdicts.put(
                        some.get(i), new Verdict(some.get(i), tally.rows(), tally.violations(i), tally.examples(i)));
            }
        }
    }

    /** What breaks the claim, as text, or null where the row keeps it. */
    private Column violation(DataClaim fact) {
        if (fact instanceof DataClaim.EveryRow claim) {
            List<Column> shown = new ArrayList<>();
            claim.columns().forEach(column -> shown.add(ViewColumns.column(view, table, column)));
            return functions.when(functions.not(functions.expr(claim.condition())), ViewColumns.shown(shown));
        }
        DataClaim.NotNull claim = (DataClaim.NotNull) fact;
        Column column = ViewColumns.column(view, table, claim.column());
        return functions.when(column.isNull(), row(claim.column()));
    }

    /** The row by its first other columns. */
    private Column row(String without) {
        Column[] named = Arrays.stream(view.columns())
                .filter(name -> !name.equalsIgnoreCase(without))
                .limit(TELLING)
                .map(name -> functions.concat(
                        functions.lit(name + "="),
                        functions.coalesce(
                                functions.left(
                                        view.col(SqlIdentifiers.quote(name)).cast("string"), functions.lit(60)),
                                functions.lit("null"))))
                .toArray(Column[]::new);
        return named.length == 0
                ? functions.lit("null")
                : functions.concat(functions.lit("null where "), functions.concat_ws(", ", named));
    }
}
