package io.github.bigdatamigrator.report;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import j2html.tags.DomContent;
import j2html.tags.specialized.DetailsTag;
import j2html.tags.specialized.DivTag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the section of each table in the HTML report, with one card for each of its columns. */
final class HtmlColumns {
    /** From this many columns on a chart is one shape instead of one for each bar, so that the page stays small. */
    private static final int MANY_COLUMNS = 400;
    /** From this many tables on they are folded, so that a browser lays out only what is opened. */
    private static final int MANY_TABLES = 12;

    private static final int CORRELATIONS_LISTED = 8;

    private final DataContext context;
    private final Charts.Detail detail;
    private final Map<String, String> anchors = new HashMap<>();
    private final Map<String, List<Problem>> problems;

    HtmlColumns(DataContext context) {
        this.context = context;
        long columns = 0;
        for (int i = 0; i < context.tables().size(); i++) {
            TableProfile table = context.tables().get(i);
            anchors.putIfAbsent(table.name(), "t" + i);
            for (int j = 0; j < table.columns().size(); j++) {
                anchors.putIfAbsent(table.name() + "." + table.columns().get(j).name(), "t" + i + "c" + j);
            }
            columns += table.columns().size();
        }
        detail = columns > MANY_COLUMNS ? Charts.Detail.WHOLE_CHART : Charts.Detail.EACH_BAR;
        problems = Wording.problems(context).stream().collect(Collectors.groupingBy(Problem::subject));
    }

    /** The id of the table or column that the problem concerns; empty where it is none. */
    String anchor(Problem problem) {
        return anchors.getOrDefault(problem.subject(), "");
    }

    /** The heading of the tables' sections, with the controls that find and sort columns. */
    static DomContent tools() {
        return each(
                h2("Columns").withId("columns"),
                div(
                                input().withType("search")
                                        .withPlaceholder("Find columns: name, type, e-mail, personal, warning …")
                                        .attr("aria-label", "Find columns"),
                                label(
                                        text("Sort "),
                                        select(
                                                        order("place", "as in the file"),
                                                        order("name", "by name"),
                                                        order("type", "by type"),
                                                        order("nulls", "most nulls first"),
                                                        order("distinct", "most distinct first"),
                                                        order("warnings", "warnings first"))
                                                .attr("aria-label", "Sort columns")),
                                button("Compact")
                                        .withType("button")
                                        .withClass("compact")
                                        .attr("aria-pressed", "false"),
                                button("Fold all").withType("button").withClass("fold"),
                                span().withClass("soft small found").attr("role", "status"))
                        .withClass("tools")
                        .isHidden());
    }

    private static DomContent order(String value, String shown) {
        return option(shown).withValue(value);
    }

    DetailsTag table(int index, TableProfile table) {
        List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
        Set<String> references = context.relationships().stream()
                .filter(edge -> edge.fromTable().equals(table.name()))
                .flatMap(edge -> edge.fromColumns().stream())
                .collect(Collectors.toSet());
        return details()
                .withClass("table")
                .withId("t" + index)
                .withCondOpen(context.tables().size() < MANY_TABLES)
                .with(
                        summary(
                                h3(table.name()),
                                text(" "),
                                span(Wording.facts(table) + " · " + table.location())
                                        .withClass("soft small")),
                        p(Wording.duplicates(table)).withClass("soft small"),
                        Html.when(!table.sampleRows().isEmpty(), () -> sample(table)),
                        Html.when(!table.correlations().pairs().isEmpty(), () -> correlations(table.correlations())),
                        div(Html.lines(
                                        table.columns(),
                                        (i, column) -> new ColumnCard(
                                                        table,
                                                        column,
                                                        key.contains(column.name()),
                                                        references.contains(column.name()),
                                                        problems.getOrDefault(
                                                                table.name() + "." + column.name(), List.of()),
                                                        detail)
                                                .html("t" + index + "c" + i)))
                                .withClass("cards"));
    }

    private static DetailsTag sample(TableProfile table) {
        List<ColumnProfile> columns = table.columns();
        return details(
                summary("Sample rows"),
                Html.rows(
                        columns.stream().map(ColumnProfile::name).toList(),
                        columns.stream().map(column -> column.type().numeric()).toList(),
                        table.sampleRows()));
    }

    private static DetailsTag correlations(Correlations found) {
        List<String> listed = found.pairs().stream()
                .limit(CORRELATIONS_LISTED)
                .map(Wording::pair)
                .toList();
        DivTag matrix = div(CorrelationMatrix.draw(found)).withClass("scroll");
        DivTag strongest = div(Html.list(listed), p(Wording.compared(found)).withClass("soft small"));
        return details(summary("Correlations"), div(matrix, strongest).withClass("panel matrices"));
    }
}
