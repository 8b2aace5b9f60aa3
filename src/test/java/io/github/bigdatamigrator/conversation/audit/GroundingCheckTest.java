package io.github.bigdatamigrator.conversation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.QueryResult;
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
