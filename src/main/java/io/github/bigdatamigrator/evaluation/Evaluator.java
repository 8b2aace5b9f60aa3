package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.evaluation.Evaluation.ModelRun;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Fault;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Outcome;
import io.github.bigdatamigrator.evaluation.QuestionSet.TestQuestion;
import io.github.bigdatamigrator.evaluation.RowComparison.Difference;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.text.NumberFormat;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions whose right answers are known and compares the answers. Each question has a fresh conversation about
 * data that is opened once; the conversations are deleted again. For one thread.
 */
public final class Evaluator {
    private static final int FAULTS_SHOWN = 10;
    private static final String TITLE = "Evaluation";

    private final LLMConversationSystem system;
    private final String data;
    private final InstantSource clock;
    private final List<TestQuestion> questions = new ArrayList<>();
    private final List<@Nullable RightAnswer> rightAnswers = new ArrayList<>();

    /**
     * Computes the right answers, before a model is asked.
     *
     * @param data id of a conversation about the data
     * @throws MigratorException BAD_INPUT with the places of questions whose right SQL does not run or returns more
     *     rows than a query may
     */
    public Evaluator(LLMConversationSystem system, String data, List<TestQuestion> questions, InstantSource clock) {
        this.system = system;
        this.data = data;
        this.clock = clock;
        List<String> faults = new ArrayList<>();
        ConversationHandle handle = system.handle(data);
        for (TestQuestion question : questions) {
            try {
                rightAnswers.add(rightAnswer(question, handle));
                this.questions.add(question);
            } catch (MigratorException e) {
                if (endsRun(e)) {
                    throw e;
                }
                faults.add(question.place() + ": the right SQL of “" + question.text() + "” does not serve: "
                        + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            int more = faults.size() - FAULTS_SHOWN;
            throw MigratorException.badInput(faults.stream().limit(FAULTS_SHOWN).collect(Collectors.joining("\n"))
                    + (more > 0 ? "\n… and " + NumberFormat.of(more) + " more" : ""));
        }
    }

    private static @Nullable RightAnswer rightAnswer(TestQuestion question, ConversationHandle handle) {
        List<List<@Nullable Object>> rows = question.rows();
        if (rows != null) {
            return RightAnswer.ofRows(rows, Boolean.TRUE.equals(question.ordered()));
        }
        String sql = question.sql();
        return sql == null ? null : RightAnswer.ofSql(sql, question.ordered(), handle::query);
    }

    /**
     * Asks all questions of the system's own model.
     *
     * @param asked the system, or another one with the same data and another model
     * @param model the name of the model for the result
     * @param progress receives the number of the question, from 1, and its result
     * @throws MigratorException CANCELLED, DATA_CHANGED, ENGINE_STOPPED; other failures are results
     */
    public ModelRun run(LLMConversationSystem asked, String model, BiConsumer<Integer, QuestionResult> progress) {
        String startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, String> groups = new HashMap<>();
        List<QuestionResult> results = new ArrayList<>();
        try {
            for (int i = 0; i < questions.size(); i++) {
                TestQuestion question = questions.get(i);
                String group = question.group();
                String id = group == null ? fresh() : groups.computeIfAbsent(group, name -> fresh());
                try {
                    results.add(ask(asked.handle(id), question, rightAnswers.get(i)));
                } finally {
                    if (group == null) {
                        system.handle(id).delete();
                    }
                }
                progress.accept(i + 1, results.get(i));
            }
        } finally {
            groups.values().forEach(id -> system.handle(id).delete());
        }
        return ModelRun.of(model, startedAt, results);
    }

    /** Whether no further question can be asked of the data; another failure concerns one question. */
    static boolean endsRun(MigratorException e) {
        return e.code() == ErrorCode.CANCELLED
                || e.code() == ErrorCode.DATA_CHANGED
                || e.code() == ErrorCode.ENGINE_STOPPED;
    }

    private String fresh() {
        return system.createConversationLike(TITLE, data);
    }

    private QuestionResult ask(ConversationHandle conversation, TestQuestion question, @Nullable RightAnswer right) {
        List<String> repairs = new ArrayList<>();
        AnswerListener listener = new AnswerListener() {
            @Override
            public void repair(String reason) {
                repairs.add(reason);
            }
        };
        long start = clock.millis();
        Answer answer;
        try {
            answer = conversation.ask(question.text(), listener);
        } catch (MigratorException e) {
            if (endsRun(e)) {
                throw e;
            }
            answer = Answer.plain(String.valueOf(e.getMessage()), Answer.Outcome.FAILED, Answer.AnsweredBy.MODEL);
        }
        double seconds = (clock.millis() - start) / 1000.0;
        Optional<Difference> difference = difference(question, right, answer);
        Fault fault = difference.map(Difference::fault).orElse(null);
        return new QuestionResult(
                question.text(),
                question.kind(),
                question.language(),
                question.group(),
                outcome(fault, !repairs.isEmpty() && answer.model() != null),
                fault,
                difference.map(Difference::detail).orElse(""),
                question.rightSql(),
                answer.queries().stream().map(QueryResult::sql).collect(Collectors.joining(";\n")),
                Json.word(answer.answeredBy()),
                repairs,
                !answer.warnings().isEmpty(),
                seconds,
                answer.usage().requests().size(),
                answer.usage().promptTokens(),
                answer.usage().completionTokens());
    }

    private static Outcome outcome(@Nullable Fault fault, boolean repaired) {
        if (fault == null) {
            return repaired ? Outcome.REPAIRED : Outcome.RIGHT;
        }
        return switch (fault) {
            case OTHER_VALUES, OTHER_ROWS, OTHER_ORDER, MISSING_COLUMN, ANSWERED -> Outcome.WRONG;
            case NOT_ANSWERED, REFUSED, UNCLEAR -> Outcome.REFUSED;
            case FAILED -> Outcome.FAILED;
        };
    }

    private static Optional<Difference> difference(TestQuestion question, @Nullable RightAnswer right, Answer answer) {
        String content = Objects.requireNonNullElse(answer.content(), "")
                .lines()
                .findFirst()
                .orElse("");
        return switch (answer.outcome()) {
            case FAILED -> Optional.of(new Difference(Fault.FAILED, content));
            case UNANSWERABLE -> declined(right, Fault.NOT_ANSWERED, content);
            case REFUSED -> declined(right, Fault.REFUSED, content);
            case UNCLEAR -> declined(right, Fault.UNCLEAR, content);
            case ANSWERED ->
                right == null
                        ? Optional.of(new Difference(Fault.ANSWERED, content))
                        : AnswerComparison.of(right, answer, TestQuestion.asksForShare(question.text()));
        };
    }

    private static Optional<Difference> declined(@Nullable RightAnswer right, Fault fault, String content) {
        return right == null ? Optional.empty() : Optional.of(new Difference(fault, content));
    }
}
