package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.report.RelationshipExports;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.report.TerminalReport;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.github.bigdatamigrator.server.RestMessages;
import java.nio.file.Path;
import java.util.List;

/** Formats results for the terminal and writes report files. */
final class ResultRenderer {
    private static final String COLUMNS = "COLUMNS";
    private static final int MIN_WIDTH = 60;
    private static final int MAX_WIDTH = 160;

    private ResultRenderer() {}

    static TerminalReport terminal() {
        return System.getenv("NO_COLOR") == null && Boolean.getBoolean("bdm.terminal.out")
                ? TerminalReport.colored(width())
                : TerminalReport.plain(width());
    }

    private static int width() {
        String columns = System.getenv(COLUMNS);
        return columns == null || !columns.matches("\\d{1,4}")
                ? TerminalReport.DEFAULT_WIDTH
                : Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Integer.parseInt(columns)));
    }

    /** profile.json, report.html, and the relationships as diagrams. */
    static void writeReport(Path folder, String title, DataContext context, List<Turn> turns) {
        RelationshipExports.files(context).forEach((name, text) -> OutputFiles.write(folder.resolve(name), text));
        OutputFiles.write(folder.resolve("profile.json"), RestMessages.json(context));
        OutputFiles.write(
                folder.resolve("report.html"),
                new HtmlReport().html(new ReportContent(title, context, turns, null, null)));
    }
}
