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
import java.util.Objects;

/** Formats results for the terminal and writes report files. */
final class ResultRenderer {
    private static final int MIN_WIDTH = 60;
    private static final int MAX_WIDTH = 200;

    private ResultRenderer() {}

    static TerminalReport terminal() {
        return System.getenv("NO_COLOR") == null && Boolean.getBoolean("bdm.terminal.out")
                ? TerminalReport.colored(width())
                : TerminalReport.plain(width());
    }

    /** The width of the terminal: what the variable COLUMNS says, else what the launcher found. */
    static int width() {
        String columns =
                Objects.requireNonNullElse(System.getenv("COLUMNS"), System.getProperty("bdm.terminal.columns", ""));
        return columns.matches("[1-9]\\d{0,3}")
                ? Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Integer.parseInt(columns)))
                : TerminalReport.DEFAULT_WIDTH;
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
