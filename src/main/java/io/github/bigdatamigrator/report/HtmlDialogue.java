package io.github.bigdatamigrator.report;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TdTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the sections of the HTML report that a conversation about the data gave: answers, guidance, the schema plan.
 */
final class HtmlDialogue {
    private static final int ROWS_SHOWN = 100;

    private HtmlDialogue() {}

    static DomContent turns(List<Turn> turns) {
        return Html.when(
                !turns.isEmpty(),
                () -> each(h2("Questions and answers").withId("answers"), Html.lines(turns, HtmlDialogue::turn)));
    }

    private static DivTag turn(Turn turn) {
        Answer answer = turn.answer();
        String content = answer.queries().isEmpty() ? answer.content() : withoutTable(answer.content());
        return div(h3(turn.question()))
                .withClass("panel")
                .condWith(
                        turn.stale(),
                        p("The data has changed since; this answer may no longer hold.")
                                .withClass("warn small"))
                .with(
                        p(content).withClass("content"),
                        each(answer.queries(), HtmlDialogue::result),
                        each(answer.warnings(), warning -> p(warning).withClass("warn")),
                        Html.note(Wording.source(answer)))
                .condWith(!answer.suggestions().isEmpty(), h4("To ask next"), Html.list(answer.suggestions()));
    }

    /** The content without its Markdown table, which follows as a table of the page. */
    private static String withoutTable(String content) {
        return content.lines()
                .filter(line -> !(line.startsWith("|") && line.endsWith("|")))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static DomContent result(QueryResult result) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        result.rows().stream().limit(ROWS_SHOWN).forEach(row -> {
            List<@Nullable String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(Figures.cell(cell)));
            rows.add(cells);
        });
        boolean more = result.rowCount() > ROWS_SHOWN || result.truncated();
        String shown = Figures.of(rows.size()) + " of " + Figures.of(result.rowCount())
                + (result.truncated() ? " or more" : "") + " rows";
        return each(
                details(summary("SQL"), pre(result.sql())),
                Html.optional(ResultPicture.of(result)),
                Html.rows(
                        result.columns(),
                        result.types().stream().map(type -> type.numeric()).toList(),
                        rows),
                Html.when(more, () -> Html.note(shown)));
    }

    static DomContent guidance(Guidance guidance) {
        return each(
                h2("What to ask").withId("guidance"),
                div(
                                Html.lines(
                                        guidance.questions(),
                                        question -> details(
                                                summary(h3(question.text())),
                                                Html.note(question.reason()),
                                                pre(question.sql()))),
                                section("Worth a look", guidance.explorations()),
                                section("Worth mending", guidance.recommendations()))
                        .withClass("panel"));
    }

    private static DomContent section(String title, List<String> items) {
        return Html.when(!items.isEmpty(), () -> each(h4(title), Html.list(items)));
    }

    static DomContent plan(SchemaPlan plan) {
        return each(
                h2("Schema for " + Wording.target(plan.target())).withId("schema"),
                div(
                                div(table(
                                                thead(tr(th("status"), th("what"), th("evidence"))),
                                                tbody(Html.lines(
                                                        plan.recommendations(), HtmlDialogue::recommendation))))
                                        .withClass("scroll"),
                                details(summary("DDL"), pre(plan.ddl())))
                        .withClass("panel"));
    }

    private static DomContent recommendation(Recommendation made) {
        String examples = made.examples().isEmpty() ? "" : ": " + String.join(", ", made.examples());
        return tr(
                status(made.status()),
                td(code(made.statement())),
                td(made.evidence() + examples).withClass("small soft"));
    }

    private static TdTag status(Recommendation.Status status) {
        return switch (status) {
            case PROVEN -> td("proven").withClass("good");
            case REFUTED -> td("refuted").withClass("bad");
            case SAMPLE_ONLY -> td("sample only").withClass("warn");
            case UNTESTABLE -> td("untestable").withClass("warn");
        };
    }
}
