package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.RunStatistics;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.report.ReportWording;
import io.github.bigdatamigrator.text.DurationFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import j2html.tags.DomContent;
import j2html.tags.specialized.ThTag;
import java.util.List;
import java.util.Locale;

/** Builds the sections of the HTML report about all data: sizes, tables, relationships, problems. */
final class HtmlTables {
    private static final int PROBLEMS_SHOWN = 15;

    private HtmlTables() {}

    static DomContent tiles(DataContext context) {
        List<TableProfile> tables = context.tables();
        long rows = tables.stream().mapToLong(TableProfile::rows).sum();
        long columns =
                tables.stream().mapToLong(table -> table.columns().size()).sum();
        RunStatistics run = context.run();
        return div(
                attrs(".tiles"),
                tile(NumberFormat.of(tables.size()), "tables"),
                tile(NumberFormat.of(rows), "rows"),
                tile(NumberFormat.of(columns), "columns"),
                tile(NumberFormat.of(context.relationships().size()), "relationships"),
                tile(NumberFormat.of(ReportWording.problems(context).size()), "problems"),
                tile(NumberFormat.bytes(run.bytesRead()), "read in " + DurationFormat.seconds(run.seconds())));
    }

    private static DomContent tile(String figure, String label) {
        return div(attrs(".tile"), b(figure), span(label));
    }

    static DomContent overview(DataContext context) {
        DomContent names = tr(
                sortable("table"),
                sortable("rows").withClass("num"),
                sortable("columns").withClass("num"),
                sortable("format"),
                sortable("size").withClass("num"),
                sortable("problems").withClass("num"),
                th("key"),
                th("from"));
        DomContent body = tbody(Html.lines(context.tables(), HtmlTables::overviewRow));
        return each(h2(attrs("#tables"), "Tables"), div(attrs(".panel.scroll"), table(thead(names), body)));
    }

    private static ThTag sortable(String name) {
        return th(button(name).withType("button"));
    }

    private static DomContent overviewRow(int index, TableProfile table) {
        int problems = table.problems().size();
        return tr(
                td(a(table.name()).withHref("#t" + index)),
                number(table.rows(), NumberFormat.of(table.rows())),
                number(table.columns().size(), NumberFormat.of(table.columns().size())),
                td(table.format()),
                number(table.origin().bytes(), NumberFormat.bytes(table.origin().bytes())),
                number(problems, problems == 0 ? "–" : NumberFormat.of(problems)),
                td(ReportWording.key(table)),
                td(attrs(".soft"), table.location()));
    }

    private static DomContent number(long sort, String shown) {
        return td(attrs(".num"), shown).withData("sort", Long.toString(sort));
    }

    static DomContent relationships(DataContext context) {
        List<Relationship> edges = context.relationships();
        DomContent names = tr(
                th("from"),
                th("to"),
                th(),
                th(attrs(".num"), "rows that match"),
                th(attrs(".num"), "confidence"),
                th("evidence"));
        List<Relationship> reliable = ReportWording.relationships(context, false);
        List<Relationship> possible = ReportWording.relationships(context, true);
        DomContent diagram = iff(RelationshipDiagram.of(context), svg -> div(attrs(".scroll.diagram"), svg));
        DomContent list = iff(!reliable.isEmpty(), relationships(names, reliable));
        DomContent others =
                iff(!possible.isEmpty(), each(h3("Possible relationships"), relationships(names, possible)));
        return iff(
                !edges.isEmpty(),
                each(h2(attrs("#relationships"), "Relationships"), div(attrs(".panel"), diagram, list, others)));
    }

    private static DomContent relationships(DomContent names, List<Relationship> edges) {
        return div(attrs(".scroll"), table(thead(names), tbody(Html.lines(edges, HtmlTables::relationship))));
    }

    private static DomContent relationship(Relationship edge) {
        return tr(
                td(ReportWording.from(edge)),
                td(ReportWording.to(edge)),
                td(ReportWording.cardinality(edge)),
                td(NumberFormat.percent(edge.containmentRows())).withClass(edge.orphanRows() > 0 ? "num warn" : "num"),
                td(attrs(".num"), String.format(Locale.ROOT, "%.2f", edge.confidence())),
                td(attrs(".small.soft"), ReportWording.evidence(edge)));
    }

    static DomContent problems(DataContext context, HtmlColumns columns) {
        List<Problem> problems = ReportWording.problems(context);
        int shown = Math.min(PROBLEMS_SHOWN, problems.size());
        List<Problem> more = problems.subList(shown, problems.size());
        DomContent first = list(problems.subList(0, shown), columns);
        DomContent rest = details(summary(NumberFormat.of(more.size()) + " more"), list(more, columns));
        return iff(
                !problems.isEmpty(),
                each(
                        h2(attrs("#problems"), "Problems"),
                        div(attrs(".panel"), first).condWith(!more.isEmpty(), rest)));
    }

    private static DomContent list(List<Problem> problems, HtmlColumns columns) {
        return ul(attrs(".problems"), Html.lines(problems, problem -> problem(problem, columns.anchor(problem))));
    }

    private static DomContent problem(Problem problem, String anchor) {
        DomContent subject =
                anchor.isEmpty() ? b(problem.subject()) : a(problem.subject()).withHref("#" + anchor);
        DomContent message = span(problem.message());
        DomContent times = span(attrs(".soft"), "(" + NumberFormat.of(problem.count()) + " times)");
        return li(span(attrs(".dot"), "●"), text(" "), subject, text(" "), message)
                .withClass(color(problem.severity()))
                .condWith(problem.count() > 1, text(" "), times);
    }

    static String color(Severity severity) {
        return switch (severity) {
            case HIGH -> "bad";
            case MEDIUM -> "warn";
            case LOW -> "soft";
        };
    }
}
