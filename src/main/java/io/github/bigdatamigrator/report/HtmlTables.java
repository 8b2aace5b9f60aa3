package io.github.bigdatamigrator.report;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Severity;
import io.github.bigdatamigrator.context.TableProfile;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.ThTag;
import j2html.tags.specialized.TrTag;
import java.util.List;
import java.util.Locale;

/** Builds the sections of the HTML report that describe the data as a whole: sizes, tables, relationships, problems. */
final class HtmlTables {
    private static final int PROBLEMS_SHOWN = 15;

    private HtmlTables() {}

    /** How much there is, one figure a tile. */
    static DomContent tiles(DataContext context) {
        List<TableProfile> tables = context.tables();
        return div(
                        tile(Figures.of(tables.size()), "tables"),
                        tile(
                                Figures.of(tables.stream()
                                        .mapToLong(TableProfile::rows)
                                        .sum()),
                                "rows"),
                        tile(
                                Figures.of(tables.stream()
                                        .mapToLong(table -> table.columns().size())
                                        .sum()),
                                "columns"),
                        tile(Figures.of(context.relationships().size()), "relationships"),
                        tile(Figures.of(Wording.problems(context).size()), "problems"),
                        tile(
                                Figures.bytes(context.run().bytesRead()),
                                "read in " + Figures.seconds(context.run().seconds())))
                .withClass("tiles");
    }

    private static DivTag tile(String figure, String label) {
        return div(b(figure), span(label)).withClass("tile");
    }

    static DomContent overview(DataContext context) {
        return each(
                h2("Tables").withId("tables"),
                div(table(
                                thead(tr(
                                        sortable("table"),
                                        sortable("rows").withClass("num"),
                                        sortable("columns").withClass("num"),
                                        sortable("format"),
                                        sortable("size").withClass("num"),
                                        sortable("problems").withClass("num"),
                                        th("key"),
                                        th("from"))),
                                tbody(Html.lines(context.tables(), HtmlTables::overviewRow))))
                        .withClass("panel scroll"));
    }

    private static ThTag sortable(String name) {
        return th(button(name).withType("button"));
    }

    private static TrTag overviewRow(int index, TableProfile table) {
        List<String> key = table.primaryKey();
        int problems = table.problems().size();
        return tr(
                td(a(table.name()).withHref("#t" + index)),
                number(table.rows(), Figures.of(table.rows())),
                number(table.columns().size(), Figures.of(table.columns().size())),
                td(table.format()),
                number(table.origin().bytes(), Figures.bytes(table.origin().bytes())),
                number(problems, problems == 0 ? "–" : Figures.of(problems)),
                td(key == null ? "–" : String.join(", ", key)),
                td(table.location()).withClass("soft"));
    }

    private static TdTag number(long sort, String shown) {
        return td(shown).withClass("num").withData("sort", Long.toString(sort));
    }

    static DomContent relationships(DataContext context) {
        List<Relationship> edges = context.relationships();
        return Html.when(
                !edges.isEmpty(),
                () -> each(
                        h2("Relationships").withId("relationships"),
                        div(
                                        diagram(context),
                                        div(table(
                                                        thead(tr(
                                                                th("from"),
                                                                th("to"),
                                                                th(),
                                                                th("rows that match")
                                                                        .withClass("num"),
                                                                th("confidence").withClass("num"),
                                                                th("evidence"))),
                                                        tbody(Html.lines(edges, HtmlTables::relationship))))
                                                .withClass("scroll"))
                                .withClass("panel")));
    }

    private static DomContent diagram(DataContext context) {
        return Html.optional(Diagram.of(context).map(svg -> div(svg).withClass("scroll diagram")));
    }

    private static TrTag relationship(Relationship edge) {
        return tr(
                td(Wording.from(edge)),
                td(Wording.to(edge)),
                td(Wording.cardinality(edge)),
                td(Figures.percent(edge.containmentRows(), 1)).withClass(edge.orphanRows() > 0 ? "num warn" : "num"),
                td(String.format(Locale.ROOT, "%.2f", edge.confidence())).withClass("num"),
                td(Wording.evidence(edge)).withClass("small soft"));
    }

    static DomContent problems(DataContext context, HtmlColumns columns) {
        List<Problem> problems = Wording.problems(context);
        int shown = Math.min(PROBLEMS_SHOWN, problems.size());
        int more = problems.size() - shown;
        return Html.when(
                !problems.isEmpty(),
                () -> each(
                        h2("Problems").withId("problems"),
                        div(list(problems.subList(0, shown), columns))
                                .withClass("panel")
                                .condWith(
                                        more > 0,
                                        details(
                                                summary(Figures.of(more) + " more"),
                                                list(problems.subList(shown, problems.size()), columns)))));
    }

    private static DomContent list(List<Problem> problems, HtmlColumns columns) {
        return ul(Html.lines(problems, problem -> problem(problem, columns.anchor(problem))))
                .withClass("problems");
    }

    private static LiTag problem(Problem problem, String anchor) {
        return li(
                        span("●").withClass("dot"),
                        text(" "),
                        anchor.isEmpty()
                                ? b(problem.subject())
                                : a(problem.subject()).withHref("#" + anchor),
                        text(" "),
                        span(problem.message()))
                .withClass(colour(problem.severity()))
                .condWith(
                        problem.count() > 1,
                        text(" "),
                        span("(" + Figures.of(problem.count()) + " times)").withClass("soft"));
    }

    static String colour(Severity severity) {
        return switch (severity) {
            case HIGH -> "bad";
            case MEDIUM -> "warn";
            case LOW -> "soft";
        };
    }
}
