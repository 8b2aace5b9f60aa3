package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which values of a user's text are hidden from a model that must not see them. */
class ValuePseudonymsTest {
    private static final DataContext CONTEXT = Profiles.context(
            List.of(Profiles.table(
                    "orders",
                    1000,
                    List.of(
                            Profiles.categorical("status", List.of("open", "on hold", "new"), List.of(5L, 4L, 3L)),
                            Profiles.categorical(
                                    "buyer", List.of("Ann O'Brien", "Zürich AG", "US"), List.of(5L, 4L, 3L)),
                            Profiles.categorical("zip", List.of("90210", "10"), List.of(5L, 4L)),
                            Profiles.categorical("kind", List.of("buyer", "The"), List.of(5L, 4L))))),
            List.of());

    private final ValuePseudonyms values = ValuePseudonyms.of(CONTEXT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "How many are open?                      | How many are withheld_1?",
                "How many are ON HOLD, and open?         | How many are withheld_1, and withheld_2?",
                "Orders of Ann O'Brien's                 | Orders of withheld_1's",
                "What did zurich ag buy?                 | What did withheld_1 buy?",
                "Sent to the US, or to us?               | Sent to the withheld_1, or to us?",
                "Which of 90210 are in the top 10?       | Which of withheld_1 are in the top 10?",
                "Who is the new buyer?                   | Who is the new buyer?",
                "Is it \"Sea View\" or ‘Hill Side’?      | Is it 'withheld_1' or 'withheld_2'?",
                "Is \"status\" set?                      | Is \"status\" set?",
                "Of ann@example.com and AB-1234 in 1990s | Of withheld_1 and withheld_2 in 1990s",
                "sum(open_total) of open                 | sum(withheld_1_total) of withheld_1",
                "Nothing to hide, since 2024-01-31       | Nothing to hide, since 2024-01-31"
            })
    void valuesAreReplacedByPseudonyms(String text, String shown) {
        assertThat(values.hide(text)).isEqualTo(shown);
        assertThat(values.hide(shown)).as("once is enough").isEqualTo(shown);
    }

    @Test
    void pseudonymsInSqlAreReplacedByQuotedValues() {
        values.hide("Ann O'Brien, open");
        assertThat(values.revealSql("SELECT 1 AS withheld_1, `withheld_2` FROM orders -- withheld_1\n"
                        + "WHERE buyer = 'withheld_1' OR buyer LIKE \"%WITHHELD_1%\" OR status = withheld_2"
                        + " OR x = 'withheld_9'"))
                .isEqualTo("SELECT 1 AS `Ann O'Brien`, `open` FROM orders -- withheld_1\n"
                        + "WHERE buyer = 'Ann O\\'Brien' OR buyer LIKE \"%Ann O\\'Brien%\" OR status = 'open'"
                        + " OR x = 'withheld_9'");
        assertThat(values.revealText("There is no withheld_1.")).isEqualTo("There is no Ann O'Brien.");
    }

    @Test
    void legendNamesColumnsWithoutValues() {
        assertThat(values.legend()).isEmpty();
        values.hide("open for 'somebody'");
        assertThat(values.legend())
                .isEqualTo("Texts that are withheld; write them in quotes, exactly so: 'withheld_1', 'withheld_2'"
                        + " of orders.status\n\n");
    }

    @Test
    void errorIsShownWithoutQuotedCells() {
        HeaderPseudonyms pseudonyms = HeaderPseudonyms.of(CONTEXT, PrivacyLevel.AGGREGATES);
        pseudonyms.hide("Ann O'Brien");
        Throwable cause = new IllegalStateException();
        assertThat(pseudonyms.hideHint(RepairHint.of(new MigratorException(
                        ErrorCode.QUERY_FAILED,
                        "[CAST_INVALID_INPUT] The value 'O'Hara' of the type \"STRING\" cannot be cast to \"INT\"",
                        cause))))
                .isEqualTo("[CAST_INVALID_INPUT] Some values of the data do not fit the query; they may not be shown"
                        + " here.");
        assertThat(pseudonyms.hideHint(RepairHint.of(
                        new MigratorException(ErrorCode.QUERY_FAILED, "For input string: O'Hara", cause))))
                .doesNotContain("Hara");
        assertThat(pseudonyms.hideHint(RepairHint.of(new MigratorException(
                        ErrorCode.QUERY_FAILED,
                        "[DATATYPE_MISMATCH.X] Cannot resolve \"(zip + Ann O'Brien)\": \"STRING\" of `zip`",
                        cause))))
                .isEqualTo("[DATATYPE_MISMATCH.X] Cannot resolve '…': \"STRING\" of `zip`");
        assertThat(pseudonyms.hideHint(RepairHint.of("the query leaves out what holds: only open ones")))
                .isEqualTo("the query leaves out what holds: only withheld_2 ones");
        HeaderPseudonyms none = HeaderPseudonyms.of(CONTEXT, PrivacyLevel.EXAMPLES);
        assertThat(none.hideHint(RepairHint.of(
                        new MigratorException(ErrorCode.QUERY_FAILED, "For input string: O'Hara", cause))))
                .isEqualTo("For input string: O'Hara");
    }
}
