package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.evaluation.ColumnPair.Precision;
import io.github.bigdatamigrator.evaluation.QuestionResult.Fault;
import io.github.bigdatamigrator.evaluation.RowComparison.Difference;
import io.github.bigdatamigrator.text.CellFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares an answer with the right one: by the rows of its queries, one of which has to be right; without rows, by the
 * figures of its sentence that were audited.
 */
final class AnswerComparison {
    /** Figures that a sentence may have besides the right ones; with more it would be a list to choose from. */
    private static final int OTHER_FIGURES = 2;

    private AnswerComparison() {}

    /** Empty if the answer is right. */
    static Optional<Difference> of(RightAnswer right, Answer answer, boolean share) {
        if (answer.queries().isEmpty()) {
            return says(right, answer)
                    ? Optional.empty()
                    : Optional.of(new Difference(
                            Fault.OTHER_VALUES,
                            answer.content().lines().findFirst().orElse("")));
        }
        Optional<Difference> first = Optional.empty();
        for (QueryResult result : answer.queries()) {
            Optional<Difference> difference = RowComparison.of(right, result, share);
            if (difference.isEmpty()) {
                return difference;
            }
            first = first.isPresent() ? first : difference;
        }
        return first;
    }

    /** Whether the sentence names every right cell: a number as an audited figure, a text as it is. */
    private static boolean says(RightAnswer right, Answer answer) {
        List<BigDecimal> figures =
                ColumnValues.of(answer.claims().stream()
                                .map(Answer.Claim::text)
                                .distinct()
                                .toList())
                        .numbers()
                        .stream()
                        .filter(Objects::nonNull)
                        .toList();
        int cells = right.rows().stream().mapToInt(List::size).sum();
        return !right.isEmpty()
                && figures.size() <= cells + OTHER_FIGURES
                && right.rows().stream()
                        .flatMap(List::stream)
                        .allMatch(cell -> isNamed(cell, figures, answer.content()));
    }

    private static boolean isNamed(@Nullable Object cell, List<BigDecimal> figures, String content) {
        BigDecimal number = CellFormat.number(cell);
        if (number == null) {
            return cell != null
                    && Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(cell.toString()) + "(?![\\p{L}\\p{N}])")
                            .matcher(content)
                            .find();
        }
        return figures.stream()
                .anyMatch(figure -> new Precision(
                                cell instanceof Long,
                                true,
                                Math.min(ColumnValues.decimals(number), ColumnValues.decimals(figure)),
                                number.abs())
                        .same(number, figure));
    }
}
