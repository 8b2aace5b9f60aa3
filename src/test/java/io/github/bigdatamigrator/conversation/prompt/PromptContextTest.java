package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptContextTest {
    private static final String AT = "2026-01-01T10:00:00Z";
    private static final String SQL =
            "SELECT product, SUM(amount) AS revenue FROM sales GROUP BY product ORDER BY revenue DESC";

    private final ConversationMemory memory = new ConversationMemory();

    private void answered(String question, String sql, List<List<@Nullable Object>> rows, String fingerprint) {
        QueryResult result = Shop.rows(sql, List.of("product", "revenue"), rows);
        memory.add(new Asked(AT, question));
        memory.add(new Answered(
                AT,
                new Answer(
                        "see",
                        Outcome.ANSWERED,
                        AnsweredBy.MODEL,
                        List.of(result),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        false,
                        TokenUsage.NONE),
                fingerprint));
    }

    private void aRanking() {
        memory.add(new Profiled(AT, "abc"));
        answered("What are the top products?", SQL, List.of(List.of("Lamp", 12L), List.of("Desk", 7L)), "abc");
    }

    private void filter(String text, String sql) {
        memory.add(new StateChanged(AT, List.of(new Entry(1, Kind.FILTER, text, sql, AT))));
    }

    private PromptContext contextOf(String question) {
        return PromptContext.of(question, Shop.context(), memory);
    }

    private String shown(String question, PrivacyLevel level) {
        return contextOf(question).text(HeaderPseudonyms.of(Shop.context(), level), level, Shop::tokens, 600, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "And the second one?",
                "What about the 2nd?",
                "Who bought the second product?",
                "Show me the second of those",
                "the last one by month",
                "Tell me more about row 2"
            })
    void referenceToRowOfLastResultIsResolved(String question) {
        aRanking();

        assertThat(shown(question, PrivacyLevel.ROWS))
                .contains("is row 2 of the last result: product = 'Desk', revenue = '7'");
        assertThat(shown(question, PrivacyLevel.EXAMPLES))
                .contains("product = 'Desk'")
                .doesNotContain("'7'");
        assertThat(shown(question, PrivacyLevel.AGGREGATES))
                .contains("is row 2 of the last result.")
                .doesNotContain("Desk");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What are the top products? | And the second?
            What are the top products? | what about the 2nd one?
            What are the top products? | Und der zweite?
            What are the top products? | And for the second?
            Which shops sold the first one? | Which products were sold in the second one?
            Which shops sold the first one? | And which shops are in the second?
            Which shops sold the first one? | And the third?
            Which shops sold the first one? | And by month?
            """)
    void anOrdinalGoesOnWithTheRowsThatTheLastQuestionPointedAt(String of, String question) {
        aRanking();
        String shops = "SELECT shop AS product, SUM(amount) AS revenue FROM sales GROUP BY shop";
        answered(
                "Which shops sold the first one?",
                shops,
                List.of(List.of("Bern", 5L), List.of("Genf", 3L), List.of("Ulm", 1L)),
                "abc");

        boolean earlier = of.equals("What are the top products?");
        assertThat(shown(question, PrivacyLevel.ROWS).lines().findFirst().orElseThrow())
                .matches(line ->
                        line.contains("is row 2 of the result of “What are the top products?”: product = 'Desk'")
                                == earlier)
                .matches(line -> line.contains("Desk") == earlier);
    }

    @Test
    void anOrdinalGoesOnAfterASentenceWithAParticiple() {
        aRanking();
        answered(
                "Wie viel hat der erste umgesetzt?",
                "SELECT 1 AS n",
                List.of(List.of("Ann", 1L), List.of("Bob", 1L)),
                "abc");

        assertThat(shown("Und der zweite?", PrivacyLevel.ROWS)).contains("is row 2 of the result of “");
    }

    @Test
    void ordinalsInARowGoOnWithTheSameRows() {
        memory.add(new Profiled(AT, "abc"));
        answered(
                "Die besten Produkte?",
                SQL,
                List.of(List.of("Lamp", 9L), List.of("Desk", 7L), List.of("Sofa", 5L)),
                "abc");
        answered("Wer kaufte das erste?", "SELECT 1 AS n", List.of(List.of("Ann", 1L), List.of("Bob", 1L)), "abc");
        answered("Und das zweite?", "SELECT 2 AS n", List.of(List.of("Eve", 1L)), "abc");

        assertThat(shown("Und das dritte?", PrivacyLevel.ROWS))
                .contains("“das dritte” is row 3 of the result of “Die besten Produkte?”: product = 'Sofa'");
    }

    @Test
    void repeatedQueryLosesOnlyItsComments() {
        memory.add(new Profiled(AT, "abc"));
        answered(
                "Lamps?",
                "SELECT COUNT(*) AS n  -- all\nFROM t /* of\nthem */ WHERE a = 'x  -- y'  AND b > 1",
                List.of(List.of("Lamp", 12L)),
                "abc");

        assertThat(memory.answeredBefore("Lamps?").orElseThrow().sql())
                .isEqualTo("SELECT COUNT(*) AS n FROM t WHERE a = 'x  -- y' AND b > 1");
    }

    @Test
    void confirmingRepeatedQuestionConfirmsItsAnswer() {
        memory.add(new Profiled(AT, "abc"));
        answered("Lamps?", "SELECT 1 AS n", List.of(List.of("Lamp", 12L)), "abc");
        answered("Lamps?", "SELECT 1 AS n", List.of(List.of("Lamp", 12L)), "abc");

        memory.add(new ConversationEvent.Confirmed(AT, 2));

        assertThat(memory.answeredBefore("Lamps?").orElseThrow().confirmed()).isTrue();
    }

    @Test
    void earlierQueriesKeepBackticks() {
        memory.add(new Profiled(AT, "abc"));
        answered("Sum?", "SELECT SUM(`Net Amount`) AS n FROM `t`", List.of(List.of("Lamp", 12L)), "abc");

        assertThat(shown("And the average?", PrivacyLevel.ROWS)).contains("SELECT SUM(`Net Amount`) AS n FROM `t`");
    }

    @Test
    void theLastQueryIsWholeAndALongOlderOneIsLeftOut() {
        memory.add(new Profiled(AT, "abc"));
        String older = "SELECT " + "amount + ".repeat(60) + "1 AS older FROM sales";
        String last = "SELECT " + "amount + ".repeat(60) + "1 AS n FROM sales WHERE city = 'Bern'";
        answered("Older?", older, List.of(List.of("Lamp", 12L)), "abc");
        answered("Last?", last, List.of(List.of("Lamp", 12L)), "abc");

        assertThat(shown("only Ulm", PrivacyLevel.ROWS))
                .contains("Q: Older?\nResult:", "SQL: " + last + "\nResult: product Lamp")
                .doesNotContain("AS older");
        assertThat(contextOf("only Ulm")
                        .text(
                                HeaderPseudonyms.of(Shop.context(), PrivacyLevel.ROWS),
                                PrivacyLevel.ROWS,
                                Shop::tokens,
                                600,
                                false))
                .contains("SQL: " + last)
                .doesNotContain("Older");
    }

    @Test
    void theRowsOfATurnAreNotCutInside() {
        memory.add(new Profiled(AT, "abc"));
        answered(
                "Lamps?",
                SQL,
                List.of(List.of("a".repeat(55), 12L), List.of("b".repeat(55), 12L), List.of("c".repeat(55), 1L)),
                "abc");

        assertThat(shown("and by month?", PrivacyLevel.ROWS)).contains("b".repeat(55) + ", revenue 12; 3 rows\n");
    }

    @Test
    void missingRowIsReported() {
        aRanking();

        assertThat(shown("and the fifth one?", PrivacyLevel.ROWS))
                .contains("row 5 of the last result, which has only 2 rows");
    }

    @ParameterizedTest
    @CsvSource({
        "and by month?,true",
        "only 2023,true",
        "What about Ohio?,true",
        "Which of them were returned?,true",
        "What is the average amount of all orders by status?,false",
        "What was the second quarter like in total revenue?,false"
    })
    void followUpQuestionIsMarked(String question, boolean goesOn) {
        assertThat(shown(question, PrivacyLevel.ROWS)).isEmpty();
        aRanking();

        assertThat(shown(question, PrivacyLevel.ROWS).contains("is a follow-up of the last one"))
                .isEqualTo(goesOn);
        assertThat(contextOf(question).lastSql()).isEqualTo(SQL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT SUM(amount) FROM sales                                                    | true
        SELECT SUM(amount) FROM sales -- year(sold_on) = 2024                             | true
        SELECT SUM(amount) FROM sales WHERE year(sold_on) = 2023                          | true
        SELECT SUM(amount) FROM sales WHERE year(sold_on) = 2024                          | false
        SELECT SUM(amount) FROM sales s WHERE s.sold_on BETWEEN '2024-01-01' AND '2024-12-31' | false
        SELECT COUNT(*) FROM customers                                                   | false
        """)
    void missingFilterIsFound(String sql, boolean missing) {
        aRanking();
        filter("only 2024", "year(sold_on) = 2024");

        assertThat(contextOf("What is the revenue?").missingFilter(sql).isPresent())
                .isEqualTo(missing);
    }

    @Test
    void questionCanOverrideFilter() {
        aRanking();
        filter("only 2024", "year(sold_on) = 2024");
        String sql = "SELECT SUM(amount) FROM sales";

        assertThat(contextOf("What is the revenue over all years?").missingFilter(sql))
                .isEmpty();
        assertThat(contextOf("What was it in 2022?").missingFilter(sql)).isEmpty();
        assertThat(contextOf("What is the revenue?").hasActiveFilter()).isTrue();
        assertThat(contextOf("What is the revenue over all years?").hasActiveFilter())
                .isFalse();
    }

    @Test
    void stateComesFirstWithoutLiteralsBelowLevelExamples() {
        aRanking();
        filter("only shipped", "status = 'shipped' AND amount > 5");

        assertThat(shown("What is the revenue?", PrivacyLevel.EXAMPLES))
                .startsWith("Active filters")
                .contains("- filter: only shipped → status = 'shipped' AND amount > 5");
        assertThat(shown("What is the revenue?", PrivacyLevel.AGGREGATES)).contains("status = ? AND amount > ?");
    }

    @Test
    void answersOfCompressedTurnsAreUsedForTheSameDataOnly() {
        memory.add(new Profiled(AT, "old"));
        answered("How did Ohio do in spring?", "SELECT 1 AS old", List.of(List.of("Ohio", 1L)), "old");
        memory.add(new Profiled(AT, "abc"));
        answered("How did Texas do in spring?", "SELECT 2", List.of(List.of("Texas", 4711L)), "abc");
        answered("How did Ohio do in winter?", "SELECT 3", List.of(List.of("Ohio", 815L)), "abc");
        memory.add(new Compressed(AT, 3, "asked about states", null));

        String text = shown("What was the winter figure of Ohio again?", PrivacyLevel.ROWS);

        assertThat(text).contains("- #3 How did Ohio do in winter? → product Ohio, revenue 815; 1 row. SQL: SELECT 3");
        assertThat(text)
                .contains("Before that: asked about states")
                .doesNotContain("old")
                .doesNotContain("4711");
        assertThat(shown("What did we say in turn 2?", PrivacyLevel.ROWS)).contains("4711");
        assertThat(shown("What was the winter figure of Ohio again?", PrivacyLevel.EXAMPLES))
                .doesNotContain("815");
    }

    @Test
    void textRespectsBudgetAndCountsOmittedEntries() {
        aRanking();
        memory.add(new StateChanged(
                AT,
                java.util.stream.IntStream.range(0, 30)
                        .mapToObj(i -> new Entry(i, Kind.DECISION, "decision number " + i, null, AT))
                        .toList()));

        String text = contextOf("and by month?")
                .text(
                        HeaderPseudonyms.of(Shop.context(), PrivacyLevel.ROWS),
                        PrivacyLevel.ROWS,
                        Shop::tokens,
                        150,
                        true);

        assertThat(Shop.tokens(text)).isLessThanOrEqualTo(150);
        assertThat(text).contains("decision number 0").containsPattern("\\d+ more are active");
    }

    @Test
    void confirmedQueryHasPriority() {
        memory.add(new Profiled(AT, "abc"));
        answered("Revenue of Ohio in May?", "SELECT 1", List.of(List.of("Ohio", 1L)), "abc");
        answered("Revenue of Ohio in June?", "SELECT 2", List.of(List.of("Ohio", 2L)), "abc");
        memory.add(new Compressed(AT, 2, "", null));
        memory.add(new ConversationEvent.Confirmed(AT, 1));

        assertThat(shown("Revenue of Ohio in July?", PrivacyLevel.ROWS))
                .containsSubsequence("Confirmed SQL: SELECT 1", "SQL: SELECT 2");
    }

    @Test
    void contextIsNotChangedByLaterTurns() {
        aRanking();
        PromptContext before = contextOf("What are the top products?");
        PromptContext same = contextOf("What are the top products?");

        answered("What are the top products?", "SELECT 1", List.of(List.of("Ohio", 1L)), "abc");
        filter("only 2024", "year(sold_on) = 2024");

        assertThat(before).isEqualTo(same).isNotEqualTo(contextOf("What are the top products?"));
        assertThat(PromptContext.class.getRecordComponents())
                .as("a function could read what changes")
                .noneMatch(part -> part.getType().getPackageName().equals("java.util.function"));
    }
}
