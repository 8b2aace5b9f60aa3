package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.schema.SchemaPlan;
import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Renders parts of the HTML report for another page such as a notebook. Each contains its style, which does not affect
 * the rest of the page, and no script. Pictures are SVG. Stateless.
 *
 * <pre>{@code
 * display("text/html", HtmlFragments.overview(context));
 * }</pre>
 */
public final class HtmlFragments {
    private static final String STYLE = scoped(HtmlReport.resource("report.css"));

    private HtmlFragments() {}

    /** The tables with their sizes and keys, one per row. */
    public static String overview(DataContext context) {
        return fragment(HtmlTables.overview(context));
    }

    /** The columns of a table, named as in the file or in SQL, with figures and charts; BAD_INPUT if there is none. */
    public static String columns(DataContext context, String table) {
        List<TableProfile> tables = context.tables();
        for (int i = 0; i < tables.size(); i++) {
            if (tables.get(i).name().equals(table) || tables.get(i).sqlName().equals(table)) {
                return fragment(new HtmlColumns(context).table(i, tables.get(i)));
            }
        }
        throw MigratorException.badInput("There is no table " + table + "; there are "
                + tables.stream().map(TableProfile::name).collect(Collectors.joining(", ")) + ".");
    }

    /** The relationships as a diagram and with their evidence, or a sentence that there are none. */
    public static String relationships(DataContext context) {
        return fragment(
                context.relationships().isEmpty()
                        ? p(attrs(".soft"), "No relationships were found.")
                        : HtmlTables.relationships(context));
    }

    public static String problems(DataContext context) {
        return fragment(HtmlTables.problems(context, new HtmlColumns(context)));
    }

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

    /** The report's style nested under a class, so that rules for the page apply to the element of that class. */
    private static String scoped(String css) {
        // The class twice, so that it has a higher specificity than the page's own rules for tables.
        return ".bdm.bdm {\n" + css.replaceAll("(?m)^(\\s*)(:root|body) \\{", "$1& {") + "}\n";
    }
}
