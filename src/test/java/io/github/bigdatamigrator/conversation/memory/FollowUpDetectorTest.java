package io.github.bigdatamigrator.conversation.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.PastTurn;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpDetectorTest {
    private static final PastTurn LAST = new PastTurn(
            1,
            "Which cities sold most?",
            "SELECT city, month, SUM(amount) AS revenue FROM sales GROUP BY 1, 2",
            List.of("city", "month", "revenue"),
            List.of(List.of("Bern", "1", "9"), List.of("Ulm", "2", "7"), List.of("Linz", "1", "5")),
            3,
            "3 rows",
            "abc");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "and by month?",
                "only 2023",
                "What about Ulm?",
                "for Bern",
                "Which of them grew?",
                "How many customers does it have?",
                "Where are they?",
                "And in that city?",
                "What share do those have of all sales?",
                "the same for 2022",
                "Sorted by revenue instead",
                "without the returned ones",
                "Which one is the smallest?",
                "revenue by quarter",
                "und nach Monat?",
                "nur 2023",
                "Was ist mit Ulm?",
                "Wie viele davon wurden storniert?",
                "Welche Kunden hat diese Stadt?",
                "ohne Bern",
            })
    void aQuestionThatNeedsTheLastOneIsAFollowUp(String question) {
        assertThat(FollowUpDetector.of(question, LAST)).isEqualTo(new FollowUpDetector(true, 0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "For each store, how many staff work there?",
                "Which customers ordered more than one product?",
                "Which customers are there that bought nothing?",
                "In 2023, which city had the highest revenue?",
                "List all stores",
                "How many orders?",
                "Which product has the highest price, and what is its category?",
                "List customers and their orders",
                "How many orders were placed this year?",
                "What was the revenue in the last month?",
                "Which films were rented by those who live in Bern?",
                "Show the one product that at least one customer returned",
                "Which employees have the same title as John Smith?",
                "Für jede Filiale: wie viele Mitarbeiter arbeiten dort?",
                "Welche Kunden haben mehr als ein Produkt gekauft?",
                "Wie viele Bestellungen gab es dieses Jahr?",
            })
    void aCompleteQuestionIsNoFollowUp(String question) {
        assertThat(FollowUpDetector.of(question, LAST).followUp()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "And the second one?, 2, the second one",
        "Who lives in the third city?, 3, the third city",
        "und der zweite?, 2, der zweite?",
        "Was hat die letzte Zeile?, 3, die letzte Zeile",
    })
    void aReferenceToARowIsCounted(String question, int row, String words) {
        assertThat(FollowUpDetector.of(question, LAST)).isEqualTo(new FollowUpDetector(true, row, words));
    }

    @ParameterizedTest
    @CsvSource({
        "How many customers does it have?, true",
        "How many rows do they have?, true",
        "How many customers are there?, false",
        "Which columns does sales have?, false",
    })
    void aPronounMayPointBack(String question, boolean pointsBack) {
        assertThat(FollowUpDetector.mayPointBack(question)).isEqualTo(pointsBack);
    }
}
