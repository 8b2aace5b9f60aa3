package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.text.CellFormat;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of the HTML report that came of talking about the data: answers, guidance, the schema plan. */
final class HtmlDialogue {
    private static final int ROWS_SHOWN = 100;

    private HtmlDialogue() {}

    static void turns(Html html, List<Turn> turns) {
        if (turns.isEmpty()) {
            return;
        }
        html.raw("<h2 id=\"answers\">Questions and answers</h2>\n");
        for (Turn turn : turns) {
            html.raw("<div class=\"panel\">").element("h3", turn.question());
            if (turn.stale()) {
                html.element("p", "warn small", "The data has changed since; this answer may no longer hold.");
            }
            answer(html, turn.answer());
            html.raw("</div>\n");
        }
    }

    private static void answer(Html html, Answer answer) {
        html.element("p", "content", answer.queries().isEmpty() ? answer.content() : withoutTable(answer.content()));
        for (QueryResult query : answer.queries()) {
            html.raw("<details><summary>SQL</summary>")
                    .element("pre", query.sql())
                    .raw("</details>");
            ResultPicture.draw(html, query);
            rows(html, query);
        }
        answer.warnings().forEach(warning -> html.element("p", "warn", warning));
        html.element("p", "small soft", Wording.source(answer));
        if (!answer.suggestions().isEmpty()) {
            html.raw("<h4>To ask next</h4>").list(answer.suggestions());
        }
    }

    /** The content without its Markdown table, which follows as a table of the page. */
    private static String withoutTable(String content) {
        return content.lines()
                .filter(line -> !(line.startsWith("|") && line.endsWith("|")))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static void rows(Html html, QueryResult result) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        result.rows().stream().limit(ROWS_SHOWN).forEach(row -> {
            List<@Nullable String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(CellFormat.exact(cell)));
            rows.add(cells);
        });
        html.table(
                result.columns(),
                result.types().stream().map(type -> type.numeric()).toList(),
                rows);
        if (result.rowCount() > ROWS_SHOWN || result.truncated()) {
            html.element(
                    "p",
                    "small soft",
                    NumberFormat.of(rows.size()) + " of " + NumberFormat.of(result.rowCount())
                            + (result.truncated() ? " or more" : "") + " rows");
        }
    }

    static void guidance(Html html, @Nullable Guidance guidance) {
        if (guidance == null) {
            return;
        }
        html.raw("<h2 id=\"guidance\">What to ask</h2>\n<div class=\"panel\">");
        for (GuidedQuestion question : guidance.questions()) {
            html.raw("<details><summary>")
                    .element("h3", question.text())
                    .raw("</summary>")
                    .element("p", "small soft", question.reason())
                    .element("pre", question.sql())
                    .raw("</details>\n");
        }
        section(html, "Worth a look", guidance.explorations());
        section(html, "Worth mending", guidance.recommendations());
        html.raw("</div>\n");
    }

    private static void section(Html html, String title, List<String> items) {
        if (!items.isEmpty()) {
            html.element("h4", title).list(items);
        }
    }

    static void plan(Html html, @Nullable SchemaPlan plan) {
        if (plan == null) {
            return;
        }
        html.raw("<h2 id=\"schema\">")
                .text("Schema for " + Wording.target(plan.target()))
                .raw("</h2>\n<div class=\"panel\">");
        html.raw(
                "<div class=\"scroll\"><table><thead><tr><th>status</th><th>what</th><th>evidence</th></tr></thead><tbody>\n");
        for (Recommendation made : plan.recommendations()) {
            html.raw("<tr>")
                    .raw(status(made.status()))
                    .raw("<td><code>")
                    .text(made.statement())
                    .raw("</code></td>");
            html.element(
                            "td",
                            "small soft",
                            made.evidence()
                                    + (made.examples().isEmpty() ? "" : ": " + String.join(", ", made.examples())))
                    .raw("</tr>\n");
        }
        html.raw("</tbody></table></div><details><summary>DDL</summary>")
                .element("pre", plan.ddl())
                .raw("</details></div>\n");
    }

    private static String status(Recommendation.Status status) {
        return switch (status) {
            case PROVEN -> "<td class=\"good\">proven</td>";
            case REFUTED -> "<td class=\"bad\">refuted</td>";
            case SAMPLE_ONLY -> "<td class=\"warn\">sample only</td>";
            case UNTESTABLE -> "<td class=\"warn\">untestable</td>";
        };
    }
}
