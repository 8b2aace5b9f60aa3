package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Pieces of the HTML report for a page that is not ours, a notebook for instance: each brings its style along, which touches nothing outside it, and
 * no script. Pictures are SVG. Stateless.
 *
 * <pre>{@code
 * display("text/html", HtmlFragments.overview(context));
 * }</pre>
 */
public final class HtmlFragments {
    private static final String STYLE = scoped(HtmlReport.resource("report.css"));

    private HtmlFragments() {}

    /** The tables with their sizes and keys, one a row. */
    public static String overview(DataContext context) {
        return piece(html -> HtmlTables.overview(html, context));
    }

    /**
     * A table's columns, each with its figures and its distribution as a picture.
     *
     * @param table its name in the file or in SQL
     * @throws MigratorException BAD_INPUT when there is none of that name
     */
    public static String columns(DataContext context, String table) {
        List<TableProfile> tables = context.tables();
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).name().equals(table) || tables.get(i).sqlName().equals(table)) {
                int place = i;
                return piece(html -> new HtmlColumns(context).table(html, place));
            }
        }
        throw new MigratorException(
                ErrorCode.BAD_INPUT,
                "There is no table " + table + "; there are "
                        + tables.stream().map(TableProfile::name).collect(Collectors.joining(", ")) + ".");
    }

    /** The relationships as a picture and with their evidence; says so where there are none. */
    public static String relationships(DataContext context) {
        return piece(html -> {
            HtmlTables.relationships(html, context);
            if (context.relationships().isEmpty()) {
                html.element("p", "soft", "No relationships were found.");
            }
        });
    }

    /** What is wrong with the data or had to be repaired. */
    public static String problems(DataContext context) {
        return piece(html -> HtmlTables.problems(html, context, new HtmlColumns(context)));
    }

    /** A question with its answer, SQL and rows. */
    public static String answer(String question, Answer answer) {
        return piece(html -> HtmlDialogue.turns(html, List.of(new Turn(1, question, answer, "", false))));
    }

    public static String guidance(Guidance guidance) {
        return piece(html -> HtmlDialogue.guidance(html, guidance));
    }

    public static String plan(SchemaPlan plan) {
        return piece(html -> HtmlDialogue.plan(html, plan));
    }

    private static String piece(Consumer<Html> content) {
        Html html = new Html();
        html.raw("<div class=\"bdm\"><style>" + STYLE + "</style>\n");
        content.accept(html);
        return html.raw("</div>").toString();
    }

    /** The page's style for one element of another page: nested under its class, what is the page's becomes the element's. */
    private static String scoped(String css) {
        // Twice, so that it counts for more than the page's own rules for tables.
        return ".bdm.bdm {\n" + css.replaceAll("(?m)^(\\s*)(:root|body) \\{", "$1& {") + "}\n";
    }
}
