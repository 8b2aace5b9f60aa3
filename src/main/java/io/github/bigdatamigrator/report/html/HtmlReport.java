package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.comparison.DeliverySeries;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.evaluation.EvaluationChanges;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.report.ReportWording;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;

/**
 * Writes a report as one HTML file that needs no network: tables, columns with charts, relationships, problems,
 * answers, guidance, schema. All text from data is escaped, and the page's Content-Security-Policy allows only its own
 * script. Stateless.
 */
public final class HtmlReport {
    public String html(ReportContent content) {
        String script = resource("report.js");
        DomContent head = head(content.title(), script);
        return Html.text(
                each(document(), TagCreator.html(head, body(content, script)).withLang("en")));
    }

    /** Writes an evaluation as one file of the same form, without a script. */
    public static String html(Evaluation evaluation, List<EvaluationChanges> changes) {
        return EvaluationPage.html(evaluation, changes);
    }

    /** Writes a comparison as one file of the same form, without a script; the profiles are those compared. */
    public static String html(String title, Differences found, DataContext before, DataContext after) {
        return new ComparisonPage(found, before, after).html(title);
    }

    /** Writes a series of deliveries likewise. */
    public static String html(String title, DeliverySeries series) {
        return new SeriesPage(series).html(title);
    }

    private static DomContent head(String title, String script) {
        return TagCreator.head(
                meta().withCharset("utf-8"),
                policy(script),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                title(title),
                style("\n" + resource("report.css")));
    }

    private static DomContent body(ReportContent content, String script) {
        DataContext context = content.context();
        HtmlColumns columns = new HtmlColumns(context);
        return TagCreator.body(
                header(h1(content.title()), p(attrs(".soft"), ReportWording.runSummary(context))),
                navigation(content),
                main(
                        HtmlTables.tiles(context),
                        HtmlDialogue.turns(content.turns()),
                        HtmlTables.problems(context, columns),
                        HtmlTables.overview(context),
                        HtmlTables.relationships(context),
                        iff(Optional.ofNullable(content.guidance()), HtmlDialogue::guidance),
                        iff(Optional.ofNullable(content.plan()), HtmlDialogue::plan),
                        h2(attrs("#columns"), "Columns"),
                        rawHtml(resource("tools.html")),
                        Html.lines(context.tables(), columns::table)),
                footer("Profiled " + context.run().startedAt() + " with Spark "
                        + context.run().sparkVersion() + " on " + context.run().sparkMaster()
                        + ". Figures marked ~ are estimates."),
                script(script));
    }

    /** Raw, so that the policy's quotes stay readable; its only variable part is the hash of the script. */
    private static DomContent policy(String script) {
        return rawHtml("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; script-src 'sha256-"
                + Base64.getEncoder().encodeToString(DigestUtils.sha256(script)) + "'\">");
    }

    private static DomContent navigation(ReportContent content) {
        DataContext context = content.context();
        return nav(
                        link(!content.turns().isEmpty(), "#answers", "Answers"),
                        link(!ReportWording.problems(context).isEmpty(), "#problems", "Problems"),
                        link(true, "#tables", "Tables"),
                        link(!context.relationships().isEmpty(), "#relationships", "Relationships"),
                        link(content.guidance() != null, "#guidance", "What to ask"),
                        link(content.plan() != null, "#schema", "Schema"),
                        link(true, "#columns", "Columns"))
                .attr("aria-label", "Sections");
    }

    private static DomContent link(boolean present, String to, String text) {
        return iff(present, a(text).withHref(to));
    }

    static String resource(String name) {
        URL resource = Objects.requireNonNull(HtmlReport.class.getResource(name), name);
        return Uncheck.get(() -> IOUtils.toString(resource, StandardCharsets.UTF_8));
    }
}
