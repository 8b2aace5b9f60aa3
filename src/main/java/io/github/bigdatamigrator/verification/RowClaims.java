package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.*;

import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Verifies claims about single rows, many in one scan. */
final class RowClaims {
    private static final int CLAIMS_PER_SCAN = 200; // claims per scan; more make Spark's generated code too long
    private static final int IDENTIFYING_COLUMNS = 3; // the number of other columns that identify a row with a null

    private final Dataset<Row> view;
    private final String table;

    RowClaims(SparkSession session, String table) {
        this.view = ViewColumns.table(session, table);
        this.table = table;
    }

    void check(List<DataClaim> claims, Map<DataClaim, Verdict> verdicts) {
        for (int from = 0; from < claims.size(); from += CLAIMS_PER_SCAN) {
            List<DataClaim> some = claims.subList(from, Math.min(claims.size(), from + CLAIMS_PER_SCAN));
            Column[] violations = some.stream().map(this::violation).toArray(Column[]::new);
            RowViolations counts =
                    view
                            .select(violations)
                            .javaRDD()
                            .mapPartitions(RowViolations.of(violations.length))
                            .collect()
                            .stream()
                            .reduce(new RowViolations(violations.length), RowViolations::plus);
            for (int i = 0; i < some.size(); i++) {
                verdicts.put(
                        some.get(i), new Verdict(some.get(i), counts.rows(), counts.violations(i), counts.examples(i)));
            }
        }
    }

    /** The violating value as text, or null where the row meets the claim. */
    private Column violation(DataClaim given) {
        if (given instanceof DataClaim.EveryRow claim) {
            List<Column> shown = new ArrayList<>();
            claim.columns().forEach(column -> shown.add(ViewColumns.column(view, table, column)));
            return when(not(expr(claim.condition())), ViewColumns.shown(shown));
        }
        DataClaim.NotNull claim = (DataClaim.NotNull) given;
        Column column = ViewColumns.column(view, table, claim.column());
        return when(column.isNull(), row(claim.column()));
    }

    private Column row(String without) {
        Column[] named = Arrays.stream(view.columns())
                .filter(name -> !name.equalsIgnoreCase(without))
                .limit(IDENTIFYING_COLUMNS)
                .map(name -> concat(
                        lit(name + "="),
                        coalesce(left(view.col(SqlIdentifiers.quote(name)).cast("string"), lit(60)), lit("null"))))
                .toArray(Column[]::new);
        return named.length == 0 ? lit("null") : concat(lit("null where "), concat_ws(", ", named));
    }
}
