package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of the HTML report that describes the data. */
final class HtmlTables {
    private HtmlTables() {}

    static void overview(Html html, DataContext context) {
        html.raw("<h2 id=\"tables\">Tables</h2>\n<div class=\"panel scroll\"><table><thead><tr>");
        html.raw(
                "<th><button type=\"button\">table</button></th><th class=\"num\"><button type=\"button\">rows</button></th>");
        html.raw(
                "<th class=\"num\"><button type=\"button\">columns</button></th><th><button type=\"button\">format</button></th>");
        html.raw(
                "<th class=\"num\"><button type=\"button\">size</button></th><th>key</th><th>from</th></tr></thead><tbody>\n");
        for (int i = 0; i < context.tables().size(); i++) {
            TableProfile table = context.tables().get(i);
            List<String> key = table.primaryKey();
            html.raw("<tr><td><a href=\"#t" + i + "\">").text(table.name()).raw("</a></td>");
            number(html, table.rows(), Figures.of(table.rows()));
            number(html, table.columns().size(), Figures.of(table.columns().size()));
            html.element("td", table.format());
            number(html, table.origin().bytes(), Figures.bytes(table.origin().bytes()));
            html.element("td", key == null ? "–" : String.join(", ", key))
                    .element("td", "soft", table.location())
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private static void number(Html html, long sort, String shown) {
        html.raw("<td class=\"num\" data-sort=\"" + sort + "\">").text(shown).raw("</td>");
    }

    static void relationships(Html html, DataContext context) {
        if (context.relationships().isEmpty()) {
            return;
        }
        html.raw("<h2 id=\"relationships\">Relationships</h2>\n<div class=\"panel\">");
        Diagram.draw(html, context);
        html.raw(
                "<div class=\"scroll\"><table><thead><tr><th>from</th><th>to</th><th></th><th class=\"num\">rows that match</th>"
                        + "<th class=\"num\">confidence</th><th>evidence</th></tr></thead><tbody>\n");
        for (Relationship edge : context.relationships()) {
            html.raw("<tr>")
                    .element("td", Wording.from(edge))
                    .element("td", Wording.to(edge))
                    .element("td", Wording.cardinality(edge))
                    .element(
                            "td",
                            edge.orphanRows() > 0 ? "num warn" : "num",
                            Figures.percent(edge.containmentRows(), 1))
                    .element("td", "num", String.format(java.util.Locale.ROOT, "%.2f", edge.confidence()))
                    .element("td", "small soft", Wording.evidence(edge))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div></div>\n");
    }

    static void problems(Html html, DataContext context) {
        List<Problem> problems = Wording.problems(context);
        if (!problems.isEmpty()) {
            html.raw("<h2 id=\"problems\">Problems</h2>\n<div class=\"panel\">")
                    .list(problems.stream().map(Wording::problem).toList())
                    .raw("</div>\n");
        }
    }

    static void table(Html html, DataContext context, int index) {
        TableProfile table = context.tables().get(index);
        html.raw("<section><h2 id=\"t" + index + "\">").text(table.name()).raw("</h2>\n");
        html.element("p", "soft", Wording.facts(table) + " · " + table.location())
                .raw("\n");
        if (!table.sampleRows().isEmpty()) {
            List<String> names =
                    table.columns().stream().map(ColumnProfile::name).toList();
            List<Boolean> right = table.columns().stream()
                    .map(column -> column.type().numeric())
                    .toList();
            html.raw("<details><summary>Sample rows</summary>")
                    .table(names, right, table.sampleRows())
                    .raw("</details>\n");
        }
        List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
        Set<String> references = new HashSet<>();
        context.relationships().stream()
                .filter(edge -> edge.fromTable().equals(table.name()))
                .forEach(edge -> references.addAll(edge.fromColumns()));
        html.raw("<div class=\"cards\">\n");
        for (ColumnProfile column : table.columns()) {
            card(html, table, column, key.contains(column.name()), references.contains(column.name()));
        }
        html.raw("</div></section>\n");
    }

    private static void card(Html html, TableProfile table, ColumnProfile column, boolean key, boolean reference) {
        long filled = table.rows() - column.nulls();
        html.raw("<div class=\"card\" data-name=\"" + Html.escaped(column.name()) + "\">")
                .element("h3", column.name());
        html.raw("<p>").element("span", "badge", column.type().toString());
        html.raw(key ? "<span class=\"badge key\">key</span>" : "");
        html.raw(reference ? "<span class=\"badge ref\">reference</span>" : "");
        if (column.unique().value() && !key && filled > 0) {
            html.element("span", "badge", column.unique().exact() ? "unique" : "nearly unique");
        }
        html.raw("</p>");
        if (!column.histogram().isEmpty()
                && !key
                && !reference
                && column.distinct().value() > 1) {
            Charts.histogram(html, column.histogram());
        } else if (!column.topValues().isEmpty() && column.topValues().get(0).count() > 1) {
            Charts.topValues(html, column.topValues(), filled);
        }
        html.raw("<dl>");
        html.pair(
                "distinct",
                Figures.of(column.distinct())
                        + (column.distinct().exact()
                                ? ""
                                : " ± " + Figures.percent(column.distinct().relativeError(), 1)));
        html.pair(
                "nulls",
                column.nulls() == 0
                        ? "none"
                        : Figures.of(column.nulls()) + " · " + Figures.percent(column.nulls(), table.rows()));
        figures(html, column);
        html.raw("</dl>");
        Charts.nulls(html, column.nulls(), table.rows());
        if (column.pattern() != null) {
            html.element("p", "small soft", "written as " + column.pattern());
        }
        if (!column.nullMarkers().isEmpty()) {
            html.element("p", "small soft", "nulls written as '" + String.join("', '", column.nullMarkers()) + "'");
        }
        if (!column.sqlName().equals(column.name())) {
            html.element("p", "small soft", "in SQL: " + column.sqlName());
        }
        html.raw("</div>\n");
    }

    private static void figures(Html html, ColumnProfile column) {
        String min = column.min();
        String max = column.max();
        boolean number = column.type().numeric();
        if (min != null && max != null) {
            html.pair("min", number ? Figures.of(min) : TextTable.cut(TextTable.clean(min), 40));
            html.pair("max", number ? Figures.of(max) : TextTable.cut(TextTable.clean(max), 40));
        }
        if (column.mean() != null) {
            html.pair(
                    "mean",
                    Figures.of(column.mean()) + (column.stddev() == null ? "" : " ± " + Figures.of(column.stddev())));
        }
        ColumnProfile.Quantiles q = column.quantiles();
        if (q != null) {
            html.pair("quartiles", Figures.of(q.p25()) + " · " + Figures.of(q.p50()) + " · " + Figures.of(q.p75()));
            html.pair("1 % · 99 %", Figures.of(q.p01()) + " · " + Figures.of(q.p99()));
        }
        if (column.sum() != null) {
            html.pair("sum", Figures.of(column.sum()));
        }
        ColumnProfile.Lengths lengths = column.lengths();
        if (lengths != null) {
            html.pair(
                    "length",
                    lengths.min() == lengths.max()
                            ? Figures.of(lengths.max())
                            : Figures.of(lengths.min()) + " to " + Figures.of(lengths.max()) + ", mean "
                                    + Figures.of(Math.round(lengths.mean() * 10) / 10.0));
        }
    }
}
