package io.github.bigdatamigrator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class SparkClaimVerifierTest {
    private final SparkSession session = session();
    private final SparkClaimVerifier checker = new SparkClaimVerifier(session);

    /**
     * 10,000 orders. Planted: ids 5 and 6 stand three times and twice; every 100th customer is null; customers 901 to
     * 906 of ten orders each are nobody, the first with five more; `odd ``name` is null in 7 rows.
     */
    private static SparkSession session() {
        SparkSession session = SharedSpark.newSession();
        session.sql("""
            SELECT CASE WHEN id IN (7, 8) THEN 5 WHEN id = 9 THEN 6 ELSE id END AS order_id,
              CASE WHEN id % 100 = 0 THEN NULL
                   WHEN id % 100 BETWEEN 1 AND 60 AND id < 100 THEN 901 + (id % 6)
                   WHEN id BETWEEN 9901 AND 9905 THEN 901 ELSE id % 800 END AS customer_id,
              CASE WHEN id < 7 THEN NULL ELSE 'x' END AS `odd ``name`,
              id % 10 AS line, id DIV 10 AS sheet
            FROM range(10000)\
            """).createOrReplaceTempView("orders");
        session.sql("SELECT id, CAST(id AS STRING) AS code, id % 10 AS line, id DIV 10 AS sheet FROM range(800)"
                        + " UNION ALL SELECT NULL, 'none', NULL, NULL")
                .createOrReplaceTempView("customers");
        session.sql("SELECT * FROM VALUES (1), (2) AS t(a) WHERE a > 2").createOrReplaceTempView("nothing");
        return session;
    }

    @Test
    void nullsOfSeveralColumnsAreCountedExactly() {
        List<Verdict> verdicts = checker.check(List.of(
                new DataClaim.NotNull("orders", "customer_id"),
                new DataClaim.NotNull("orders", "order_id"),
                new DataClaim.NotNull("customers", "id"),
                new DataClaim.NotNull("orders", "odd `name")));

        assertThat(verdicts).extracting(Verdict::violations).containsExactly(100L, 0L, 1L, 7L);
        assertThat(verdicts).extracting(Verdict::rowsChecked).containsExactly(10_000L, 10_000L, 801L, 10_000L);
        assertThat(verdicts).extracting(Verdict::holds).containsExactly(false, true, false, false);
    }

    @Test
    void rowsThatShareTheirKeyAreCountedAndShownMostFrequentFirst() {
        Verdict verdict = only(new DataClaim.Unique("orders", List.of("order_id")));

        assertThat(verdict.rowsChecked()).isEqualTo(10_000);
        assertThat(verdict.violations()).isEqualTo(5);
        assertThat(verdict.examples()).containsExactly("5", "6");
    }

    @Test
    void aKeyOfTwoColumnsIsProvenAndItsHalvesRefuted() {
        assertThat(only(new DataClaim.Unique("orders", List.of("sheet", "line")))
                        .holds())
                .isTrue();
        Verdict half = only(new DataClaim.Unique("orders", List.of("sheet")));
        assertThat(half.violations()).isEqualTo(10_000);
        assertThat(half.examples()).containsExactly("0", "1", "10", "100", "101");
    }

    @Test
    void anExampleOfSeveralColumnsShowsTheirValuesWhateverIsInThem() {
        session.sql("SELECT * FROM VALUES ('a:1', '3:x, 😀', -0.0D), ('a:1', '3:x, 😀', 0.0D), ('a', ':13:x, 😀', 0.0D)"
                        + " AS t(a, b, c)")
                .createOrReplaceTempView("odd");

        assertThat(only(new DataClaim.Unique("odd", List.of("a", "b"))).examples())
                .containsExactly("(a:1, 3:x, 😀)");
        assertThat(only(new DataClaim.DistinctRows("odd")).examples()).containsExactly("(a:1, 3:x, 😀, 0.0)");
    }

    @Test
    void aSampleOfKeysRefutesWithAllTheirRows() {
        DataClaim.Determines wrong = new DataClaim.Determines("orders", List.of("sheet"), "line");
        DataClaim.Determines right = new DataClaim.Determines("customers", List.of("code"), "sheet");

        Verdict refuted = checker.sample(List.of(wrong), 10).get(0);

        assertThat(refuted.rowsChecked()).isBetween(500L, 2_000L).matches(rows -> rows % 10 == 0);
        assertThat(refuted.violations()).isEqualTo(refuted.rowsChecked() / 10 * 9);
        assertThat(checker.sample(List.of(right), 10).get(0).holds()).isTrue();
        assertThat(checker.sample(List.of(right), 10).get(0).rowsChecked()).isLessThan(200);
    }

    @Test
    void rowsWithANullAreLeftOutOfUniqueness() {
        assertThat(only(new DataClaim.Unique("customers", List.of("id"))))
                .isEqualTo(new Verdict(new DataClaim.Unique("customers", List.of("id")), 800, 0, List.of()));
    }

    @Test
    void orphansAreCountedByRowAndShownMostFrequentFirst() {
        Verdict verdict = only(new DataClaim.Included("orders", List.of("customer_id"), "customers", List.of("id")));

        assertThat(verdict.rowsChecked()).isEqualTo(9_900);
        assertThat(verdict.violations()).isEqualTo(65);
        assertThat(verdict.examples()).containsExactly("901", "902", "903", "904", "905");
    }

    @Test
    void aTextColumnMeetsANumberByItsText() {
        assertThat(only(new DataClaim.Included("orders", List.of("customer_id"), "customers", List.of("code")))
                        .violations())
                .isEqualTo(65);
    }

    @Test
    void pairsOfColumnsAreComparedAsPairs() {
        Verdict verdict =
                only(new DataClaim.Included("orders", List.of("sheet", "line"), "customers", List.of("sheet", "line")));

        assertThat(verdict.violations()).isEqualTo(9_200);
        assertThat(verdict.examples()).first().isEqualTo("(100, 0)");
    }

    @Test
    void everythingHoldsForNoRowsAndNothingIsIncludedInThem() {
        List<Verdict> verdicts = checker.check(List.of(
                new DataClaim.NotNull("nothing", "a"),
                new DataClaim.Unique("nothing", List.of("a")),
                new DataClaim.Included("nothing", List.of("a"), "customers", List.of("id")),
                new DataClaim.Included("customers", List.of("id"), "nothing", List.of("a"))));

        assertThat(verdicts).extracting(Verdict::violations).containsExactly(0L, 0L, 0L, 800L);
    }

    @Test
    void aClaimMadeTwiceIsAnsweredTwice() {
        DataClaim claim = new DataClaim.Unique("orders", List.of("order_id"));

        assertThat(checker.check(List.of(claim, claim)))
                .extracting(Verdict::violations)
                .containsExactly(5L, 5L);
    }

    @Test
    void aClaimAboutAnUnknownTableOrColumnIsBadInput() {
        assertThat(failure(new DataClaim.NotNull("order", "x"))).isEqualTo(ErrorCode.BAD_INPUT);
        assertThat(failure(new DataClaim.Unique("orders", List.of("x")))).isEqualTo(ErrorCode.BAD_INPUT);
    }

    private Verdict only(DataClaim claim) {
        return checker.check(List.of(claim)).get(0);
    }

    private ErrorCode failure(DataClaim claim) {
        return catchThrowableOfType(MigratorException.class, () -> checker.check(List.of(claim)))
                .code();
    }
}
