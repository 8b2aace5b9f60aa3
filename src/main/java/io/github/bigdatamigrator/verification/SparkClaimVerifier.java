package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.ClaimVerifier;
import io.github.bigdatamigrator.context.DataClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Checks claims exactly, on all rows. Whatever the number of claims, a table is scanned once for every 200 that speak
 * of single rows, and once for all that compare rows; these share one shuffle of the columns concerned. Safe for use by
 * several threads; lives on the driver.
 *
 * <p>What is counted: for {@code Unique} and {@code DistinctRows} the rows that share their values with another row
 * (two equal rows are two violations), for {@code Included} the rows whose values the other table lacks, for
 * {@code Determines} the rows whose group holds more than one dependent value. {@code Unique} and {@code Included}
 * leave out rows with a null in the columns. Values are compared as their views have them; of two types, as Spark's
 * common type.
 */
public final class SparkClaimVerifier implements ClaimVerifier {
    private final SparkSession session;

    /** @param conversationSession the session whose views bear the tables' SQL names */
    public SparkClaimVerifier(SparkSession conversationSession) {
        this.session = conversationSession;
    }

    /**
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT when a claim names a table or column that is
     *     not there
     */
    @Override
    public List<Verdict> check(List<DataClaim> facts) {
        Map<String, List<DataClaim>> ofRows = new LinkedHashMap<>();
        Set<DataClaim> ofGroups = new LinkedHashSet<>();
        for (DataClaim fact : new LinkedHashSet<>(facts)) {
            if (fact instanceof DataClaim.NotNull || fact instanceof DataClaim.EveryRow) {
                ofRows.computeIfAbsent(fact.table(), table -> new ArrayList<>()).add(fact);
            } else {
                ofGroups.add(fact);
            }
        }
        Map<DataClaim, Verdict> verdicts = new LinkedHashMap<>();
        ofRows.forEach((table, claims) -> new RowClaims(session, table).check(claims, verdicts));
        new GroupedClaims(session).check(List.copyOf(ofGroups), verdicts);
        return facts.stream().map(fact -> verdictOn(fact, verdicts)).toList();
    }

    private static Verdict verdictOn(DataClaim fact, Map<DataClaim, Verdict> verdicts) {
        Verdict verdict = verdicts.get(fact);
        if (verdict == null) {
            throw new IllegalStateException("unchecked: " + fact);
        }
        return verdict;
    }
}
