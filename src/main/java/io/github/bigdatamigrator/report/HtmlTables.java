package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Severity;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.DurationFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of the HTML report that describes the data. */
final class HtmlTables {
    private static final int PROBLEMS_SHOWN = 15;

    private HtmlTables() {}

    static void overview(Html html, DataContext context) {
        html.raw("<h2 id=\"tables\">Tables</h2>\n<div class=\"panel scroll\"><table><thead><tr>");
        html.raw("<th><button type=\"button\">table</button></th><th class=\"num\"><button"
                + " type=\"button\">rows</button></th>");
        html.raw("<th class=\"num\"><button type=\"button\">columns</button></th><th><button"
                + " type=\"button\">format</button></th>");
        html.raw("<th class=\"num\"><button type=\"button\">size</button></th><th class=\"num\"><button"
                + " type=\"button\">problems</button></th><th>key</th><th>from</th></tr></thead><tbody>\n");
        Map<String, Long> problems = problemsByTable(context);
        for (int i = 0; i < context.tables().size(); i++) {
            TableProfile table = context.tables().get(i);
            List<String> key = table.primaryKey();
            html.raw("<tr><td><a href=\"#t" + i + "\">").text(table.name()).raw("</a></td>");
            number(html, table.rows(), NumberFormat.of(table.rows()));
            number(html, table.columns().size(), NumberFormat.of(table.columns().size()));
            html.element("td", table.format());
            number(
                    html,
                    table.origin().bytes(),
                    NumberFormat.bytes(table.origin().bytes()));
            long found = problems.getOrDefault(table.name(), 0L);
            number(html, found, found == 0 ? "–" : NumberFormat.of(found));
            html.element("td", key == null ? "–" : String.join(", ", key))
                    .element("td", "soft", table.location())
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    private static Map<String, Long> problemsByTable(DataContext context) {
        Map<String, Long> counts = new HashMap<>();
        for (TableProfile table : context.tables()) {
            counts.put(table.name(), (long) table.problems().size());
        }
        return counts;
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
        html.raw("<div class=\"scroll\"><table><thead><tr><th>from</th><th>to</th><th></th><th class=\"num\">rows that"
                + " match</th><th class=\"num\">confidence</th><th>evidence</th></tr></thead><tbody>\n");
        for (Relationship edge : context.relationships()) {
            html.raw("<tr>")
                    .element("td", Wording.from(edge))
                    .element("td", Wording.to(edge))
                    .element("td", Wording.cardinality(edge))
                    .element(
                            "td",
                            edge.orphanRows() > 0 ? "num warn" : "num",
                            NumberFormat.percent(edge.containmentRows()))
                    .element("td", "num", String.format(java.util.Locale.ROOT, "%.2f", edge.confidence()))
                    .element("td", "small soft", Wording.evidence(edge))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div></div>\n");
    }

    static void problems(Html html, DataContext context, HtmlColumns columns) {
        List<Problem> problems = Wording.problems(context);
        if (problems.isEmpty()) {
            return;
        }
        html.raw("<h2 id=\"problems\">Problems</h2>\n<div class=\"panel\">");
        list(html, problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size())), columns);
        if (problems.size() > PROBLEMS_SHOWN) {
            html.raw("<details><summary>")
                    .text(NumberFormat.of(problems.size() - PROBLEMS_SHOWN) + " more")
                    .raw("</summary>");
            list(html, problems.subList(PROBLEMS_SHOWN, problems.size()), columns);
            html.raw("</details>");
        }
        html.raw("</div>\n");
    }

    private static void list(Html html, List<Problem> problems, HtmlColumns columns) {
        html.raw("<ul class=\"problems\">");
        for (Problem problem : problems) {
            String anchor = columns.anchor(problem);
            html.raw("<li class=\"" + colour(problem.severity()) + "\"><span class=\"dot\">●</span> ");
            html.raw(anchor.isEmpty() ? "<b>" : "<a href=\"#" + anchor + "\">")
                    .text(problem.subject())
                    .raw(anchor.isEmpty() ? "</b> " : "</a> ")
                    .element("span", problem.message());
            if (problem.count() > 1) {
                html.raw(" ").element("span", "soft", "(" + NumberFormat.of(problem.count()) + " times)");
            }
            html.raw("</li>\n");
        }
        html.raw("</ul>\n");
    }

    static String colour(Severity severity) {
        return switch (severity) {
            case HIGH -> "bad";
            case MEDIUM -> "warn";
            case LOW -> "soft";
        };
    }

    /** The page's first look: how much there is. */
    static void tiles(Html html, DataContext context) {
        html.raw("<div class=\"tiles\">");
        tile(html, NumberFormat.of(context.tables().size()), "tables");
        tile(
                html,
                NumberFormat.of(
                        context.tables().stream().mapToLong(TableProfile::rows).sum()),
                "rows");
        tile(
                html,
                NumberFormat.of(context.tables().stream()
                        .mapToLong(table -> table.columns().size())
                        .sum()),
                "columns");
        tile(html, NumberFormat.of(context.relationships().size()), "relationships");
        tile(html, NumberFormat.of(Wording.problems(context).size()), "problems");
        tile(
                html,
                NumberFormat.bytes(context.run().bytesRead()),
                "read in " + DurationFormat.seconds(context.run().seconds()));
        html.raw("</div>\n");
    }

    private static void tile(Html html, String figure, String label) {
        html.raw("<div class=\"tile\">")
                .element("b", figure)
                .element("span", label)
                .raw("</div>");
    }
}
