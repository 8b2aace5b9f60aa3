package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.evaluation.QuestionSet.TestQuestion;
import io.github.bigdatamigrator.guidance.UserGuidanceSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Generates questions about data whose right answers are computed. Needs no model. */
final class QuestionGenerator {
    private static final int MAX_ROWS = 60;

    private QuestionGenerator() {}

    /** See {@link QuestionSet#generate}. */
    static List<TestQuestion> generate(ConversationHandle data, int number, Locale language) {
        List<Deque<GuidedQuestion>> kinds =
                UserGuidanceSystem.exactQuestions(data.context().orElseThrow(), language).stream()
                        .<Deque<GuidedQuestion>>map(ArrayDeque::new)
                        .toList();
        Set<String> seen = new HashSet<>();
        List<TestQuestion> questions = new ArrayList<>();
        while (questions.size() < number && kinds.stream().anyMatch(left -> !left.isEmpty())) {
            for (Deque<GuidedQuestion> left : kinds) {
                GuidedQuestion next = left.poll();
                while (next != null && !(seen.add(next.text().toLowerCase(Locale.ROOT)) && serves(next, data))) {
                    next = left.poll();
                }
                if (next != null && questions.size() < number) {
                    questions.add(TestQuestion.generated(
                            next.text(),
                            next.sql().isEmpty() ? null : next.sql(),
                            next.reason(),
                            language.getLanguage()));
                }
            }
        }
        return questions;
    }

    /** Whether the answer is definite and short enough to read: no null, and no tie at its end. */
    private static boolean serves(GuidedQuestion question, ConversationHandle data) {
        if (question.sql().isEmpty()) {
            return true;
        }
        try {
            QueryResult result = data.query(question.sql());
            QueryResult.Cut cut = result.cut();
            return !result.truncated()
                    && result.rowCount() > 0
                    && result.rowCount() <= MAX_ROWS
                    && (cut == null || cut.tied() == 0)
                    && result.rows().stream().flatMap(List::stream).noneMatch(Objects::isNull);
        } catch (MigratorException e) {
            if (Evaluator.endsRun(e)) {
                throw e;
            }
            return false;
        }
    }
}
