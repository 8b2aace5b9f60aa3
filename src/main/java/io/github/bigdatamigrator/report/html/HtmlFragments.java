package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives parts of the HTML report to be shown in another page, a notebook for instance. Each brings its own style, which
 * changes nothing outside it, and has no script. Pictures are SVG. Stateless.
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
        return fragment(HtmlTables.overview(context));
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
                return fragment(new HtmlColumns(context).table(i, tables.get(i)));
            }
        }
        throw new MigratorException(
                ErrorCode.BAD_INPUT,
                "There is no table " + table + "; there are "
                        + tables.stream().map(TableProfile::name).collect(Collectors.joining(", ")) + ".");
    }

    /** The relationships as a picture and with their evidence; says so where there are none. */
    public static String relationships(DataContext context) {
        return fragment(
                context.relationships().isEmpty()
                        ? p(attrs(".soft"), "No relationships were found.")
                        : HtmlTables.relationships(context));
    }

    /** What is wrong with the data or had to be repaired. */
    public static String problems(DataContext context) {
        return fragment(HtmlTables.problems(context, new HtmlColumns(context)));
    }

    /** A question with its answer, SQL and rows. */
    public static String answer(String question, Answer answer) {
        return fragment(HtmlDialogue.turns(List.of(new Turn(1, question, answer, "", false))));
    }

    public static String guidance(Guidance guidance) {
        return fragment(HtmlDialogue.guidance(guidance));
    }

    public static String plan(SchemaPlan plan) {
        return fragment(HtmlDialogue.plan(plan));
    }

    private static String fragment(DomContent content) {
        return Html.text(div(attrs(".bdm"), style(STYLE), content));
    }

    /**
     * The page's style for one element of another page: nested under its class, what is the page's becomes the
     * element's.
     */
    private static String scoped(String css) {
        // Twice, so that it counts for more than the page's own rules for tables.
        return ".bdm.bdm {\n" + css.replaceAll("(?m)^(\\s*)(:root|body) \\{", "$1& {") + "}\n";
    }
}
