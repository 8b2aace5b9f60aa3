package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.evaluation.QuestionResult.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The results of one model, in the order of the questions.
 *
 * @param model its name as the server lists it; {@link #RULES} if none was asked
 * @param startedAt in ISO form, UTC
 * @param totals over all results
 */
public record ModelRun(String model, String startedAt, Totals totals, List<QuestionResult> results) {
    /** Stands for a model where only the rules answered. */
    public static final String RULES = "rules alone";

    /**
     * Counts and sums.
     *
     * @param repaired the right ones among them whose SQL had to be corrected
     */
    public record Totals(
            int questions,
            int right,
            int repaired,
            int wrong,
            int refused,
            int failed,
            double seconds,
            int calls,
            long promptTokens,
            long completionTokens) {
        static Totals of(List<QuestionResult> results) {
            return new Totals(
                    results.size(),
                    (int) results.stream().filter(it -> it.outcome().isRight()).count(),
                    count(results, Outcome.REPAIRED),
                    count(results, Outcome.WRONG),
                    count(results, Outcome.REFUSED),
                    count(results, Outcome.FAILED),
                    sum(results, QuestionResult::seconds),
                    (int) sum(results, QuestionResult::calls),
                    (long) sum(results, QuestionResult::promptTokens),
                    (long) sum(results, QuestionResult::completionTokens));
        }

        private static int count(List<QuestionResult> results, Outcome outcome) {
            return (int) results.stream().filter(it -> it.outcome() == outcome).count();
        }

        private static double sum(List<QuestionResult> results, ToDoubleFunction<QuestionResult> of) {
            return results.stream().mapToDouble(of).sum();
        }

        /** The share of right answers, from 0 to 1. */
        public double share() {
            return questions == 0 ? 0 : (double) right / questions;
        }
    }

    public ModelRun {
        results = List.copyOf(results);
    }

    static ModelRun of(String model, String startedAt, List<QuestionResult> results) {
        return new ModelRun(model, startedAt, Totals.of(results), results);
    }

    /** How many more of the questions that both runs have are right here. */
    int gainOver(ModelRun other) {
        Map<String, Boolean> right = new HashMap<>();
        other.results.forEach(result -> right.put(result.key(), result.outcome().isRight()));
        return results.stream()
                .filter(result -> right.containsKey(result.key()))
                .mapToInt(result -> (result.outcome().isRight() ? 1 : 0) - (right.get(result.key()) ? 1 : 0))
                .sum();
    }

    /** The totals of each part of the results, in the order of its first question. */
    public Map<String, Totals> totalsBy(Function<QuestionResult, String> part) {
        Map<String, List<QuestionResult>> parts = new LinkedHashMap<>();
        results.forEach(result -> parts.computeIfAbsent(part.apply(result), key -> new ArrayList<>())
                .add(result));
        Map<String, Totals> totals = new LinkedHashMap<>();
        parts.forEach((key, some) -> totals.put(key, Totals.of(some)));
        return totals;
    }
}
