package io.github.bigdatamigrator.report;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.DataContext;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.NavTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Writes a report as one HTML file that needs no network: tables, columns with their pictures, relationships, problems,
 * answers, guidance, schema. Everything that comes from data is escaped, and the page's own policy lets no script run
 * but the one it was made with. Stateless.
 */
public final class HtmlReport {
    /** Writes the page, a column at a time. */
    public void write(ReportContent content, Appendable to) throws IOException {
        Html.write(page(content), to);
    }

    private static DomContent page(ReportContent content) {
        DataContext context = content.context();
        HtmlColumns columns = new HtmlColumns(context);
        String script = resource("report.js");
        return each(
                document(),
                TagCreator.html(
                                head(
                                        meta().withCharset("utf-8"),
                                        policy(script),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        title(content.title()),
                                        style("\n" + resource("report.css"))),
                                body(
                                        header(
                                                h1(content.title()),
                                                p(Wording.run(context)).withClass("soft")),
                                        navigation(content),
                                        main(
                                                HtmlTables.tiles(context),
                                                HtmlDialogue.turns(content.turns()),
                                                HtmlTables.problems(context, columns),
                                                HtmlTables.overview(context),
                                                HtmlTables.relationships(context),
                                                Html.optional(Optional.ofNullable(content.guidance())
                                                        .map(HtmlDialogue::guidance)),
                                                Html.optional(Optional.ofNullable(content.plan())
                                                        .map(HtmlDialogue::plan)),
                                                HtmlColumns.tools(),
                                                Html.lines(context.tables(), columns::table)),
                                        footer("Profiled " + context.run().startedAt() + " with Spark "
                                                + context.run().sparkVersion() + " on "
                                                + context.run().sparkMaster() + ". Figures marked ~ are estimates."),
                                        script(script)))
                        .withLang("en"));
    }

    /** Raw, because the policy's quotes are to stay readable; it holds nothing but the hash of the script. */
    private static DomContent policy(String script) {
        return rawHtml("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; script-src 'sha256-" + hash(script) + "'\">");
    }

    /** The page as one text. */
    public String html(ReportContent content) {
        return Html.text(page(content));
    }

    private static NavTag navigation(ReportContent content) {
        DataContext context = content.context();
        return nav().attr("aria-label", "Sections")
                .condWith(!content.turns().isEmpty(), a("Answers").withHref("#answers"))
                .condWith(!Wording.problems(context).isEmpty(), a("Problems").withHref("#problems"))
                .with(a("Tables").withHref("#tables"))
                .condWith(!context.relationships().isEmpty(), a("Relationships").withHref("#relationships"))
                .condWith(content.guidance() != null, a("What to ask").withHref("#guidance"))
                .condWith(content.plan() != null, a("Schema").withHref("#schema"))
                .with(a("Columns").withHref("#columns"));
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
