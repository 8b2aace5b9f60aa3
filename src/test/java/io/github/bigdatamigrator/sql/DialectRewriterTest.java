package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectRewriterTest {
    private static final DialectRewriter REWRITER = new DialectRewriter(List.of(new SqlTable(
            "Order Details",
            "Order_Details",
            List.of(
                    new SqlTable.Column("Net Amount (EUR)", "Net_Amount_EUR", ""),
                    new SqlTable.Column("Stückzahl", "Stuckzahl", ""),
                    new SqlTable.Column("status", "status", ""),
                    new SqlTable.Column("tags", "tags", "ARRAY<STRING>")))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT `Net Amount (EUR)` FROM `Order Details` | SELECT `Net_Amount_EUR` FROM `Order_Details`
        SELECT "Net Amount (EUR)" FROM "Order Details" | SELECT `Net_Amount_EUR` FROM `Order_Details`
        SELECT status FROM Order_Details WHERE status = "status" \
        | SELECT status FROM Order_Details WHERE status = "status"
        SELECT status AS "The Status" FROM Order_Details | SELECT status AS `The Status` FROM Order_Details
        """)
    void originalNamesBecomeSqlNames(String sql, String first) {
        assertThat(REWRITER.readings(sql)).first().isEqualTo(first);
    }

    @Test
    void unquotedOriginalNamesAreALaterReading() {
        assertThat(REWRITER.readings("SELECT status FROM Order Details")).contains("SELECT status FROM Order_Details");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT SUM(Stuckzahl) AS Stückzahl FROM Order_Details | SELECT SUM(Stuckzahl) AS `Stückzahl` FROM Order_Details
        SELECT SUM(Stückzahl) AS Stückzahl FROM Order_Details \
        | SELECT SUM(`Stuckzahl`) AS `Stückzahl` FROM Order_Details
        SELECT SUM(Stückzahl) AS `Stückzahl` FROM Order_Details ORDER BY `Stückzahl` \
        | SELECT SUM(`Stuckzahl`) AS `Stückzahl` FROM Order_Details ORDER BY `Stückzahl`
        SELECT Stückzahl FROM Order_Details | SELECT `Stuckzahl` FROM Order_Details
        """)
    void anAliasKeepsItsUmlauts(String sql, String reading) {
        assertThat(REWRITER.readings(sql)).noneMatch(text -> text.contains("AS Stuckzahl"));
        assertThat(REWRITER.otherDialectReadings(sql)).contains(reading);
    }

    @Test
    void jsonColumnsAreParsed() {
        assertThat(REWRITER.readings("SELECT explode(tags) FROM Order_Details"))
                .containsExactly(
                        "SELECT explode(tags) FROM Order_Details",
                        "SELECT explode(from_json(tags, 'ARRAY<STRING>')) FROM Order_Details");
    }

    @Test
    void otherDialectsAreRewrittenWithTheNames() {
        assertThat(REWRITER.otherDialectReadings("SELECT [Net Amount (EUR)]::text FROM [Order Details]"))
                .first()
                .isEqualTo("SELECT `Net_Amount_EUR`::STRING FROM `Order_Details`");
    }
}
