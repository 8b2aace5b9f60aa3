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
                "plot that per week",
                "Could you break this down by store?",
                "For all of them, which one returned most?",
                "for each of those, when was the last delivery?",
                "Show me those customers",
                "give it to me in percent",
                "Is that more than in 2022?",
                "How many people work there?",
                "How does that compare to Bern, and why?",
                "OK, and how much is that in percent?",
                "Use the net price instead",
                "exclude returns and samples from it",
                "Include the country and the postal code as well",
                "and for Linz?",
                "and what was it in 2022?",
                "What is their average age?",
                "Zeig das nach Monat",
                "Wie hoch ist das in Prozent?",
                "Und für Linz?",
                "Wer von ihnen hat mehr bezahlt?",
                "Wann haben sie zuletzt bestellt?",
                "Wie viele Kunden wohnen dort?",
                "Wie hoch ist sein Umsatz?",
                "Für jeden von ihnen: wie viele Filme waren es?",
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
                "Which track is the longest, and how long is that in minutes?",
                "What share of invoices is overdue and what amount is that?",
                "For each driver: how many of their trips were late, and what share is that?",
                "How many rooms are free? Is that more than last year?",
                "Which teacher earns more than their principal?",
                "How long does it take to ship an order?",
                "How many guests paid, and how many of those came back?",
                "How do sales in Bern compare with those in Ulm?",
                "Which customers chose pickup instead of delivery?",
                "Which one of the stores has the highest rent?",
                "How much did Nora sell in her first year?",
                "Which products that cost less than 5 are in stock?",
                "Is this data complete?",
                "How many patients die?",
                "Which city has the most people living there?",
                "Was kostet ein Ticket, und wie viele sind das im Jahr?",
                "How many tables are there?",
                "Who placed the last order?",
                "Which city has the second highest revenue per month?",
                "What is the first month in which the revenue fell?",
                "Which customer placed the first order in Bern?",
                "Which are the top cities by revenue in 2023?",
                "Welcher Fahrer hat die meisten Fahrten, und wie viele sind das?",
                "Welche Kunden haben ihre Rechnung bezahlt?",
                "Wie viele Gäste gab es, und wie viele davon kamen wieder?",
                "Wie lange dauert es, bis eine Bestellung ankommt?",
                "Zeige das Produkt mit dem höchsten Preis",
                "Wie heißt das in Bern meistverkaufte Produkt?",
                "Welches Haus ist das größte?",
                "Wie viele Zimmer hat dieser Datensatz?",
                "Welche Mitarbeiterin verdient mehr als ihre Kollegen?",
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
        "Was hat der erste gekauft?, 1, der erste",
        "Wie viel haben wir an die zweite verkauft?, 2, die zweite",
        "In welchen Monaten hat die dritte reklamiert?, 3, die dritte",
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
