package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.evaluation.Evaluation.ModelRun;
import io.github.bigdatamigrator.evaluation.Evaluation.ModelRun.Totals;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Fault;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Outcome;
import io.github.bigdatamigrator.evaluation.EvaluationChanges;
import io.github.bigdatamigrator.evaluation.EvaluationChanges.Change;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.text.DurationFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the phrases and table cells that the reports of an evaluation share. */
public final class EvaluationWording {
    /** The columns of {@link #cells}. */
    public static final List<String> HEADER = List.of(
            "model",
            "right",
            "of",
            "share",
            "repaired",
            "wrong",
            "refused",
            "failed",
            "s each",
            "tokens each",
            "calls");

    private EvaluationWording() {}

    public static List<String> cells(ModelRun run) {
        Totals totals = run.totals();
        int questions = Math.max(1, totals.questions());
        return List.of(
                run.model(),
                NumberFormat.of(totals.right()),
                NumberFormat.of(totals.questions()),
                NumberFormat.percent(totals.right(), totals.questions()),
                NumberFormat.of(totals.repaired()),
                NumberFormat.of(totals.wrong()),
                NumberFormat.of(totals.refused()),
                NumberFormat.of(totals.failed()),
                DurationFormat.seconds(totals.seconds() / questions).replace(" s", ""),
                NumberFormat.of((totals.promptTokens() + totals.completionTokens()) / questions),
                NumberFormat.of(totals.calls()));
    }

    /** {@code qwen2.5-coder-7b: 52 of 60 right (87 %), 2 wrong, 1.2 s each, on 2026-11-30} */
    public static String summary(ModelRun run) {
        Totals totals = run.totals();
        return run.model() + ": " + NumberFormat.of(totals.right()) + " of " + NumberFormat.of(totals.questions())
                + " right (" + NumberFormat.percent(totals.right(), totals.questions()) + "), "
                + NumberFormat.of(totals.wrong()) + " wrong, "
                + DurationFormat.seconds(totals.seconds() / Math.max(1, totals.questions())) + " each, on "
                + run.startedAt().substring(0, Math.min(10, run.startedAt().length()));
    }

    /** For each kind of question its name, and for each model how many of its answers were right. */
    public static List<List<String>> kinds(Evaluation evaluation) {
        Set<String> kinds = new LinkedHashSet<>();
        List<Map<String, Totals>> totals = new ArrayList<>();
        for (ModelRun run : evaluation.models()) {
            totals.add(run.totalsBy(QuestionResult::kind));
            kinds.addAll(totals.get(totals.size() - 1).keySet());
        }
        List<List<String>> rows = new ArrayList<>();
        for (String kind : kinds) {
            List<String> row = new ArrayList<>(List.of(kind));
            for (Map<String, Totals> ofModel : totals) {
                Totals of = ofModel.get(kind);
                row.add(of == null ? "–" : NumberFormat.of(of.right()) + " of " + NumberFormat.of(of.questions()));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What was not right, wrong figures first. */
    public static List<QuestionResult> faults(ModelRun run) {
        return run.results().stream()
                .filter(result -> !result.outcome().isRight())
                .sorted(Comparator.comparing(result -> result.outcome() != Outcome.WRONG))
                .toList();
    }

    /** {@code other figures: 3, no answer was found: 1} */
    public static String counts(ModelRun run) {
        Map<Fault, Long> counts = run.results().stream()
                .filter(result -> result.fault() != null)
                .collect(Collectors.groupingBy(QuestionResult::fault, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Fault, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(count -> count.getKey().words() + ": " + NumberFormat.of(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** {@code How many …? wrong: other figures} */
    public static String fault(QuestionResult result) {
        return result.question() + "  " + outcome(result);
    }

    /** {@code wrong: other figures} */
    public static String outcome(QuestionResult result) {
        Fault fault = result.fault();
        return Json.word(result.outcome()) + (fault == null ? "" : ": " + fault.words());
    }

    public static String summary(EvaluationChanges changes) {
        return "since " + changes.since().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC") + ", of "
                + NumberFormat.count(changes.compared(), "question") + ": "
                + NumberFormat.of(changes.worse().size())
                + " worse, " + NumberFormat.of(changes.better().size()) + " better, "
                + NumberFormat.of(changes.slower().size()) + " more than "
                + NumberFormat.of(EvaluationChanges.SLOWER) + " times slower";
    }

    public static String change(Change change) {
        return change.now().question() + "  " + change.words();
    }

    public static String slower(Change change) {
        return change.now().question() + "  "
                + DurationFormat.seconds(change.before().seconds()) + " → "
                + DurationFormat.seconds(change.now().seconds());
    }
}
