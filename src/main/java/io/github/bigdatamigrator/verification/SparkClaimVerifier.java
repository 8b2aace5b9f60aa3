package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Verifies claims exactly, on all rows. A table is scanned once for every 200 claims about single rows, once for all
 * dependencies, and once for all other claims that compare rows; each of these two shares one shuffle. Safe for use by
 * several threads; runs on the driver.
 *
 * <p>Counts as violations: for {@code Unique} and {@code DistinctRows} the rows that share their values with another
 * row (two equal rows are two violations), for {@code Included} the rows whose values are not in the other table, for
 * {@code Determines} the rows whose group holds more than one dependent value. {@code Unique} and {@code Included}
 * leave out rows with a null in the columns. Values of two types are compared in Spark's common type.
 *
 * @param session whose views have the tables' SQL names
 */
public record SparkClaimVerifier(SparkSession session) implements ClaimVerifier {
    /** @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT for an unknown table or column */
    @Override
    public List<Verdict> check(List<DataClaim> claims) {
        Map<String, List<DataClaim>> rowClaims = new LinkedHashMap<>();
        Set<DataClaim> groupedClaims = new LinkedHashSet<>();
        for (DataClaim claim : new LinkedHashSet<>(claims)) {
            if (claim instanceof DataClaim.NotNull || claim instanceof DataClaim.EveryRow) {
                rowClaims
                        .computeIfAbsent(claim.table(), table -> new ArrayList<>())
                        .add(claim);
            } else {
                groupedClaims.add(claim);
            }
        }
        Map<DataClaim, Verdict> verdicts = new LinkedHashMap<>();
        rowClaims.forEach((table, rows) -> new RowClaims(session, table).check(rows, verdicts));
        new GroupedClaims(session, 1).check(List.copyOf(groupedClaims), verdicts);
        return inOrder(claims, verdicts);
    }

    @Override
    public List<Verdict> sample(List<DataClaim.Determines> claims, long oneIn) {
        Map<DataClaim, Verdict> verdicts = new LinkedHashMap<>();
        new GroupedClaims(session, oneIn).check(List.copyOf(new LinkedHashSet<>(claims)), verdicts);
        return inOrder(claims, verdicts);
    }

    private static List<Verdict> inOrder(List<? extends DataClaim> claims, Map<DataClaim, Verdict> verdicts) {
        return claims.stream()
                .map(claim -> Objects.requireNonNull(verdicts.get(claim)))
                .toList();
    }
}
