package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One HTML file that holds all it shows and needs no network: tables, columns with their pictures, relationships, problems, answers,
 * guidance, schema. Everything that comes from data is escaped, and the page's own policy lets no script run but the one it was made with.
 * Stateless.
 */
public final class HtmlReport {
    /** Writes the page, a table at a time. */
    public void write(ReportContent content, Appendable to) throws IOException {
        String script = resource("report.js");
        DataContext context = content.context();
        Html head = new Html();
        head.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        head.raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
                        + hash(script) + "'\">\n");
        head.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        head.element("title", content.title());
        head.raw("\n<style>\n" + resource("report.css") + "</style></head>\n<body>\n<header>");
        head.element("h1", content.title())
                .element("p", "soft", Wording.run(context))
                .raw("</header>\n");
        navigation(head, content);
        HtmlColumns columns = new HtmlColumns(context);
        head.raw("<main>\n");
        HtmlTables.tiles(head, context);
        HtmlDialogue.turns(head, content.turns());
        HtmlTables.problems(head, context, columns);
        HtmlTables.overview(head, context);
        HtmlTables.relationships(head, context);
        HtmlDialogue.guidance(head, content.guidance());
        HtmlDialogue.plan(head, content.plan());
        HtmlColumns.tools(head);
        to.append(head.toString());
        for (int i = 0; i < context.tables().size(); i++) {
            Html table = new Html();
            columns.table(table, i);
            to.append(table.toString());
        }
        Html foot = new Html();
        foot.raw("</main>\n<footer>")
                .text("Profiled " + context.run().startedAt() + " with Spark "
                        + context.run().sparkVersion() + " on " + context.run().sparkMaster()
                        + ". Figures marked ~ are estimates.");
        foot.raw("</footer>\n<script>" + script + "</script>\n</body></html>\n");
        to.append(foot.toString());
    }

    /** The page as one text. */
    public String html(ReportContent content) {
        StringBuilder html = new StringBuilder();
        try {
            write(content, html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }

    private static void navigation(Html html, ReportContent content) {
        html.raw("<nav aria-label=\"Sections\">");
        html.raw(content.turns().isEmpty() ? "" : "<a href=\"#answers\">Answers</a>");
        html.raw(Wording.problems(content.context()).isEmpty() ? "" : "<a href=\"#problems\">Problems</a>");
        html.raw("<a href=\"#tables\">Tables</a>");
        html.raw(content.context().relationships().isEmpty() ? "" : "<a href=\"#relationships\">Relationships</a>");
        html.raw(content.guidance() == null ? "" : "<a href=\"#guidance\">What to ask</a>");
        html.raw(content.plan() == null ? "" : "<a href=\"#schema\">Schema</a>");
        html.raw("<a href=\"#columns\">Columns</a></nav>\n");
    }

    static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the build: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
