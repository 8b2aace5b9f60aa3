package io.github.bigdatamigrator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of questions are read strictly: a question that is read otherwise than meant would measure something else. */
class QuestionSetTest {
    private static final String FILE = """
        files: [sales.csv, /data/stores.jsonl, 'hdfs:///shop/products']
        questions:
          - question: What is the total amount?
            sql: SELECT sum(amount) FROM sales
          - question: Which are the top 3 products?
            sql: SELECT p, n FROM t ORDER BY n DESC LIMIT 3
            language: en
          - question: Which cities have a store?
            rows: [[Bern, 12.50, true], [Basel, null, 7]]
            ordered: true
            kind: lists
            group: cities
          - question: How many have two?
            rows: 7
          - question: Which names are there?
            rows: ['a: b', c]
          - question: How old are the customers?
            unanswerable: true
        """;

    @Test
    void aFileHoldsQuestionsWithTheirRightAnswers() {
        QuestionSet set = QuestionSet.parse("/work/q/questions.yaml", FILE);

        assertThat(set.files()).containsExactly("/work/q/sales.csv", "/data/stores.jsonl", "hdfs:///shop/products");
        assertThat(set.questions())
                .extracting(TestQuestion::kind)
                .containsExactly("figure", "ranking", "lists", "rows", "rows", "unanswerable");
        TestQuestion cities = set.questions().get(2);
        assertThat(cities.rows())
                .isEqualTo(List.of(
                        Arrays.asList("Bern", new BigDecimal("12.50"), true), Arrays.asList("Basel", null, 7L)));
        assertThat(cities.ordered()).isTrue();
        assertThat(cities.group()).isEqualTo("cities");
        assertThat(set.questions().get(3).rows()).isEqualTo(List.of(List.of(7L)));
        assertThat(set.questions().get(4).rows()).isEqualTo(List.of(List.of("a: b"), List.of("c")));
        assertThat(set.questions().get(5).unanswerable()).isTrue();
    }

    @Test
    void aWrittenFileIsReadAgainAsItWas() {
        QuestionSet set = QuestionSet.parse("/work/q/questions.yaml", FILE);

        assertThat(QuestionSet.parse("/work/q/questions.yaml", set.text()))
                .usingRecursiveComparison()
                .ignoringFields("questions.place")
                .isEqualTo(set);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "questions: [{question: a, sq: SELECT 1}] ! did you mean “sql”",
                "question: [] ! did you mean “questions”",
                "files: [a.csv] ! there are no “questions”",
                "questions: a ! a list of questions",
                "questions: [a] ! “question” and “sql”",
                "questions: [{sql: SELECT 1}] ! “question” is missing",
                "questions: [{question: a}] ! one right answer",
                "questions: [{question: a, sql: SELECT 1, rows: [1]}] ! one right answer",
                "questions: [{question: a, sql: SELECT 1, unanswerable: true}] ! one right answer",
                "questions: [{question: a, unanswerable: false}] ! one right answer",
                "questions: [{question: a, rows: [[1], [1, 2]]}] ! a row of 2 values",
                "questions: [{question: a, rows: [{b: 1}]}] ! expected a text",
                "questions: [{question: a, sql: SELECT 1, ordered: often}] ! true or false",
                "questions: [{question: a, sql: b}, {question: a, sql: c}] ! already in line 1",
                "[] ! the keys “files” and “questions”",
            })
    void aMistakeIsToldWithItsLine(String text, String remedy) {
        assertThatThrownBy(() -> QuestionSet.parse("q.yaml", text))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
                .hasMessageContaining("q.yaml, line 1")
                .hasMessageContaining(remedy);
    }

    @Test
    void theSameQuestionMayBeAskedInSeveralGroups() {
        String text = """
            questions:
              - {question: 'And now?', sql: SELECT 1, group: a}
              - {question: 'And now?', sql: SELECT 2, group: b}
            """;
        assertThat(QuestionSet.parse("q.yaml", text).questions()).hasSize(2);
    }
}
