package io.github.bigdatamigrator.conversation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.fixture.Profiles;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingCheckTest {
    private static final QueryResult RESULT = Shop.rows(
            "q",
            List.of("product", "revenue", "share"),
            List.of(
                    List.of("Lamp", new BigDecimal("1234567.89"), 0.1234),
                    List.of("Desk 3000", new BigDecimal("812.50"), 0.0371),
                    List.of("Chair", -45L, 0.5)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lamp made 1234567.89.",
                "Lamp made 1,234,567.89",
                "Lamp: 1.234.567,89",
                "Lamp: 1 234 567.89",
                "Lamp made 1,234,568",
                "Lamp made about 1.2 million",
                "Lamp made 1.23M",
                "Lamp made 1235 thousand",
                "Lamp has 12.34 % of all",
                "Lamp has 12%",
                "Chair lost: -45.",
                "Desk 3000 made 812.5.",
                "There are 3 rows.",
                "In 2024 it was so.",
                "No figures, v2 or Q1x apart.",
            })
    void figuresOfTheResultAreGrounded(String sentence) {
        assertThat(GroundingCheck.of(sentence, "And in 2024?", List.of(RESULT), Profiles.EMPTY)
                        .ungrounded())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lamp made 1234567.98.",
                "Lamp made 12,345,678.9",
                "Lamp made 1.3 million",
                "Lamp made 1.2 billion",
                "Lamp has 13 %",
                "Desk 3000 made 813.5.",
                "Chair: 46",
                "There are 17 rows.",
                "In 2025 it was so.",
            })
    void otherFiguresAreUngrounded(String sentence) {
        assertThat(GroundingCheck.of(sentence, "And in 2024?", List.of(RESULT), Profiles.EMPTY)
                        .ungrounded())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revenue fell by 13.86 in Bern.",
                "Bern decreased by 13.86.",
                "In Bern there is a drop of 13.86.",
                "Bern made 13.86 less than before.",
                "Der Umsatz in Bern sank um 13,86.",
                "Bern: -13.86",
            })
    void aNegativeCellIsGroundedInAFall(String sentence) {
        QueryResult change = Shop.rows(
                "q",
                List.of("city", "change"),
                List.of(List.of("Bern", new BigDecimal("-13.86")), List.of("Ulm", new BigDecimal("2.50"))));

        assertThat(GroundingCheck.of(sentence, "", List.of(change), Profiles.EMPTY)
                        .ungrounded())
                .isEmpty();
        assertThat(GroundingCheck.of("Bern rose to 13.86.", "", List.of(change), Profiles.EMPTY)
                        .ungrounded())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Lamp made 812.50 of 1,204,331 sales.                 |
        The amount of a sale is 61.2 on average.             |
        There are 84,112 customers.                          |
        There are 84,112 products.                           | 84,112
        The amount of a sale is 62.2 on average.             | 62.2
        """)
    void aFigureOfTheProfileIsKnownBesideItsName(String sentence, @Nullable String ungrounded) {
        QueryResult lamp =
                Shop.rows("q", List.of("product", "revenue"), List.of(List.of("Lamp", new BigDecimal("812.50"))));

        assertThat(GroundingCheck.of(sentence, "", List.of(lamp), Shop.context())
                        .ungrounded())
                .isEqualTo(ungrounded == null ? List.of() : List.of(ungrounded));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Temperature is 11.5 in plot 1, 12.25 in plot 2, 9.75 in plot 3 and 9.75 in plot 12. |
        In plot 1 it is 11.5, in plot 2 12.25.                                 |
        Plot 2 has 12.25, 1 has 11.5 and 3 has 9.75.                           |
        The warmest is 2 with 12.25, then 1 with 11.5.                         |
        Plots 3 and 12 share 9.75.                                             |
        With 12.25 plot 2 leads and with 11.5 plot 1 follows.                  |
        At 12.25 in plot #2 it is warmest, down to 9.75 in plot 3.             |
        In Parzelle 2 ist es 12,25 und in Parzelle 1 nur 11,5.                 |
        In Lot 2 ist es 12,25 und in Feld 1 nur 11,5.                          | 2, 1
        In field 2 it is 12.25 and in field 1 it is 11.5.                      |
        In field 2 it is 11.5 and in field 1 it is 12.25.                      | 11.5, 12.25
        4 plots were measured.                                                 |
        Temperature is 12.25 in plot 1, 11.5 in plot 2, 9.75 in plot 3.        | 12.25, 11.5
        In plot 1 it is 12.25, in plot 2 11.5.                                 | 12.25, 11.5
        Plot 1 has 12.25, 2 has 11.5 and 3 has 9.75.                           | 12.25, 11.5
        With 11.5 plot 2 leads and with 12.25 plot 1 follows.                  | 11.5, 12.25
        In plot 1 2 degrees were measured.                                     | 2
        In plot 1, 3 degrees were measured.                                    | 3
        In plot 1 it is 4.                                                     | 4
        5 plots were measured.                                                 | 5
        """)
    void aNumberThatNamesARowBindsTheFigureBesideIt(String sentence, @Nullable String ungrounded) {
        QueryResult plots = Shop.rows(
                "SELECT plot_id, AVG(t) AS temperature FROM m GROUP BY plot_id",
                List.of("plot_id", "temperature"),
                List.of(
                        List.of(1L, new BigDecimal("11.5")),
                        List.of(2L, new BigDecimal("12.25")),
                        List.of(3L, new BigDecimal("9.75")),
                        List.of(12L, new BigDecimal("9.75"))));
        QueryResult parcels = new QueryResult(
                plots.sql().replace("plot_id", "parzelle"),
                List.of("parzelle", "temperatur"),
                plots.types(),
                plots.rows(),
                false,
                0,
                null);

        assertThat(GroundingCheck.of(
                                sentence,
                                "Temperature per plot or field?",
                                List.of(sentence.contains("Parzelle") ? parcels : plots),
                                Profiles.EMPTY)
                        .ungrounded())
                .isEqualTo(ungrounded == null ? List.of() : List.of(ungrounded.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Sales began at 1,500.25 in January, were lowest in March with 900 and came to 1,700 in April. |
        1.500,25 im Januar, 1.200 im Februar und 900 im März.                  |
        Im Januar waren es 1.500,25 und im Februar 1.200.                      |
        January and March made 1,500.25 and 900.                               |
        4 seasons had sales.                                                   |
        Which is 1,200 for February; 4 such months.                            |
        Sales began at 1,500.25 in January, were lowest in March with 1,200 and came to 1,700 in April. | 1,200
        1.200 im Januar, 1.500,25 im Februar und 900 im März.                  | 1.200, 1.500,25
        Im Januar waren es 1.200 und im Februar 1.500,25.                      | 1.200, 1.500,25
        January and March made 900 and 1,500.25.                               | 900, 1,500.25
        January had 4 seasons.                                                 | 4
        4 orders came in.                                                      | 4
        """)
    void aFigureBeforeOrAfterAMonthBelongsToIt(String sentence, @Nullable String ungrounded) {
        QueryResult months = new QueryResult(
                "SELECT date_trunc('month', d) AS d, SUM(x) AS orders FROM t GROUP BY 1",
                List.of("d", "orders"),
                List.of(ColumnType.TIMESTAMP, ColumnType.decimal(12, 2)),
                List.of(
                        List.of("2025-01-01T00:00:00", new BigDecimal("1500.25")),
                        List.of("2025-02-01T00:00:00", new BigDecimal("1200.00")),
                        List.of("2025-03-01T00:00:00", new BigDecimal("900.00")),
                        List.of("2025-04-01T00:00:00", new BigDecimal("1700.00"))),
                false,
                0,
                null);

        assertThat(GroundingCheck.of(sentence, "Which months or seasons had orders?", List.of(months), Profiles.EMPTY)
                        .ungrounded())
                .isEqualTo(ungrounded == null ? List.of() : List.of(ungrounded.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Von den 5 Bezirken liegt Mitte mit 91 vorn.                |
        Mitte liegt von den 5 untersuchten Bezirken mit 91 vorn.   |
        Die 5 Bezirke beginnen mit Mitte (91).                     |
        In allen 5 Stadtteilen wurde gemessen.                     |
        Es wurde in insgesamt 5 Bezirken gemessen.                 |
        Alle 5 E-Bikes wurden gewartet.                            |
        Of the 5 districts, Mitte leads with 91.                   |
        All 5 districts were visited.                              |
        Mitte hat 5 Messungen.                                     | 5
        Mitte has 5 visits.                                        | 5
        Mitte hat insgesamt 5 Messungen.                           | 5
        Von den 6 Bezirken liegt Mitte mit 91 vorn.                | 6
        Mitte kam auf den Wert 5 im Mai.                           | 5
        Mitte kam in den 5 besser weg.                             | 5
        """)
    void theNumberOfRowsIsKnownBesideAWordForAll(String sentence, @Nullable String ungrounded) {
        QueryResult result = Shop.rows(
                "q",
                List.of("place", "n"),
                List.of(
                        List.of("Mitte", 91L),
                        List.of("Ost", 72L),
                        List.of("West", 63L),
                        List.of("Nord", 44L),
                        List.of("Laim", 37L)));

        assertThat(GroundingCheck.of(sentence, "Wie oft wurde wo gemessen?", List.of(result), Profiles.EMPTY)
                        .ungrounded())
                .isEqualTo(ungrounded == null ? List.of() : List.of(ungrounded));
    }

    @Test
    void figureIsGroundedInTheNamedRow() {
        QueryResult twins = Shop.rows("q", List.of("name", "n"), List.of(List.of("A1x", 5L), List.of("Bob", 5L)));

        assertThat(GroundingCheck.of("Bob has 5.", "", List.of(RESULT, twins), Profiles.EMPTY)
                        .grounded())
                .containsExactly(new Claim("5", 1, 1, "n"));
        assertThat(GroundingCheck.of("All 3 of them.", "", List.of(RESULT), Profiles.EMPTY)
                        .grounded())
                .containsExactly(new Claim("3", 0, -1, "rows"));
    }
}
