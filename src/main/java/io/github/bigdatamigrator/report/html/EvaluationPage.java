package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.evaluation.EvaluationChanges;
import io.github.bigdatamigrator.evaluation.EvaluationChanges.Change;
import io.github.bigdatamigrator.evaluation.ModelRun;
import io.github.bigdatamigrator.evaluation.ModelRun.Totals;
import io.github.bigdatamigrator.evaluation.QuestionResult;
import io.github.bigdatamigrator.evaluation.QuestionResult.Outcome;
import io.github.bigdatamigrator.report.EvaluationWording;
import io.github.bigdatamigrator.text.DurationFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes an evaluation as one HTML file that needs no network and no script: the models side by side, what has changed,
 * and every question with its right answer and the SQL of the model.
 */
public final class EvaluationPage {
    private static final double BAR_WIDTH = 240;
    private static final double BAR_HEIGHT = 14;

    private EvaluationPage() {}

    public static String html(Evaluation evaluation, List<EvaluationChanges> changes) {
        int questions = evaluation.models().stream()
                .mapToInt(run -> run.totals().questions())
                .max()
                .orElse(0);
        String title = "Evaluation: " + NumberFormat.count(questions, "question");
        DomContent head = TagCreator.head(
                meta().withCharset("utf-8"),
                rawHtml("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                title(title),
                style("\n" + HtmlReport.resource("report.css")));
        DomContent body = TagCreator.body(
                header(h1(title), p(attrs(".soft"), String.join(", ", evaluation.files()))),
                main(
                        models(evaluation),
                        iff(!changes.isEmpty(), changes(changes)),
                        kinds(evaluation),
                        each(evaluation.models(), EvaluationPage::results)),
                footer("An answer is right if its rows are the right ones by their meaning. Wrong is worse than"
                        + " refused or failed: its figures were shown as the answer."));
        return Html.text(each(document(), TagCreator.html(head, body).withLang("en")));
    }

    private static DomContent models(Evaluation evaluation) {
        List<String> header = EvaluationWording.HEADER;
        DomContent names =
                tr(th(header.get(0)), th(), each(header.subList(1, header.size()), name -> th(attrs(".num"), name)));
        DomContent rows = tbody(each(evaluation.models(), run -> {
            List<String> cells = EvaluationWording.cells(run);
            return tr(
                    td(cells.get(0)),
                    td(bar(run.totals())),
                    each(cells.subList(1, cells.size()), cell -> td(attrs(".num"), cell)));
        }));
        return each(h2("Models"), div(attrs(".panel"), div(attrs(".scroll"), table(thead(names), rows)), legend()));
    }

    private static DomContent legend() {
        return p(
                attrs(".small"),
                span(attrs(".good"), "■ right"),
                text("  "),
                span(attrs(".warn"), "■ refused or failed"),
                text("  "),
                span(attrs(".bad"), "■ wrong"));
    }

    private static Svg bar(Totals totals) {
        double each = BAR_WIDTH / Math.max(1, totals.questions());
        double right = each * totals.right();
        double none = each * (totals.refused() + totals.failed());
        return Svg.picture(
                        BAR_WIDTH,
                        BAR_HEIGHT,
                        totals.right() + " right, " + (totals.refused() + totals.failed()) + " refused or failed, "
                                + totals.wrong() + " wrong")
                .attr("class", "matrix")
                .attr("width", BAR_WIDTH)
                .attr("height", BAR_HEIGHT)
                .with(
                        Svg.rect("s1", 0, 0, right, BAR_HEIGHT),
                        Svg.rect("s2", right, 0, none, BAR_HEIGHT),
                        Svg.rect("falls", right + none, 0, each * totals.wrong(), BAR_HEIGHT));
    }

    private static DomContent kinds(Evaluation evaluation) {
        DomContent names = tr(th("kind of question"), each(evaluation.models(), run -> th(attrs(".num"), run.model())));
        DomContent rows = tbody(each(
                EvaluationWording.kinds(evaluation),
                row -> tr(td(row.get(0)), each(row.subList(1, row.size()), cell -> td(attrs(".num"), cell)))));
        return each(h2("Right by kind"), div(attrs(".panel.scroll"), table(thead(names), rows)));
    }

    private static DomContent changes(List<EvaluationChanges> changes) {
        return each(
                h2("Changes"),
                each(
                        changes,
                        change -> div(
                                attrs(".panel"),
                                h3(change.model()),
                                Html.note(EvaluationWording.summary(change)),
                                list("bad", "Worse", change.worse(), EvaluationWording::change),
                                list("warn", "Slower", change.slower(), EvaluationWording::slower),
                                list("good", "Better", change.better(), EvaluationWording::change))));
    }

    private static DomContent list(String color, String title, List<Change> changes, Function<Change, String> words) {
        return iff(
                !changes.isEmpty(),
                each(
                        h4(title).withClass(color),
                        Html.list(changes.stream().map(words).toList())));
    }

    private static DomContent results(ModelRun run) {
        List<QuestionResult> right = run.results().stream()
                .filter(result -> result.outcome().isRight())
                .toList();
        List<QuestionResult> faults = EvaluationWording.faults(run);
        return each(
                h2(run.model()),
                div(
                        attrs(".panel"),
                        Html.note("Begun " + run.startedAt() + ", took "
                                + DurationFormat.seconds(run.totals().seconds()) + "; "
                                + NumberFormat.of(run.totals().promptTokens()) + " tokens sent, "
                                + NumberFormat.of(run.totals().completionTokens()) + " received"
                                + (faults.isEmpty() ? "." : "; " + EvaluationWording.counts(run) + ".")),
                        Html.lines(faults, EvaluationPage::result),
                        iff(
                                !right.isEmpty(),
                                details(
                                        summary(NumberFormat.of(right.size()) + " right"),
                                        Html.lines(right, EvaluationPage::result)))));
    }

    private static DomContent result(QuestionResult result) {
        String color = switch (result.outcome()) {
            case RIGHT, REPAIRED -> "good";
            case WRONG -> "bad";
            case REFUSED, FAILED -> "warn";
        };
        List<String> facts = new ArrayList<>(List.of(
                result.kind(),
                "by " + result.answeredBy(),
                DurationFormat.seconds(result.seconds()),
                NumberFormat.count(result.calls(), "call"),
                NumberFormat.count(result.tokens(), "token")));
        if (result.outcome() == Outcome.WRONG) {
            facts.add(result.warned() ? "with a warning" : "without a warning");
        }
        return details(
                summary(
                        h3(result.question()),
                        text(" "),
                        span(EvaluationWording.outcome(result)).withClass(color)),
                Html.note(String.join(" · ", facts)),
                iff(!result.detail().isEmpty(), p(attrs(".content"), result.detail())),
                block(
                        "Right",
                        result.rightSql().isEmpty() ? "The data does not contain the answer." : result.rightSql()),
                block("Answered", result.sql()),
                iff(!result.repairs().isEmpty(), each(h4("Corrected because"), Html.list(result.repairs()))));
    }

    private static DomContent block(String title, String sql) {
        return iff(!sql.isEmpty(), each(h4(title), pre(sql)));
    }
}
