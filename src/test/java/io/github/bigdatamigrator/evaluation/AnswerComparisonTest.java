package io.github.bigdatamigrator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sentence without rows is right if its audited figures are. */
class AnswerComparisonTest {
    @Test
    void anAuditedFigureOfASentenceCounts() {
        assertThat(isRight(right(60L), "customers has 60 rows.", "60")).isTrue();
        assertThat(isRight(right(60L), "customers has 61 rows.", "61")).isFalse();
        assertThat(isRight(right(60L), "customers has 60 rows."))
                .as("not audited")
                .isFalse();
        assertThat(isRight(right(new BigDecimal("61.2031")), "The average is 61.2.", "61.2"))
                .isTrue();
        assertThat(isRight(right(1204331L), "There are 1,204,331 rows.", "1,204,331"))
                .isTrue();
        assertThat(isRight(right(3L), "city has 3 nulls in 60 rows.", "3", "60"))
                .isTrue();
    }

    @Test
    void aListOfFiguresIsNoAnswerToAQuestionForOne() {
        assertThat(isRight(right(60L), "4 tables: a 60, b 5, c 7, d 9 rows.", "4", "60", "5", "7", "9"))
                .isFalse();
    }

    @Test
    void aTextHasToStandInTheSentenceAsAWord() {
        assertThat(isRight(right("2024-01-31"), "The minimum of day is 2024-01-31.", "2024-01-31"))
                .isTrue();
        assertThat(isRight(right("web"), "The most frequent is web.")).isTrue();
        assertThat(isRight(right("web"), "The most frequent is cobweb.")).isFalse();
        assertThat(isRight(right((Object) null), "There is null.")).isFalse();
        assertThat(isRight(rows(List.of("web", 3L), List.of("shop", 2L)), "web (3), shop (2)", "3", "2"))
                .isTrue();
        assertThat(isRight(rows(List.of("web", 3L), List.of("shop", 2L)), "web (3)", "3"))
                .isFalse();
    }

    @Test
    void ofSeveralQueriesOneHasToBeRight() {
        assertThat(AnswerComparison.of(right(5L), answer("", List.of(result(4L), result(5L))), false))
                .isEmpty();
        assertThat(AnswerComparison.of(right(5L), answer("5", List.of(result(4L), result(3L)), "5"), false))
                .map(RowComparison.Difference::detail)
                .contains("right: 5; answered: 4");
    }

    private static boolean isRight(RightAnswer right, String content, String... figures) {
        return AnswerComparison.of(right, answer(content, List.of(), figures), false)
                .isEmpty();
    }

    private static Answer answer(String content, List<QueryResult> queries, String... figures) {
        List<Claim> claims =
                Stream.of(figures).map(figure -> new Claim(figure, -1, -1, "t")).toList();
        return new Answer(
                content,
                Outcome.ANSWERED,
                AnsweredBy.PROFILE,
                queries,
                claims,
                List.of(),
                List.of(),
                null,
                false,
                TokenUsage.NONE);
    }

    private static QueryResult result(long value) {
        return new QueryResult(
                "SELECT 1", List.of("n"), List.of(ColumnType.BIGINT), List.of(List.of(value)), false, 0, null);
    }

    private static RightAnswer right(@Nullable Object cell) {
        return rows(Arrays.asList(cell));
    }

    @SafeVarargs
    private static RightAnswer rows(List<@Nullable Object>... rows) {
        return RightAnswer.ofRows(List.of(rows), false);
    }
}
