package io.github.bigdatamigrator.llm.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.llm.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCounterTest {
    private static final TokenCounter LLAMA = TokenCounter.forModel("CodeLlama-34B-Instruct");

    /** True counts by the real Llama vocabulary. */
    @ParameterizedTest
    @CsvSource({
        "1234567890,10",
        "192.168.100.200,15",
        "550e8400-e29b-41d4-a716-446655440000,36",
        "2026-01-31T23:59:59.123Z,24",
        "hello world,2"
    })
    void theLlamaEstimateIsCloseToTheTrueCount(String text, int trueCount) {
        assertThat(LLAMA.count(text)).isBetween(trueCount, trueCount * 2);
    }

    @Test
    void anEstimateIsAtMostTheBytesPlusOne() {
        assertThat(LLAMA.count("7")).isLessThanOrEqualTo(2);
        assertThat(LLAMA.count("")).isZero();
    }

    /** "2023 größere" tells the two vocabularies of OpenAI apart by their counts. */
    @ParameterizedTest
    @CsvSource({
        "gpt-4o,gpt-4o-mini",
        "gpt-4o,gpt-4.1",
        "gpt-4o,gpt-6-luna",
        "gpt-4o,o3",
        "gpt-4o,openai/gpt-oss-20b",
        "gpt-4o,ft:gpt-4o:org::id",
        "gpt-4,gpt-4-turbo",
        "gpt-4,gpt-3.5-turbo",
        "codellama,qwen/qwen3-coder-30b"
    })
    void choosesTheVocabularyOfTheModelFamily(String known, String model) {
        String text = "Привет, größere Zahlen: 1234567";
        assertThat(TokenCounter.forModel(model).count(text))
                .isEqualTo(TokenCounter.forModel(known).count(text));
    }

    @Test
    void modelFamiliesCountDifferently() {
        String text = "Привет, größere Zahlen: 1234567";
        assertThat(List.of(
                        TokenCounter.forModel("gpt-4o").count(text),
                        TokenCounter.forModel("gpt-4").count(text),
                        LLAMA.count(text)))
                .doesNotHaveDuplicates();
        assertThat(TokenCounter.forModel("gpt-4o").count("hello world")).isEqualTo(2);
    }

    @Test
    void countsSpecialTokensInDataAsText() {
        assertThat(TokenCounter.forModel("gpt-4o").count("<|endoftext|>")).isGreaterThan(1);
        assertThat(LLAMA.count("<|endoftext|>")).isGreaterThan(1);
    }

    /** Measured on the real vocabulary and template: 9 and 23. */
    @Test
    void countsTheTokensOfTheChatTemplate() {
        assertThat(LLAMA.count(List.of(ChatMessage.user("Hi")))).isBetween(9, 40);
        assertThat(LLAMA.count(List.of(ChatMessage.system("S"), ChatMessage.user("Hi"))))
                .isBetween(23, 50);
    }
}
