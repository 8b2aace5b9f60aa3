package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.report.MarkdownReport;
import io.github.bigdatamigrator.report.RelationshipExports;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.report.TerminalReport;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.server.RestMessages;
import java.nio.file.Path;
import java.util.List;

/** What results look like on a terminal and in files; the one place of this package that knows of other forms. */
final class ResultRenderer {
    private static final String COLUMNS = "COLUMNS";
    private static final int NARROWEST = 60;
    private static final int WIDEST = 160;

    private ResultRenderer() {}

    private static TerminalReport terminal() {
        TerminalReport plain = TerminalReport.plain(width());
        return System.getenv("NO_COLOR") == null && Boolean.getBoolean("bdm.terminal.out")
                ? TerminalReport.coloured(width())
                : plain;
    }

    private static int width() {
        String columns = System.getenv(COLUMNS);
        return columns == null || !columns.matches("\\d{1,4}")
                ? TerminalReport.DEFAULT_WIDTH
                : Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(columns)));
    }

    /** Tables with their keys, relationships and problems. */
    static String profile(DataContext context) {
        return terminal().context(context);
    }

    /** The relationships alone. */
    static String relationships(DataContext context) {
        return terminal().relationships(context);
    }

    /** Everything about an answer but its content, which has been streamed. */
    static String details(Answer answer) {
        return terminal().details(answer);
    }

    static String rows(QueryResult result) {
        return terminal().rows(result);
    }

    static String guidance(Guidance guidance) {
        return terminal().guidance(guidance);
    }

    static String plan(SchemaPlan plan) {
        return terminal().plan(plan);
    }

    /** A migration and its plan as Markdown. */
    static String markdown(Migration migration) {
        return new MarkdownReport().migration(migration);
    }

    /** profile.json, report.html, and the relationships as diagrams. */
    static void writeReport(Path folder, String title, DataContext context, List<Turn> turns) {
        RelationshipExports.files(context).forEach((name, text) -> OutputFiles.write(folder.resolve(name), text));
        OutputFiles.write(folder.resolve("profile.json"), json(context));
        OutputFiles.write(
                folder.resolve("report.html"),
                new HtmlReport().html(new ReportContent(title, context, turns, null, null)));
    }

    /** profile.json, as one text. */
    static String json(DataContext context) {
        return RestMessages.json(context);
    }

    static String json(Answer answer) {
        return RestMessages.json(answer);
    }

    static String json(Guidance guidance) {
        return RestMessages.json(guidance);
    }

    static String json(SchemaPlan plan) {
        return RestMessages.json(plan);
    }
}
