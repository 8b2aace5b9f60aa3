package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.conversation.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedQuestionMatcherTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "What are the top selling products?",
                "what are the TOP SELLING products",
                "Which products are the best sellers?",
                "Show me the top selling product, please",
            })
    void rewordedQuestionMatches(String question) {
        assertThat(GuidedQuestionMatcher.of(question, Shop.GUIDED)).contains(Shop.TOP_PRODUCTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "products",
                "What are the worst selling products?",
                "What are the top selling products in Ohio?",
                "What are the top 3 selling products?",
                "What are the top selling products of 2023?",
                "What is the revenue by product and month?",
                "What is the revenue?",
                "Who are the top customers?",
            })
    void questionWithMoreOrFewerWordsDoesNotMatch(String question) {
        assertThat(GuidedQuestionMatcher.of(question, Shop.GUIDED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        What percentage of orders has each state?   | What share of orders has each state?     | true
        Which proportion of the orders has each state? | What share of orders has each state? | true
        How many orders has each state?             | What share of orders has each state?     | false
        What percentage of orders has each country? | What share of orders has each state?     | false
        """)
    void aQuestionCoversItsOtherWords(String question, String other, boolean covers) {
        assertThat(GuidedQuestionMatcher.coveredBy(List.of(question)).test(other))
                .isEqualTo(covers);
    }

    @Test
    void ambiguousMatchIsEmpty() {
        GuidedQuestion one = new GuidedQuestion("Top products by revenue", "SELECT 1", "");
        GuidedQuestion other = new GuidedQuestion("Revenue of the top products", "SELECT 2", "");

        assertThat(GuidedQuestionMatcher.of("top products by revenue?", List.of(one, other)))
                .isEmpty();
    }
}
