package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryValidatorTest {
    private static final String NOTES = """
        - What are the top products? → product Lamp, revenue 1234.50; product Desk, revenue 7000; 12 rows
        - How many orders in Ohio? → n 4711; 1 row
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Products were ranked by revenue; Lamp had 1,234.5 and Desk 7,000.",
                "Orders in “Ohio” were counted: 4711.",
                "Products and orders were looked at."
            })
    void summaryOfTheNotesIsValid(String summary) {
        assertThat(SummaryValidator.isValid(summary, NOTES)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lamp had 1234.05.",
                "Lamp had 12345.",
                "There were 4712 orders in Ohio.",
                "Desk had seven thousand.",
                "Lamp and Desk together had 8234.50.",
                "Desk was twice as good.",
                "The best product was “Chair”.",
                "SELECT product FROM sales was run.",
                "```sql\nx\n```",
                "   "
            })
    void summaryBeyondTheNotesIsInvalid(String summary) {
        assertThat(SummaryValidator.isValid(summary, NOTES)).isFalse();
        assertThat(SummaryValidator.isValid("x".repeat(701), NOTES)).isFalse();
    }
}
