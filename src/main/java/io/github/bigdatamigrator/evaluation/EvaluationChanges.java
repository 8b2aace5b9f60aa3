package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.evaluation.QuestionResult.Fault;
import io.github.bigdatamigrator.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed since an earlier run of the same model, by question; questions that only one run has do not count.
 *
 * @param since when the earlier run began
 * @param compared how many questions both runs have
 * @param worse what was right and is not, or was no answer and is a wrong one
 * @param better the reverse
 * @param slower what takes more than {@link #SLOWER} times as long, and {@link #SLOWER_SECONDS} more
 */
public record EvaluationChanges(
        String model, String since, int compared, List<Change> worse, List<Change> better, List<Change> slower) {
    public static final double SLOWER = 2;
    public static final double SLOWER_SECONDS = 1;

    /** A question with its results. */
    public record Change(QuestionResult before, QuestionResult now) {
        /** The outcomes in words: {@code right → wrong (other figures)}. */
        public String words() {
            Fault fault = now.fault();
            return word(before) + " → " + word(now) + (fault == null ? "" : " (" + fault.words() + ")");
        }

        private static String word(QuestionResult result) {
            return Json.word(result.outcome());
        }
    }

    public EvaluationChanges {
        worse = List.copyOf(worse);
        better = List.copyOf(better);
        slower = List.copyOf(slower);
    }

    /** Compares each model of an evaluation with its run in an earlier one; models that are new have no changes. */
    public static List<EvaluationChanges> of(Evaluation earlier, Evaluation now) {
        return now.models().stream()
                .flatMap(run -> earlier.run(run.model()).map(before -> of(before, run)).stream())
                .filter(changes -> changes.compared > 0)
                .toList();
    }

    private static EvaluationChanges of(ModelRun earlier, ModelRun run) {
        Map<String, QuestionResult> known = new HashMap<>();
        earlier.results().forEach(result -> known.put(result.key(), result));
        List<Change> all = new ArrayList<>();
        for (QuestionResult result : run.results()) {
            Optional.ofNullable(known.get(result.key())).ifPresent(before -> all.add(new Change(before, result)));
        }
        return new EvaluationChanges(
                run.model(),
                earlier.startedAt(),
                all.size(),
                all.stream().filter(it -> gained(it) < 0).toList(),
                all.stream().filter(it -> gained(it) > 0).toList(),
                all.stream().filter(EvaluationChanges::isSlower).toList());
    }

    private static int gained(Change change) {
        return change.now().outcome().rank() - change.before().outcome().rank();
    }

    private static boolean isSlower(Change change) {
        double before = change.before().seconds();
        double now = change.now().seconds();
        return now > before * SLOWER && now > before + SLOWER_SECONDS;
    }
}
