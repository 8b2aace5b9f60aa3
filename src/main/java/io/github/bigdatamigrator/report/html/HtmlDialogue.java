package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.report.PlanWording;
import io.github.bigdatamigrator.report.ReportWording;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the sections of the HTML report about a conversation: answers, guidance, schema plan. */
final class HtmlDialogue {
    private static final int ROWS_SHOWN = 100;

    private HtmlDialogue() {}

    static DomContent turns(List<Turn> turns) {
        DomContent title = h2(attrs("#answers"), "Questions and answers");
        return iff(!turns.isEmpty(), each(title, Html.lines(turns, HtmlDialogue::turn)));
    }

    private static DomContent turn(Turn turn) {
        Answer answer = turn.answer();
        String content = answer.queries().isEmpty() ? answer.content() : withoutTable(answer.content());
        return div(
                attrs(".panel"),
                h3(turn.question()),
                iff(
                        turn.stale(),
                        p(attrs(".warn.small"), "The data has changed since; this answer may no longer hold.")),
                p(attrs(".content"), content),
                each(
                        answer.queries(),
                        result -> result(
                                result,
                                ResultChartSvg.of(answer, answer.queries().indexOf(result)))),
                each(answer.warnings(), warning -> p(attrs(".warn"), warning)),
                Html.note(ReportWording.answerSource(answer)),
                section("To ask next", answer.suggestions()));
    }

    /** The content without its Markdown table, which the page shows as an HTML table. */
    private static String withoutTable(String content) {
        return content.lines()
                .filter(line -> !(line.startsWith("|") && line.endsWith("|")))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static DomContent result(QueryResult result, Optional<Svg> chart) {
        List<List<@Nullable Object>> rows =
                result.rows().subList(0, Math.min(ROWS_SHOWN, result.rows().size()));
        boolean more = result.rowCount() > ROWS_SHOWN || result.truncated();
        String all = NumberFormat.of(result.rowCount()) + (result.truncated() ? " or more" : "");
        return each(
                details(summary("SQL"), pre(result.sql())),
                iff(chart, svg -> svg),
                Html.rows(result.columns(), result.types(), rows),
                iff(more, Html.note(NumberFormat.of(rows.size()) + " of " + all + " rows")));
    }

    static DomContent guidance(Guidance guidance) {
        return each(
                h2(attrs("#guidance"), "What to ask"),
                div(
                        attrs(".panel"),
                        Html.lines(guidance.questions(), HtmlDialogue::question),
                        section("Worth a look", guidance.explorations()),
                        section("Worth fixing", guidance.recommendations())));
    }

    private static DomContent question(GuidedQuestion question) {
        return details(summary(h3(question.text())), Html.note(question.reason()), pre(question.sql()));
    }

    private static DomContent section(String title, List<String> items) {
        return iff(!items.isEmpty(), each(h4(title), Html.list(items)));
    }

    static DomContent plan(SchemaPlan plan) {
        return each(
                h2(attrs("#schema"), "Schema for " + plan.target().title()),
                div(
                        attrs(".panel"),
                        Html.note(PlanWording.summary(plan)),
                        Html.lines(PlanWording.sections(plan), HtmlDialogue::planned),
                        section("Does not hold", PlanWording.refuted(plan)),
                        details(summary("DDL"), pre(plan.ddl()))));
    }

    private static DomContent planned(PlanWording.Section section) {
        DomContent names = tr(th("in the schema"), th("column"), th("change"), th("reason"));
        return each(
                h4(section.table()),
                Html.note(section.size()),
                div(
                        attrs(".scroll"),
                        table(
                                thead(names),
                                tbody(Html.lines(
                                        section.lines(),
                                        line -> tr(
                                                td(line.chosen() ? "yes" : "no").withClass(line.chosen() ? "good" : ""),
                                                td(line.columns()),
                                                td(code(line.changes())),
                                                td(attrs(".small.soft"), line.reason())))))));
    }
}
