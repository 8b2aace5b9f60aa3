package io.github.bigdatamigrator.conversation.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.StateChange.Add;
import io.github.bigdatamigrator.conversation.StateChange.Clear;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectiveTest {
    private static Optional<StateDirective> of(String message) {
        return StateDirective.of(message, Shop.context(), "SELECT SUM(amount) FROM sales");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        only 2024 from now on                               | year(sold_on) = 2024
        From now on, only 2024.                             | year(sold_on) = 2024
        Please only look at 2023 to 2024 from now on        | year(sold_on) BETWEEN 2023 AND 2024
        from now on exclude 2023                            | year(sold_on) <> 2023
        everything since 2023 going forward                 | year(sold_on) >= 2023
        before 2024 only for the rest of the conversation   | year(sold_on) < 2024
        only shipped orders from now on                     | status = 'shipped'
        always exclude returned orders                      | status <> 'returned'
        from now on ignore open and returned orders         | status NOT IN ('open', 'returned')
        Only lamps and desks for all further questions      | product IN ('Lamp', 'Desk')
        """)
    void anUnambiguousFilterHasACondition(String message, String condition) {
        assertThat(of(message)).get().satisfies(statement -> {
            assertThat(statement.asksToo()).isFalse();
            assertThat(statement.change()).isInstanceOfSatisfying(Add.class, add -> {
                assertThat(add.kind()).isEqualTo(Kind.FILTER);
                assertThat(add.sql())
                        .isEqualTo(
                                condition.equals("product IN ('Lamp', 'Desk')")
                                        ? "product IN ('Lamp', 'Desk')"
                                        : condition);
            });
        });
    }

    @Test
    void anAmbiguousFilterHasNoCondition() {
        assertThat(of("only large customers from now on"))
                .get()
                .satisfies(statement ->
                        assertThat(statement.change()).isEqualTo(new Add(Kind.FILTER, "only large customers", null)));
    }

    @Test
    void aMessageCanContainAFilterAndAQuestion() {
        StateDirective after = of("From now on only 2024: what is the revenue?").orElseThrow();
        StateDirective before =
                of("What is the revenue? From now on only 2024.").orElseThrow();

        assertThat(after.asksToo()).isTrue();
        assertThat(before.asksToo()).isTrue();
        assertThat(after.change()).isEqualTo(new Add(Kind.FILTER, "only 2024", "year(sold_on) = 2024"));
        assertThat(before.change()).isEqualTo(after.change());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "By big order I mean an order over 5000.",
                "define margin as amount minus cost",
                "When I say revenue, I mean the sum of amount"
            })
    void aDefinitionIsRecognized(String message) {
        assertThat(of(message))
                .get()
                .satisfies(statement -> assertThat(statement.change())
                        .isInstanceOfSatisfying(
                                Add.class, add -> assertThat(add.kind()).isEqualTo(Kind.DEFINITION)));
    }

    @Test
    void rememberThatMakesADecision() {
        assertThat(of("Remember that amounts are in euros."))
                .get()
                .satisfies(statement ->
                        assertThat(statement.change()).isEqualTo(new Add(Kind.DECISION, "amounts are in euros", null)));
    }

    @Test
    void rememberWithAQuestionIsBoth() {
        assertThat(of("Remember: prices are net. How many sales are there?"))
                .contains(new StateDirective(new Add(Kind.DECISION, "prices are net", null), true));
        assertThat(of("Merke dir: Preise sind netto. Wie viele gibt es?"))
                .contains(new StateDirective(new Add(Kind.DECISION, "Preise sind netto", null), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        undo                          | true
        Undo that, please.            | true
        please take that back         | true
        forget that                   | true
        Mach das rückgängig!          | true
        Take that back                | true
        Zurück                        | true
        Nein, einen Schritt zurück.   | true
        nimm das bitte zurück         | true
        Kannst du das rückgängig machen? | true
        Mach den letzten Schritt rückgängig | true
        Wait, go back one step.       | true
        Can you undo that?            | true
        scratch the last question     | true
        Go back to 2022               | false
        zurück zu den Filialen        | false
        Which parcels came back?      | false
        Show the flights back         | false
        Wie viele kamen zurück?       | false
        What can be undone?           | false
        Which orders were taken back? | false
        undo the refunds of 2023      | false
        """)
    void undoIsAWholeMessage(String message, boolean undo) {
        assertThat(StateDirective.isUndo(message)).isEqualTo(undo);
    }

    @Test
    void forgetClearsFilters() {
        assertThat(of("Forget the filters"))
                .get()
                .satisfies(statement -> assertThat(statement.change()).isEqualTo(new Clear(Kind.FILTER)));
        assertThat(of("please remove all filters now."))
                .get()
                .satisfies(statement -> assertThat(statement.change()).isEqualTo(new Clear(Kind.FILTER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the revenue by month?",
                "only 2023",
                "and by month?",
                "How many orders were always late?",
                "Which customers have ordered since 2023?",
                "What do you mean by revenue?",
                "Do you remember that figure?",
                "What sold best from now on?"
            })
    void aQuestionIsNotADirective(String message) {
        assertThat(of(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revenue of the top three products and for the rest",
                "Assume that a month has 30 days and compute the daily revenue",
                "Define large orders as those above 100. List them by month.",
                "Note: prices are net. Show the revenue by product",
            })
    void aQuestionWithAPremiseIsNotADirective(String message) {
        assertThat(of(message)).isEmpty();
    }
}
